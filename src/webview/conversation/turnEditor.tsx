import * as l10n from "@vscode/l10n";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { belongsToInputMethod } from "../components/keys";
import { useUniqueId } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import { pasteFiles } from "../composer/useAttaching";
import { usePanel, ViewStateContext } from "../state/panel";

interface Props {
  readonly text: string;
  /** False while an answer is being written, or without a connection. */
  readonly canSend: boolean;
}

/** A question being changed in its place. Its text is kept like a draft until it is sent or cancelled. */
export function TurnEditor({ text, canSend }: Props) {
  const panel = usePanel();
  const { edits } = panel;
  const attached = useContext(ViewStateContext)?.context.length ?? 0;
  const [problem, say] = useState("");
  const sendKey = useSendKey();
  const hint = useUniqueId();
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    // Only for somebody who is here: a view that comes back must not take the focus from an editor.
    if (document.hasFocus()) {
      box.current?.focus();
      box.current?.setSelectionRange(text.length, text.length);
    }
  }, []);
  useLayoutEffect(() => {
    if (box.current !== null) {
      box.current.style.height = "auto";
      box.current.style.height = `${box.current.scrollHeight}px`;
    }
  }, [text]);
  const cancel = () => {
    const turn = box.current?.closest<HTMLElement>("[data-turn]");
    edits.cancel();
    turn?.focus();
  };
  return (
    <div class="turnEditor">
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={l10n.t("Edit message")}
        aria-describedby={hint}
        value={text}
        onInput={(event) => edits.type(event.currentTarget.value)}
        onPaste={(event) => {
          if (pasteFiles(panel, event.clipboardData, say)) {
            event.preventDefault();
          }
        }}
        onKeyDown={(event) => {
          if (sendKey.is(event)) {
            event.preventDefault();
            edits.send();
          } else if (event.key === "Escape" && !belongsToInputMethod(event)) {
            event.preventDefault();
            cancel();
          }
        }}
      />
      <p id={hint} class="hint">
        {l10n.t("Sending replaces this message and all later messages.")}
        {attached > 0 && ` ${l10n.t("What is attached below goes along.")}`}
      </p>
      {problem !== "" && <p role="alert">{problem}</p>}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          disabled={!canSend || text.trim() === ""}
          onClick={() => edits.send()}
        >
          {l10n.t("Send edit")}
        </button>
        <button type="button" class="button secondary" onClick={cancel}>
          {l10n.t("Cancel")}
        </button>
      </div>
    </div>
  );
}
