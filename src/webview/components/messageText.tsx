import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { beginningOf, piecesOf } from "../longMessage";
import { useUniqueId } from "./useUniqueId";

/** The words of a question. Of a long one only the beginning is drawn until somebody asks for all of it. */
export function MessageText({ text }: { readonly text: string }) {
  const id = useUniqueId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const all = useMemo(() => (open ? piecesOf(text) : []), [open, text]);
  const folds = useRef(false);
  useLayoutEffect(() => {
    if (folds.current) {
      // The button has moved up by all that is gone now.
      button.current?.scrollIntoView({ block: "nearest" });
    }
    folds.current = open;
  }, [open]);
  return (
    <>
      <div class="bubble" dir="auto" id={id}>
        {beginning === undefined
          ? text
          : open
            ? all.map((piece, index) => <div key={index}>{piece}</div>)
            : `${beginning}…`}
      </div>
      {beginning !== undefined && (
        <button
          ref={button}
          type="button"
          class="button link showMore"
          aria-expanded={open}
          aria-controls={id}
          data-show-all
          onClick={() => setOpen(!open)}
        >
          {open ? l10n.t("Show less") : l10n.t("Show all")}
        </button>
      )}
    </>
  );
}
