import { markdownWords } from "../../shared/markdownWords";
import { decodeEntities } from "../markdown/inline";
import { mathLexer } from "../markdown/mathPart";

/**
 * Markdown without the signs that are not drawn, so that a search finds words as they are read. Formulas stay
 * as they were written: that is what can be typed, and what the panel has as text over each of them.
 */
export function plainMarkdown(markdown: string): string {
  return markdownWords(markdown, { decode: decodeEntities, ...(mathLexer.made ? { math: mathLexer.made } : {}) });
}
