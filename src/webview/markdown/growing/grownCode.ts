import type { Links, Tokens } from "marked";
import { fenceAfter } from "../../../shared/fences";
import { beforeLastWhole, type ReadingOn, readPiece } from "./readOn";

/** A fence without an indent: the lines in such a block stand in it as they were written (CommonMark §4.5). */
const fence = /^(?:`{3}|~{3})/;

/** What no closing fence has in its line. */
const noFence = /[^ \t`~]/;

/**
 * Code in a fence: only the last lines can be the closing fence, or become it. The last one cannot any more as soon as
 * it says something else, and may be as long as the whole block: what comes is read behind a letter in its place.
 */
export function grownCode(block: Tokens.Code, text: string, links: Links): ReadingOn | undefined {
  const head = block.raw.indexOf("\n") + 1;
  if (head === 0 || !fence.test(block.raw)) {
    return undefined;
  }
  if (fenceAfter(block.raw.slice(0, head - 1), undefined)?.nests === true) {
    // Where Markdown as code ends depends on all fences in it.
    return undefined;
  }
  const { length } = block.raw;
  const inLine = length - head === block.text.length && noFence.test(block.raw.slice(lastLine(block.raw, head)));
  const kept = inLine ? length : beforeLastWhole(block.raw);
  const letter = inLine ? "x" : "";
  if (kept <= head) {
    return undefined;
  }
  const piece = block.raw.slice(0, head) + letter + text.slice(kept);
  const read = readPiece(piece, links);
  const [first, ...after] = read?.tokens ?? [];
  if (first?.type !== "code" || first.raw.length <= head) {
    return undefined;
  }
  const rest = (first as Tokens.Code).text.slice(letter.length);
  const code = {
    ...(first as Tokens.Code),
    raw: block.raw.slice(0, kept) + first.raw.slice(head + letter.length),
    text: rest === "" && !inLine ? closed(block.raw.slice(head, kept)) : block.raw.slice(head, kept) + rest,
  };
  return { tokens: [code, ...after], read: piece.length };
}

/** Where the last line of a text begins, which has no end; it does not begin before a place. */
function lastLine(text: string, from: number): number {
  return Math.max(from, text.lastIndexOf("\n") + 1);
}

/** Lines right before the closing fence: it takes the last one's end, as long as that one is not blank. */
function closed(lines: string): string {
  const text = lines.slice(0, -1);
  return text === "" || text.endsWith("\n") ? lines : text;
}
