import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import { belongsToInputMethod, type KeyPress } from "../components/keys";
import { useSendKey } from "../components/sendKey";
import { type Panel, usePanel } from "../state/panel";
import { completionListId, rowId } from "./completionList";
import type { Attaching } from "./useAttaching";
import type { Completion } from "./useCompletion";
import type { Entering } from "./useEntering";

/** Lets the box grow with its text; the style sheet stops it at a third of the view. */
function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const grow = () => {
      if (box.current !== null) {
        box.current.style.height = "auto";
        box.current.style.height = `${box.current.scrollHeight}px`;
      }
    };
    grow();
    window.addEventListener("resize", grow);
    return () => window.removeEventListener("resize", grow);
  }, [text, box]);
}

interface MessageBoxProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly completion: Completion;
  readonly entering: Entering;
  readonly attaching: Attaching;
  /** Closes what lies above the box; says whether there was anything. */
  readonly onEscape: () => boolean;
}

/**
 * The text itself. It stays a plain text box for screen readers: `aria-expanded` is not for one, so
 * that the list is there is told by `aria-controls`, the marked row, and a count that is spoken.
 */
export function MessageBox({ box, text, completion, entering, attaching, onEscape }: MessageBoxProps) {
  const panel = usePanel();
  const sendKey = useSendKey();
  useGrowing(box, text);
  const listed = completion.rows.length > 0;
  return (
    <textarea
      ref={box}
      rows={1}
      aria-label={l10n.t("Message")}
      aria-describedby="sendHint"
      aria-autocomplete="list"
      aria-controls={listed ? completionListId : undefined}
      aria-activedescendant={listed ? rowId(completion.active) : undefined}
      placeholder={l10n.t("Ask a question")}
      value={text}
      onInput={(event) => {
        panel.type(event.currentTarget.value);
        completion.typed();
      }}
      onKeyUp={completion.moved}
      onClick={completion.moved}
      onBlur={completion.left}
      onPaste={(event) => {
        if (attaching.paste(event.clipboardData)) {
          event.preventDefault();
        }
      }}
      onKeyDown={(event) => {
        if (belongsToInputMethod(event)) {
          return;
        }
        const closed = () => event.key === "Escape" && onEscape();
        if (completion.take(event, entering.choose) || closed()) {
          // Escape would go on to stop the answer.
          event.stopPropagation();
          event.preventDefault();
        } else if (sendKey.is(event) && (sendKey.sendWith === "enter" || event.currentTarget.value.trim() !== "")) {
          // With Ctrl or Cmd and nothing typed it approves a call that waits, which the panel sees to.
          event.preventDefault();
          entering.submit();
        } else if (panel.model.state.busy && sendKey.isNow(event) && event.currentTarget.value.trim() !== "") {
          event.preventDefault();
          entering.submit(true);
        } else if (event.currentTarget.value === "" && isPlain(event) && takeInEmptyBox(panel, event)) {
          event.preventDefault();
        }
      }}
    />
  );
}

/** In the empty box, Up edits the last question and Backspace removes what was added last. */
function takeInEmptyBox(panel: Panel, event: KeyboardEvent): boolean {
  if (event.key === "ArrowUp") {
    return panel.editLast();
  }
  const last = panel.model.state.context.at(-1);
  // A held key that has just deleted the last letter must not go on with what was added.
  if (event.key !== "Backspace" || event.repeat || last === undefined) {
    return false;
  }
  panel.post("removeContext", { id: last.id });
  return true;
}

function isPlain(event: KeyPress): boolean {
  return !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
}
