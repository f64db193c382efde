import { Lexer, type Links, type Token, type TokensList } from "marked";
import { readInSegments } from "./segments";

/** A blank line with something behind it. */
const blankLine = /\n[ \t]*\n(?=[\s\S]*\S)/;

/**
 * marked's lexer, which lets the title of a link definition reach over blank lines, so that whole
 * paragraphs between two quotation marks would not be drawn. A title ends at the latest where its
 * paragraph does (CommonMark §4.7).
 */
export function newLexer(): Lexer {
  const lexer = new Lexer({ gfm: true });
  const { tokenizer } = lexer.options;
  if (tokenizer) {
    const read = tokenizer.def.bind(tokenizer);
    tokenizer.def = (text) => {
      const definition = read(text);
      const blank = definition && blankLine.exec(definition.raw);
      return blank ? read(text.slice(0, blank.index + 1)) : definition;
    };
  }
  readInSegments(lexer);
  return lexer;
}

/** What was read of a text, and the link definitions it was read with. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly links: Links;
  /** Characters that had to be read for it; all of the text when it is left out. */
  readonly read?: number;
}

/** The blocks of a text. @param links definitions that stand before it */
export function lexed(text: string, links: Links): TokensList {
  const lexer = newLexer();
  Object.assign(lexer.tokens.links, links);
  return lexer.lex(text);
}
