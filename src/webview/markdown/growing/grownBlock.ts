import type { Token } from "marked";
import type { Reading } from "../lexer";
import { grownCode } from "./grownCode";
import { grownList } from "./grownList";
import { grownParagraph } from "./grownParagraph";
import { grownQuote } from "./grownQuote";
import { grownTable } from "./grownTable";
import type { ReadOn } from "./readOn";

const readers: Readonly<Record<string, ReadOn | undefined>> = {
  blockquote: grownQuote as ReadOn,
  code: grownCode as ReadOn,
  list: grownList as ReadOn,
  paragraph: grownParagraph as ReadOn,
};

/**
 * How many blocks are looked at from the end on. A list ends before the blank line that its next item may follow, and
 * lines below a long list or quote are short blocks of their own, before which nothing is settled.
 */
const lookBack = 3;

/**
 * Reads a text whose last block has grown, without what is settled inside of that block: items of a list, lines of
 * code, rows of a table, paragraphs of a quote, parts of a long paragraph. They are the same objects as before.
 *
 * @param before what was read last
 * @param length characters of the text then
 * @param text the text now; begins with the one that was read last
 * @returns undefined when it has to be read as a whole
 */
export function grownBlock(before: Reading, length: number, text: string): Reading | undefined {
  if (before.tokens.at(-1)?.type === "table") {
    return grownTable(before, length, text);
  }
  let end = length;
  for (let at = before.tokens.length - 1; at >= Math.max(0, before.tokens.length - lookBack); at--) {
    const block = before.tokens[at];
    const reader = block && readers[block.type];
    const start = end - (block?.raw.length ?? 0);
    const read =
      block && reader && isWritten(block, text.slice(start, end)) && reader(block, text.slice(start), before.links);
    if (read) {
      return { ...read, tokens: [...before.tokens.slice(0, at), ...read.tokens] as Token[], links: before.links };
    }
    end = start;
  }
  return undefined;
}

/** True for the characters of a block. marked gives a list that ends in one space a line's end in its place. */
function isWritten({ type, raw }: Token, text: string): boolean {
  return text === raw || (type === "list" && /[ \t]$/.test(text) && `${text.slice(0, -1)}\n` === raw);
}
