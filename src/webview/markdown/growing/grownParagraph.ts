import type { Links, Token, Tokens } from "marked";
import { newLexer } from "../lexer";
import { isSegment } from "../segments";
import { mayDefine, type ReadingOn } from "./readOn";

/** Segments that are read again: the line before the last one may become a table's head. */
const open = 2;

/** What may be the line below a table's head. */
const delimiters = /\n {0,3}[|:-][|: -]*(?:\n|$)/;

/** A paragraph in segments: all but the last ones are over (`segmentEnds`). */
export function grownParagraph(paragraph: Tokens.Paragraph, text: string, links: Links): ReadingOn | undefined {
  const kept = paragraph.tokens.slice(0, -open);
  const length = kept.reduce((sum, { raw }) => sum + raw.length, 0);
  if (kept.length === 0 || !kept.every(isSegment) || text.slice(0, length) !== paragraph.text.slice(0, length)) {
    return undefined;
  }
  const rest = text.slice(length);
  const atLine = text[length - 1] === "\n";
  if (mayDefine(rest) || (!atLine && delimiters.test(rest))) {
    return undefined;
  }
  // What goes on with a paragraph reads as the beginning of one does not (CommonMark §4.8): it stands behind a letter.
  const before = atLine ? "x\n" : "x";
  const [first, ...after] = readBehind(before, rest, links);
  if (first?.type !== "paragraph") {
    return undefined;
  }
  const read = first as Tokens.Paragraph;
  const grown: Tokens.Paragraph = {
    ...read,
    raw: paragraph.raw.slice(0, length) + read.raw.slice(before.length),
    text: paragraph.text.slice(0, length) + read.text.slice(before.length),
    tokens: [...kept, ...read.tokens],
  };
  return { tokens: [grown, ...after], read: rest.length };
}

/** The blocks of a text behind another one, of which the words are not read. */
function readBehind(before: string, text: string, links: Links): readonly Token[] {
  const lexer = newLexer(text);
  Object.assign(lexer.tokens.links, links);
  const tokens = lexer.blockTokens(before + text, lexer.tokens);
  const [first] = tokens as readonly Tokens.Paragraph[];
  for (const { src, tokens: into } of lexer.inlineQueue) {
    lexer.state.inRawBlock = false;
    const own = into === first?.tokens ? src.slice(before.length) : src;
    lexer.inlineTokens(own, into);
    if (into === first?.tokens && own !== "" && !into.every(isSegment)) {
      into.splice(0, into.length, { type: "segment", raw: own, tokens: [...into] });
    }
  }
  return tokens;
}
