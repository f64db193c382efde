import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PanelModel } from "../store";
import { Chips } from "./composer/chips";
import { CompletionList } from "./composer/completionList";
import { ComposerStatus } from "./composer/composerStatus";
import { DropZone } from "./composer/dropZone";
import { HelpCard } from "./composer/helpCard";
import { InputBar } from "./composer/inputBar";
import { MessageBox } from "./composer/messageBox";
import { ProblemBar } from "./composer/problemBar";
import { QueueList } from "./composer/queueList";
import { useAttaching } from "./composer/useAttaching";
import { useCompletion } from "./composer/useCompletion";
import { useDrops } from "./composer/useDrops";
import { useEntering } from "./composer/useEntering";
import { sendHint } from "./composer/sendHint";

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
          <HelpCard
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
        {state.busy && draft.text.trim() !== "" ? l10n.t("Enter queues, Escape stops the answer.") : sendHint(state)}
      </p>
      <ComposerStatus model={model} completion={completion} help={help} />
      <DropZone hint={dropHint} />
    </footer>
  );
}
