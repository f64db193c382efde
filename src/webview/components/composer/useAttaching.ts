import type { RefObject } from "preact";
import { readDropped } from "../../composer/dropped";
import { readFiles } from "../../composer/fileReading";
import { isPasteOfFiles } from "../../composer/pasted";
import { triggerAt } from "../../composer/trigger";
import { usePanel } from "../../panelContext";
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
  const read = (files: readonly File[]): void => {
    say("");
    void readFiles(files, (data) => panel.post("attachData", data)).then((problems) => {
      if (problems.length > 0) {
        say(problems.join(" "));
      }
    });
  };
  return {
    drop: (transfer) => {
      const dropped = readDropped(transfer);
      if (dropped?.kind === "uris") {
        say("");
        panel.post("attachUris", { uris: dropped.uris });
      } else if (dropped?.kind === "files") {
        read([...transfer.files]);
      }
      box.current?.focus();
    },
    paste: (transfer) => {
      const files = [...(transfer?.files ?? [])];
      const taken = isPasteOfFiles({
        fileNames: files.map(({ name }) => name),
        text: transfer?.getData("text/plain") ?? "",
      });
      if (taken) {
        read(files);
      }
      return taken;
    },
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
