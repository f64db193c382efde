import type { Links, Tokens } from "marked";
import { stableLength } from "../stableLength";
import { type ReadingOn, readPiece } from "./readOn";

/** A quote: what is settled of the text in it (`stableLength`) is not read again. Each line of the one is one of the other. */
export function grownQuote(quote: Tokens.Blockquote, text: string, links: Links): ReadingOn | undefined {
  const settled = stableLength(quote.tokens, quote.text);
  const kept = afterLines(quote.raw, quote.text.slice(0, settled.length).split("\n").length - 1);
  if (settled.tokens === 0 || kept === 0) {
    return undefined;
  }
  const piece = ` ${text.slice(kept)}`.slice(1);
  const read = readPiece(piece, links);
  const [first, ...after] = read?.tokens ?? [];
  if (first?.type !== "blockquote") {
    return undefined;
  }
  const rest = first as Tokens.Blockquote;
  if (rest.tokens[0]?.type === "space") {
    // More blank lines are one with those that are settled.
    return undefined;
  }
  const grown: Tokens.Blockquote = {
    ...rest,
    raw: quote.raw.slice(0, kept) + rest.raw,
    tokens: [...quote.tokens.slice(0, settled.tokens), ...rest.tokens],
    text: quote.text.slice(0, settled.length) + rest.text,
  };
  return { tokens: [grown, ...after], read: piece.length };
}

/** Where so many lines of a text end; 0 when it has fewer. */
function afterLines(text: string, count: number): number {
  let at = 0;
  for (let line = 0; line < count; line++) {
    at = text.indexOf("\n", at) + 1;
    if (at === 0) {
      return 0;
    }
  }
  return at;
}
