import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import { useUniqueId } from "./preactHelpers";

/** Lines and characters of a message that are drawn until somebody asks for all of it. */
const firstLines = 40;
const firstCharacters = 4000;

/** Characters of a piece of a long message, at least: a page lays out so many in a frame. */
const pieceLength = 20_000;

/**
 * What of a long message is drawn at first. Looks no further into the text than that.
 *
 * @returns undefined for a message that is short enough to be drawn as a whole
 */
export function beginningOf(text: string): string | undefined {
  let end = -1;
  for (let line = 0; line < firstLines && end < firstCharacters; line += 1) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) {
      return text.length > firstCharacters ? cutAt(text, firstCharacters) : undefined;
    }
  }
  // A line's end at the very end begins no other line.
  return end <= firstCharacters && end >= text.length - 1 ? undefined : cutAt(text, Math.min(end, firstCharacters));
}

/**
 * A message as pieces that stand below each other, so that only those in sight are laid out. The line break
 * between two of them is in neither: the blocks make it.
 */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  /** Up to here the breaks before a piece's end have been passed: a message of nothing else must not be slow. */
  let passed = -1;
  for (;;) {
    let end = text.indexOf("\n", from + pieceLength);
    if (end < 0) {
      return [...pieces, text.slice(from)];
    }
    // An empty line has to stand at a piece's beginning; at its end nothing would be drawn of it.
    const last = end;
    while (end > from + 1 && text[end - 1] === "\n") {
      end = end - 1 > passed ? end - 1 : from + 1;
    }
    passed = last;
    pieces.push(text.slice(from, end));
    from = end + 1;
  }
}

/** The first characters of a text; no cut parts the two halves of one character (a surrogate pair). */
export function cutAt(text: string, at: number): string {
  const code = text.charCodeAt(at - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? at - 1 : at);
}

/** Characters that one press adds: a page draws so many in a frame. */
const step = 100_000;

export interface LongTextProps {
  /** Name of the text, for people who do not see where it stands. */
  readonly label: string;
  readonly text: string;
  /** Characters that are drawn at first. */
  readonly first: number;
  /** `block`: a box that scrolls; `line`: part of a line. */
  readonly look: "block" | "line";
  /** Draws so many characters of the text; without it they are drawn as they are. */
  readonly draw?: ((length: number) => ComponentChildren) | undefined;
}

/** A text of any length, its beginning first. */
export function LongText({ label, text, first, look, draw }: LongTextProps) {
  const [shown, setShown] = useState(first);
  const box = useRef<HTMLElement>(null);
  const cut = text.length > shown;
  useLayoutEffect(() => {
    // The button is gone with the last piece, and the focus would go with it.
    if (shown > first && !cut) {
      box.current?.focus({ preventScroll: true });
    }
  }, [shown, cut, first]);
  const beginning = cut ? cutAt(text, shown) : text;
  const visible = (
    <>
      {draw?.(beginning.length) ?? beginning}
      {cut && "…"}
    </>
  );
  const more = cut && (
    <button type="button" class="button link showMore" onClick={() => setShown(shown + step)}>
      {text.length - shown > step
        ? l10n.t("Show more ({0} characters in total)", formatNumber(text.length))
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
