import * as l10n from "@vscode/l10n";
import type { ComponentProps, RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { lazily } from "../../shared/lazily";
import type { Connection, ViewState } from "../../shared/protocol";
import { Icon, IconButton } from "../components/icon";
import { NotLoaded } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import type { PanelModel } from "../state/store";
import { Chips, QueueList } from "./chips";
import { commands } from "./commands";
import { CompletionList } from "./completionList";
import { ComposerStatus } from "./composerStatus";
import type { HelpCard } from "./helpCard";
import { InputBar } from "./inputBar";
import { MessageBox } from "./messageBox";
import { DropZone, useAttaching, useDrops } from "./useAttaching";
import { useCompletion } from "./useCompletion";
import { useEntering } from "./useEntering";

/** Comes with the first `/help`. */
export const helpCard = lazily(async () => (await import("./helpCard")).HelpCard);

/** Why Send is disabled, or how to send. @param sendKey the key as it is called */
function sendHint(state: ViewState, sendKey: string): string {
  const reasons: Readonly<Record<Connection, string>> = {
    loading: l10n.t("Connecting…"),
    noServer: l10n.t("Configure a server to send."),
    restricted: l10n.t("Trust this workspace to send."),
    signedOut: l10n.t("Sign in to send."),
    signingIn: l10n.t("Finish signing in to send."),
    noAgents: l10n.t("There is no agent to send to."),
    failed: l10n.t("Not connected, so nothing can be sent."),
    ready: state.busy
      ? l10n.t("Escape stops the answer.")
      : state.look.sendWith === "ctrlEnter"
        ? l10n.t("{0} sends, Enter starts a new line.", sendKey)
        : l10n.t("Enter sends, Shift+Enter starts a new line."),
  };
  return reasons[state.connection];
}

interface ComposerProps {
  readonly model: PanelModel;
  readonly box: RefObject<HTMLTextAreaElement | null>;
}

/**
 * The message box with all that belongs to it. It takes text in every state of the connection; only
 * sending waits for one.
 */
export function Composer({ model, box }: ComposerProps) {
  const { state, draft, focusRequests } = model;
  const sendKey = useSendKey();
  const [help, setHelp] = useState(false);
  const [problem, say] = useState("");
  const completion = useCompletion(box, model);
  const entering = useEntering(box, completion, { say, showHelp: () => setHelp(true) });
  const attaching = useAttaching(box, completion, say);
  const dropHint = useDrops(attaching.drop);
  useEffect(() => {
    if (focusRequests > 0) {
      box.current?.focus();
    }
  }, [focusRequests, box]);
  const focus = () => box.current?.focus();
  const closeHelp = (): boolean => {
    setHelp(false);
    return help;
  };
  return (
    <footer class="composer">
      <QueueList queue={state.queue} />
      <ProblemBar
        sentence={problem}
        onClose={() => {
          say("");
          focus();
        }}
      />
      <div class="inputArea">
        {help && (
          <Help
            commands={commands()}
            sendKey={sendKey}
            prompts={model.prompts}
            onClose={() => {
              closeHelp();
              focus();
            }}
          />
        )}
        <CompletionList completion={completion} choose={entering.choose} />
        <div class="inputBox">
          <Chips items={state.context} />
          <MessageBox
            box={box}
            text={draft.text}
            completion={completion}
            entering={entering}
            attaching={attaching}
            onEscape={closeHelp}
          />
          <InputBar model={model} onAttach={attaching.begin} onSend={entering.submit} onDone={focus} />
        </div>
      </div>
      <p id="sendHint" class="hint">
        {state.busy && draft.text.trim() !== ""
          ? l10n.t("{0} queues, Escape stops the answer.", sendKey.name)
          : sendHint(state, sendKey.name)}
      </p>
      <ComposerStatus model={model} completion={completion} help={help} />
      <DropZone hint={dropHint} />
    </footer>
  );
}

/** The card that `/help` shows, once it is loaded. */
function Help(props: ComponentProps<typeof HelpCard>) {
  const { made: Card, failed } = useLazy(helpCard);
  return failed ? <NotLoaded /> : Card && <Card {...props} />;
}

interface ProblemBarProps {
  /** Empty when there is nothing to say. */
  readonly sentence: string;
  readonly onClose: () => void;
}

/** What could not be attached or run, beside the text that it was about. */
function ProblemBar({ sentence, onClose }: ProblemBarProps) {
  if (sentence === "") {
    return null;
  }
  return (
    <div class="problemBar">
      <Icon name="error" />
      <p role="alert">{sentence}</p>
      <IconButton icon="close" label={l10n.t("Dismiss")} onClick={onClose} />
    </div>
  );
}
