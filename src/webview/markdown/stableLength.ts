import type { Token } from "marked";
import { isFootnote } from "./footnoteTokens";

/** How much of a text is settled: in characters, and in tokens. */
interface StableCut {
  readonly length: number;
  readonly tokens: number;
}

/**
 * What a block may begin with that goes on with the list above it, or may become so with its next
 * letters: a marker, or an indent (CommonMark §5.2, §5.3). An indent also goes on with indented code.
 */
const mayContinue = /^[\s\d*+-]/;

/**
 * How far a growing Markdown text can be taken as settled. A blank line alone is no safe place to cut:
 * `2` is a paragraph, `2.` continues the list above it. Settled is what ends in a blank line and is
 * followed by a block that begins with what no list goes on with, or by two more blocks
 * (docs/wire.md#the-panel-what-drawing-costs, the rule of streamdown's pull request 608). A definition holds
 * the blank line behind it, and ends where another one begins.
 */
export function stableLength(tokens: readonly Token[], source: string): StableCut {
  // The last block settles nothing, and may be all of the text: where it ends is not asked.
  const ends = endsOf(tokens.slice(0, -1), source);
  let blocksAfter = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const end = ends[index];
    const token = tokens[index];
    const next = tokens[index + 1];
    const mayEnd = token?.type === "space" || token?.type === "def";
    const cut =
      mayEnd && end !== undefined && endsBlank(source, end)
        ? isSettled(blocksAfter, next)
        : blocksAfter >= 2 && isDefinition(token) && isDefinition(next);
    if (cut && end !== undefined) {
      return { length: end, tokens: index + 1 };
    }
    blocksAfter += token?.type === "space" ? 0 : 1;
  }
  return { length: 0, tokens: 0 };
}

/** True when the line before a place is blank; the lexer gives the end of a list's line out as space, too. */
function endsBlank(source: string, end: number): boolean {
  let before = end - 2;
  while (source[before] === " " || source[before] === "\t") {
    before--;
  }
  return source[end - 1] === "\n" && (before < 0 || source[before] === "\n");
}

function isDefinition(token: Token | undefined): boolean {
  return token !== undefined && (token.type === "def" || isFootnote(token));
}

function isSettled(blocksAfter: number, next: Token | undefined): boolean {
  return blocksAfter >= 2 || (blocksAfter === 1 && next !== undefined && !mayContinue.test(next.raw));
}

/** Where each token ends. The lexer rewrites a few texts; where a token is not what stands in the source, counting stops. */
function endsOf(tokens: readonly Token[], source: string): readonly number[] {
  const ends: number[] = [];
  let end = 0;
  for (const { raw } of tokens) {
    // A comparison of slices is many times as fast as `startsWith` (docs/wire.md#the-panel-what-drawing-costs).
    if (source.slice(end, end + raw.length) !== raw) {
      break;
    }
    end += raw.length;
    ends.push(end);
  }
  return ends;
}
