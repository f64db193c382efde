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
 * Reads a text whose last block has grown, without what is settled inside of that block: items of a list, lines of
 * code, rows of a table, paragraphs of a quote, parts of a long paragraph. They are the same objects as before.
 *
 * @param before what was read last
 * @param length characters of the text then
 * @param text the text now; begins with the one that was read last
 * @returns undefined when it has to be read as a whole
 */
export function grownBlock(before: Reading, length: number, text: string): Reading | undefined {
  // A list ends before the blank line that its next item may follow.
  const blank = before.tokens.at(-1)?.type === "space" ? (before.tokens.at(-1)?.raw.length ?? 0) : 0;
  const at = before.tokens.length - (blank > 0 ? 2 : 1);
  const block = before.tokens[at];
  if (block?.type === "table") {
    return grownTable(before, length, text);
  }
  const reader = block === undefined ? undefined : readers[block.type];
  const start = length - blank - (block?.raw.length ?? 0);
  if (block === undefined || reader === undefined || !isWritten(block, text.slice(start, length - blank))) {
    return undefined;
  }
  const read = reader(block, text.slice(start), before.links);
  return read && { ...read, tokens: [...before.tokens.slice(0, at), ...read.tokens] as Token[], links: before.links };
}

/** True for the characters of a block. marked gives a list that ends in one space a line's end in its place. */
function isWritten({ type, raw }: Token, text: string): boolean {
  return text === raw || (type === "list" && /[ \t]$/.test(text) && `${text.slice(0, -1)}\n` === raw);
}
