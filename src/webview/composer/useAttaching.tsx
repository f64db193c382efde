import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import { Icon } from "../components/icon";
import { type Panel, usePanel } from "../state/panel";
import { triggerAt } from "./completionSession";
import { isAttachable, isPasteOfFiles, readDropped, readFiles } from "./dataTransfer";
import { replaceText } from "./editText";
import type { Completion } from "./useCompletion";

/** The ways to add something without choosing it from the list. */
export interface Attaching {
  readonly drop: (transfer: DataTransfer) => void;
  /** Takes a paste that is not a text; says whether it did. */
  readonly paste: (transfer: DataTransfer | null) => boolean;
  /** Types the `@` for people who press the button. */
  readonly begin: () => void;
}

/** Sends what is dropped and pasted to the host, and says what could not be. */
export function useAttaching(
  box: RefObject<HTMLTextAreaElement | null>,
  completion: Completion,
  say: (sentence: string) => void,
): Attaching {
  const panel = usePanel();
  return {
    drop: (transfer) => {
      const dropped = readDropped(transfer);
      if (dropped?.kind === "uris") {
        say("");
        panel.post("attachUris", { uris: dropped.uris });
      } else if (dropped?.kind === "files") {
        attachFiles(panel, [...transfer.files], say);
      }
      box.current?.focus();
    },
    paste: (transfer) => pasteFiles(panel, transfer, say),
    begin: () => {
      const field = box.current;
      if (field === null) {
        return;
      }
      const caret = field.selectionEnd;
      if (triggerAt(field.value, caret)?.kind !== "context") {
        const blank = caret === 0 || /\s/.test(field.value.charAt(caret - 1));
        replaceText(field, caret, caret, blank ? "@" : " @");
      }
      field.focus();
      completion.show();
    },
  };
}

function attachFiles(panel: Panel, files: readonly File[], say: (sentence: string) => void): void {
  say("");
  void readFiles(files, (data) => panel.post("attachData", data)).then((problems) => {
    if (problems.length > 0) {
      say(problems.join(" "));
    }
  });
}

/**
 * Attaches what is pasted, unless it is a text; says whether it did.
 *
 * @param say shows a sentence about what could not be attached; an empty one takes the last away
 */
export function pasteFiles(panel: Panel, transfer: DataTransfer | null, say: (sentence: string) => void): boolean {
  const files = [...(transfer?.files ?? [])];
  const taken = isPasteOfFiles({
    fileNames: files.map(({ name }) => name),
    text: transfer?.getData("text/plain") ?? "",
  });
  if (taken) {
    attachFiles(panel, files, say);
  }
  return taken;
}

/** Milliseconds that the hint about Shift outlives the drag's last event. */
const hintTime = 4000;

/** What is told to a person who drags something over the panel. */
type DropHint = "none" | "drop" | "holdShift";

/**
 * Watches what is dragged over the whole panel. VS Code lays a sheet over a webview while something is
 * dragged without Shift (docs/wire.md#vs-code-dropping-files), so of such a drag only the first event arrives; the hint
 * stays for a moment after it.
 */
export function useDrops(onDrop: (transfer: DataTransfer) => void): DropHint {
  const [hint, setHint] = useState<DropHint>("none");
  const handler = useRef(onDrop);
  handler.current = onDrop;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: DropHint): void => {
      clearTimeout(timer);
      setHint(next);
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer !== null && isAttachable(event.dataTransfer)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        show(event.shiftKey ? "drop" : "holdShift");
      }
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        clearTimeout(timer);
        setHint((before) => (before === "drop" ? "none" : before));
        timer = setTimeout(() => setHint("none"), hintTime);
      }
    };
    const drop = (event: DragEvent): void => {
      show("none");
      if (event.dataTransfer !== null && isAttachable(event.dataTransfer)) {
        event.preventDefault();
        handler.current(event.dataTransfer);
      }
    };
    const end = (): void => show("none");
    window.addEventListener("dragenter", over);
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    window.addEventListener("dragend", end);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("dragenter", over);
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("dragend", end);
    };
  }, []);
  return hint;
}

/** Lies over the panel while something is dragged there; it catches no events itself. */
export function DropZone({ hint }: { readonly hint: DropHint }) {
  if (hint === "none") {
    return null;
  }
  return (
    <div class="dropZone">
      <p class="dropText">
        <Icon name="attach" />
        {hint === "drop" ? l10n.t("Drop to attach to the message") : l10n.t("Hold Shift to drop")}
      </p>
    </div>
  );
}
