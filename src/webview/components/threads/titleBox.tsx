import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { belongsToInputMethod } from "../../keys";

interface TitleBoxProps {
  readonly title: string;
  /** Called once, with undefined when the title stays; `byKey`: the focus goes back to the row. */
  readonly onDone: (title: string | undefined, byKey: boolean) => void;
}

/** A thread's title being changed in its row: Enter and leaving save, Escape does not. */
export function TitleBox({ title, onDone }: TitleBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  // Taking the box away makes the browser fire `blur` once more.
  const finish = (save: boolean, byKey: boolean) => {
    if (!done.current) {
      done.current = true;
      const text = box.current?.value ?? title;
      onDone(save && text.trim() !== title ? text : undefined, byKey);
    }
  };
  return (
    <input
      ref={box}
      class="textBox threadTitleBox"
      type="text"
      dir="auto"
      maxLength={200}
      aria-label={l10n.t("Title of the thread")}
      defaultValue={title}
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        if (belongsToInputMethod(event) || (event.key !== "Enter" && event.key !== "Escape")) {
          // The row's own keys (Delete, arrows) belong to the text while it is being changed.
          event.stopPropagation();
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        finish(event.key === "Enter", true);
      }}
    />
  );
}
