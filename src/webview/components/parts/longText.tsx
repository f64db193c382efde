import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../../shared/formats";
import { cutAt } from "../../longMessage";

/** Characters that one press adds: a page draws so many in a frame. */
const step = 100_000;

interface LongTextProps {
  /** Name of the text, for people who do not see where it stands. */
  readonly label: string;
  readonly text: string;
  /** Characters that are drawn at first. */
  readonly first: number;
  /** `block`: a box that scrolls; `line`: part of a line. */
  readonly look: "block" | "line";
}

/** A text of any length, its beginning first. */
export function LongText({ label, text, first, look }: LongTextProps) {
  const [shown, setShown] = useState(first);
  const box = useRef<HTMLElement>(null);
  const cut = text.length > shown;
  useLayoutEffect(() => {
    // The button is gone with the last piece, and the focus would go with it.
    if (shown > first && !cut) {
      box.current?.focus({ preventScroll: true });
    }
  }, [shown, cut, first]);
  const visible = cut ? `${cutAt(text, shown)}…` : text;
  const more = cut && (
    <button type="button" class="button link showMore" onClick={() => setShown(shown + step)}>
      {text.length - shown > step
        ? l10n.t("Show more ({0} characters in all)", formatNumber(text.length))
        : l10n.t("Show all ({0} characters)", formatNumber(text.length))}
    </button>
  );
  return look === "block" ? (
    <>
      <pre ref={box as preact.RefObject<HTMLPreElement>} tabIndex={0} role="region" aria-label={label} dir="auto">
        {visible}
      </pre>
      {more}
    </>
  ) : (
    <span ref={box} tabIndex={shown > first ? -1 : undefined} class="longLine" dir="auto">
      {visible}
      {more}
    </span>
  );
}
