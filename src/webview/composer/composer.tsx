import * as l10n from "@vscode/l10n";
import type { ComponentProps, RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { hasMemory } from "../../shared/agentMemory";
import { lazily } from "../../shared/lazily";
import type { Connection, ViewState } from "../../shared/protocol";
import type { ToolCallStatus, Turn } from "../../shared/transcript";
import { Icon, IconButton } from "../components/icon";
import { NotLoaded } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import type { PanelModel } from "../state/store";
import { Chips, CurrentFile } from "./chips";
import { commands } from "./commands";
import { CompletionList } from "./completionList";
import { ComposerStatus } from "./composerStatus";
import type { HelpCard } from "./helpCard";
import type { MemoryDialog } from "./memoryDialog";
import type { QueueList } from "./queueList";
import type { ThreadOptionsForm } from "./threadOptionsForm";
import { InputBar } from "./inputBar";
import { MessageBox } from "./messageBox";
import { DropZone, useAttaching, useDrops } from "./useAttaching";
import { useCompletion } from "./useCompletion";
import { useEntering } from "./useEntering";
import { type OptionsDialog, useOptionsDialog } from "./useOptionsDialog";

/** Comes with the first `/help`. */
export const helpCard = lazily(async () => (await import("./helpCard")).HelpCard);

/** Comes with the first look at a thread's options. */
export const threadOptionsForm = lazily(async () => (await import("./threadOptionsForm")).ThreadOptionsForm);

/** Comes with the first look at what an agent remembers. */
export const memoryDialog = lazily(async () => (await import("./memoryDialog")).MemoryDialog);

/** Comes with the first message that waits. */
export const queueList = lazily(async () => (await import("./queueList")).QueueList);

/**
 * Why Send is disabled, or how to send.
 *
 * @param sendKey the key as it is called
 * @param waiting the tool that waits for the person in this thread, which a message does not answer
 */
function sendHint(state: ViewState, sendKey: string, waiting: string | undefined): string {
  const reasons: Readonly<Record<Connection, string>> = {
    loading: l10n.t("Connecting…"),
    noServer: l10n.t("Configure a server to send."),
    restricted: l10n.t("Trust this workspace to send."),
    signedOut: l10n.t("Sign in to send."),
    signingIn: l10n.t("Finish signing in to send."),
    noAgents: l10n.t("No agent to send to."),
    failed: l10n.t("Not connected"),
    ready: state.busy
      ? l10n.t("Escape to stop the response")
      : waiting !== undefined
        ? l10n.t("{0} waits for you. A new message leaves it waiting: answer or decline it above.", waiting)
        : state.look.sendWith === "ctrlEnter"
          ? l10n.t("{0} to send, Enter for a new line", sendKey)
          : l10n.t("Enter to send, Shift+Enter for a new line"),
  };
  return reasons[state.connection];
}

const asks: ReadonlySet<ToolCallStatus> = new Set(["awaitingApproval", "suspended"]);

/** The tool that has waited longest for the person. */
function waitingTool(turns: readonly Turn[]): string | undefined {
  const parts = turns.find(({ state }) => state === "waiting")?.parts ?? [];
  const call = parts.find((part) => part.kind === "tool" && asks.has(part.status));
  return call?.kind === "tool" ? call.toolName : undefined;
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
  const { threadId } = model.transcript;
  const place = `${model.owner} ${threadId}`;
  const optionsDialog = useOptionsDialog(place, box);
  const memory = useOptionsDialog(place, box);
  // One at a time: they take the same place.
  const options: OptionsDialog = {
    ...optionsDialog,
    open: () => {
      memory.close();
      optionsDialog.open();
    },
  };
  const openMemory = (): void => {
    options.close();
    memory.open();
  };
  const entering = useEntering(box, completion, {
    say,
    showHelp: () => setHelp(true),
    showOptions: options.open,
    showMemory: openMemory,
  });
  const attaching = useAttaching(box, completion, say);
  const dropHint = useDrops(attaching.drop);
  useEffect(() => {
    if (focusRequests > 0) {
      box.current?.focus();
    }
  }, [focusRequests, box]);
  const remembers = hasMemory(model.memory, threadId, state.agentId);
  const focus = () => box.current?.focus();
  const closeHelp = (): boolean => {
    setHelp(false);
    return help;
  };
  return (
    <footer class="composer">
      {state.queue.length > 0 && <Queue queue={state.queue} cannotSteer={state.cannotSteer === true} />}
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
            commands={commands(remembers)}
            sendKey={sendKey}
            prompts={model.prompts}
            onClose={() => {
              closeHelp();
              focus();
            }}
          />
        )}
        {options.isOpen && (
          <Options
            key={place}
            threadId={threadId}
            agentId={state.agentId}
            options={state.options}
            turns={model.transcript.turns}
            onMemory={remembers ? openMemory : undefined}
            onClose={options.close}
          />
        )}
        {memory.isOpen && (
          <Memory
            key={`${place} ${state.agentId}`}
            threadId={threadId}
            agentId={state.agentId}
            agentName={state.agents.find(({ id }) => id === state.agentId)?.name ?? state.agentId}
            memory={model.memory}
            onClose={memory.close}
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
            onEscape={() => closeHelp() || options.close() || memory.close()}
          />
          <CurrentFile file={state.currentFile} />
          <InputBar
            model={model}
            onAttach={attaching.begin}
            onSend={entering.submit}
            onDone={focus}
            options={options}
          />
        </div>
      </div>
      <p id="sendHint" class="hint">
        {state.busy && draft.text.trim() !== ""
          ? state.cannotSteer
            ? l10n.t("{0} to queue, Escape to stop the response", sendKey.name)
            : l10n.t("{0} to queue, {1} to send now, Escape to stop", sendKey.name, sendKey.nowName)
          : sendHint(state, sendKey.name, waitingTool(model.transcript.turns))}
      </p>
      <ComposerStatus model={model} completion={completion} help={help} />
      <DropZone hint={dropHint} />
    </footer>
  );
}

/** The messages that wait, once the script that draws them is loaded. */
function Queue(props: ComponentProps<typeof QueueList>) {
  const { made: List, failed } = useLazy(queueList);
  return failed ? <NotLoaded /> : List && <List {...props} />;
}

/** The options of the thread, once what draws them is loaded. */
function Options(props: ComponentProps<typeof ThreadOptionsForm>) {
  const { made: Form, failed } = useLazy(threadOptionsForm);
  return failed ? <NotLoaded /> : Form && <Form {...props} />;
}

/** What the agent remembers, once what draws it is loaded. */
function Memory(props: ComponentProps<typeof MemoryDialog>) {
  const { made: Dialog, failed } = useLazy(memoryDialog);
  return failed ? <NotLoaded /> : Dialog && <Dialog {...props} />;
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
