import type { Links, Tokens } from "marked";
import { fenceAfter } from "../../../shared/fences";
import { beforeLastWhole, type ReadingOn, readPiece } from "./readOn";

/** A fence without an indent: the lines in such a block stand in it as they were written (CommonMark §4.5). */
const fence = /^(?:`{3}|~{3})/;

/** Code in a fence: only the last lines can be the closing fence, or become it. */
export function grownCode(block: Tokens.Code, text: string, links: Links): ReadingOn | undefined {
  const head = block.raw.indexOf("\n") + 1;
  const kept = beforeLastWhole(block.raw);
  if (head === 0 || kept <= head || !fence.test(block.raw)) {
    return undefined;
  }
  if (fenceAfter(block.raw.slice(0, head - 1), undefined)?.nests === true) {
    // Where Markdown as code ends depends on all fences in it.
    return undefined;
  }
  const piece = block.raw.slice(0, head) + text.slice(kept);
  const read = readPiece(piece, links);
  const [first, ...after] = read?.tokens ?? [];
  if (first?.type !== "code" || first.raw.length <= head) {
    return undefined;
  }
  const { text: rest } = first as Tokens.Code;
  const code = {
    ...(first as Tokens.Code),
    raw: block.raw.slice(0, kept) + first.raw.slice(head),
    text: rest === "" ? closed(block.raw.slice(head, kept)) : block.raw.slice(head, kept) + rest,
  };
  return { tokens: [code, ...after], read: piece.length };
}

/** Lines right before the closing fence: it takes the last one's end, as long as that one is not blank. */
function closed(lines: string): string {
  const text = lines.slice(0, -1);
  return text === "" || text.endsWith("\n") ? lines : text;
}
