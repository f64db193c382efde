import type { ComponentChildren } from "preact";
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
  const pieces = piecesOf(text);
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

/** Whole lines each, but for the last one. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let lines = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    if (++lines % pieceLines === 0) {
      pieces.push(text.slice(start, end + 1));
      start = end + 1;
    }
  }
  return start < text.length || pieces.length === 0 ? [...pieces, text.slice(start)] : pieces;
}
