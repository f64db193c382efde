import { Lexer } from "marked";

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
  return lexer;
}
