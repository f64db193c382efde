import { Lexer, type Links, type Token, type Tokens, type TokensList } from "marked";
import { mathLexer } from "./mathPart";

/** A blank line with something behind it. */
const blankLine = /\n[ \t]*\n(?=[\s\S]*\S)/;

/**
 * marked's lexer, which lets the title of a link definition reach over blank lines, so that whole
 * paragraphs between two quotation marks would not be drawn. A title ends at the latest where its
 * paragraph does (CommonMark §4.7). It also reads formulas, once
 * `mathLexer` has come.
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
  return mathLexer.made?.withMath(lexer) ?? lexer;
}

/** What was read of a text, and the link definitions it was read with. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly links: Links;
}

/**
 * Reads a text that ended in a table and has grown since: only the rows from the last whole one on are
 * read, since no line says anything of the rows above it (GFM §4.10). All rows before are the same
 * objects as in the last reading. Reading all of 48 KB took 10 ms for each chunk
 * (docs/wire.md#the-panel-what-drawing-costs).
 *
 * @param before what was read last
 * @param length characters of the text then
 * @param text the text now; begins with the one that was read last
 * @returns undefined when it has to be read as a whole
 */
export function grownTable(before: Reading, length: number, text: string): Reading | undefined {
  const table = before.tokens.at(-1);
  if (table === undefined || !isTable(table)) {
    return undefined;
  }
  const start = length - table.raw.length;
  const head = endOfLine(table.raw, endOfLine(table.raw, 0));
  const kept = beforeLastWhole(table.raw);
  if (
    head === 0 ||
    kept <= head ||
    text.slice(start, length) !== table.raw ||
    lines(table.raw, head) !== table.rows.length
  ) {
    return undefined;
  }
  const rest = table.raw.slice(kept);
  if (rest.slice(0, endOfLine(rest, 0)).trim() === "") {
    // marked takes a row of hard spaces for none when it is the only one.
    return undefined;
  }
  const read = lexed(table.raw.slice(0, head) + text.slice(start + kept), before.links);
  const [first, ...after] = read;
  if (
    first === undefined ||
    !isTable(first) ||
    first.raw.length <= head ||
    Object.keys(read.links).length !== Object.keys(before.links).length
  ) {
    return undefined;
  }
  const grown: Tokens.Table = {
    ...first,
    raw: table.raw.slice(0, kept) + first.raw.slice(head),
    header: table.header,
    rows: [...table.rows.slice(0, lines(table.raw.slice(0, kept), head)), ...first.rows],
  };
  return { tokens: [...before.tokens.slice(0, -1), grown, ...after], links: before.links };
}

/** The blocks of a text. @param links definitions that stand before it */
export function lexed(text: string, links: Links): TokensList {
  const lexer = newLexer();
  Object.assign(lexer.tokens.links, links);
  return lexer.lex(text);
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === "table";
}

/** Behind the line that begins at a place; 0 when it has no end. */
function endOfLine(text: string, from: number): number {
  return text.indexOf("\n", from) + 1;
}

/** Where the last line begins that has an end. */
function beforeLastWhole(text: string): number {
  return text.lastIndexOf("\n", text.lastIndexOf("\n") - 1) + 1;
}

/** How many lines there are from a place on; the last one may have no end. */
function lines(text: string, from: number): number {
  let count = 0;
  for (let at = from; at < text.length; count++) {
    at = endOfLine(text, at) || text.length;
  }
  return count;
}
