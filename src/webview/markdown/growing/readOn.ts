import type { Links, Token } from "marked";
import { lexed, type Reading } from "../lexer";

/** Tokens from a block on, and how many characters had to be read for them. */
export interface ReadingOn {
  readonly tokens: readonly Token[];
  readonly read: number;
}

/**
 * Reads a block that has grown.
 *
 * @param block as it was read last
 * @param text from the beginning of that block to the end of the text
 * @param links definitions that the block was read with
 * @returns undefined when it has to be read as a whole
 */
export type ReadOn = (block: Token, text: string, links: Links) => ReadingOn | undefined;

/**
 * True for a text that may define links. What it defined when it was shorter may be something else by now, so that
 * everything has to be read anew.
 */
export function mayDefine(text: string): boolean {
  return text.includes("]:");
}

/** Reads a piece of a text. @returns undefined when it may define a link */
export function readPiece(text: string, links: Links): Reading | undefined {
  if (mayDefine(text)) {
    return undefined;
  }
  const tokens = lexed(text, links);
  return { tokens, links: tokens.links };
}

/** Where the last line begins that has an end. */
export function beforeLastWhole(text: string): number {
  return text.lastIndexOf("\n", text.lastIndexOf("\n") - 1) + 1;
}
