import { Lexer, type Links, type Token, type TokensList } from "marked";
import { footnoteExtension } from "./footnoteTokens";
import { mathLexer } from "./mathPart";
import { keepPathsWhole } from "./pathTokens";
import { readInSegments } from "./segments";
import { applyTextRules } from "./textRules";

/** A blank line with something behind it. */
const blankLine = /\n[ \t]*\n(?=[\s\S]*\S)/;

/**
 * marked's lexer with our rules of text, single line breaks as they are written, footnotes, and formulas once
 * `mathLexer` has come. marked lets the title of a link definition reach over blank lines, so that whole paragraphs
 * between two quotation marks would not be drawn. A title ends at the latest where its paragraph does
 * (CommonMark §4.7).
 *
 * @param text what is read by other methods than `lex`: whether formulas are looked for depends on it
 */
export function newLexer(text = ""): Lexer {
  const lexer = new Lexer({ gfm: true, breaks: true, extensions: footnoteExtension });
  applyTextRules(lexer);
  const { tokenizer } = lexer.options;
  if (tokenizer) {
    const read = tokenizer.def.bind(tokenizer);
    tokenizer.def = (text) => {
      const definition = read(text);
      const blank = definition && blankLine.exec(definition.raw);
      return blank ? read(text.slice(0, blank.index + 1)) : definition;
    };
    keepPathsWhole(tokenizer);
  }
  mathLexer.made?.withMath(lexer, text);
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

/** Text of one line of words. @param text what no definition is for */
export function lexedInline(text: string): readonly Token[] {
  return newLexer(text).inlineTokens(text);
}
