import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { hasGrown } from "../../shared/growing";
import { cutAt } from "../components/longText";
import { memo } from "../components/preactHelpers";

/** About two screens of a sidebar: few enough to be laid out at every chunk. */
const pieceLines = 64;

/** Characters of a line above which it is in pieces itself, and of such a piece. */
const longLine = 4000;

const Piece = memo(function Piece({ text }: { readonly text: string }) {
  return <span class="codePiece">{text.length > longLine ? withParts(text) : text}</span>;
});

/** The text, its long lines as boxes in one row: none is laid out again when the line gets longer. */
function withParts(text: string): ComponentChildren {
  const lines = text.split(/(\n)/);
  return lines.some((line) => line.length > longLine)
    ? lines.map((line) =>
        line.length > longLine ? partsOf(line).map((part) => <span class="linePart">{part}</span>) : line,
      )
    : text;
}

/** No cut parts the two halves of one character (a surrogate pair). */
function partsOf(line: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < line.length; start += parts.at(-1)?.length ?? line.length) {
    parts.push(cutAt(line.slice(start), longLine));
  }
  return parts;
}

/**
 * Text whose lines stand as they are, such as code without colours. A long one is in pieces that the browser lays out
 * one by one: a page of 48 KB in one piece is laid out anew with every chunk, 4.4 s of the main thread in all
 * (docs/wire.md#the-panel-what-drawing-costs).
 */
export function LinePieces({ text }: { readonly text: string }) {
  const pieces = usePiecesOf(text);
  return pieces.length === 1 && text.length <= longLine ? (
    <>{text}</>
  ) : (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} text={piece} />
      ))}
    </>
  );
}

interface Pieces {
  readonly text: string;
  /** All but the last one. */
  readonly whole: readonly string[];
  /** Characters of those. */
  readonly length: number;
}

/** Whole lines each, but for the last one; there is always one. Those of a text that has grown are not looked for again. */
function usePiecesOf(text: string): readonly string[] {
  const before = useRef<Pieces>({ text: "", whole: [], length: 0 });
  const known = hasGrown(text, before.current.text) ? before.current : { whole: [], length: 0 };
  const whole = [...known.whole];
  let start = known.length;
  let lines = 0;
  for (let end = text.indexOf("\n", start); end >= 0 && end + 1 < text.length; end = text.indexOf("\n", end + 1)) {
    if (++lines % pieceLines === 0) {
      // A copy: a slice would keep the whole text alive as it was then.
      whole.push(` ${text.slice(start, end + 1)}`.slice(1));
      start = end + 1;
    }
  }
  before.current = { text, whole, length: start };
  return [...whole, text.slice(start)];
}
