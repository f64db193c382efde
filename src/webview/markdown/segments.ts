import type { Lexer, Token } from "marked";
import { cutAt } from "../components/longText";

/** A piece of a long paragraph; the same object for as long as the paragraph only gets longer. */
export interface Segment {
  readonly type: "segment";
  readonly raw: string;
  readonly tokens: Token[];
}

/** Characters of a segment: at least, and at most. */
const shortest = 3000;
const longest = 6000;

export function isSegment(token: { readonly type: string }): token is Segment {
  return token.type === "segment";
}

/**
 * Where a long text is parted, so that what is in front need not be read and laid out again while it grows. A part
 * ends where no emphasis, code or link seems to be open: at a line's end, else behind a word, else anywhere. What is
 * open for longer than a segment reads as it was written. Depends on nothing behind a part, so that more text moves
 * no place.
 *
 * @returns the ends of all parts but the last one; none for a text of an ordinary length
 */
export function segmentEnds(text: string): readonly number[] {
  const ends: number[] = [];
  let from = 0;
  // One character more than can be taken: whether a surrogate pair is parted must be known.
  while (text.length - from > longest) {
    from += endOfSegment(text.slice(from, from + longest));
    ends.push(from);
  }
  return ends;
}

/** Code up to its end, an escape, or a sign that opens or closes something. */
const sign = /\\.|(`+)[^`]*?(?:[^`]\1(?!`)|$)|(?<=\S)[*_~]+|[*_~]+(?=\S)|[[\]<>]|\s/gs;

function endOfSegment(text: string): number {
  const open = new Set<string>();
  let word = 0;
  let safe = 0;
  for (const { 0: found, index } of text.matchAll(sign)) {
    if (/\s/.test(found)) {
      const end = index + 1;
      if (end >= shortest) {
        word = end;
        if (open.size === 0) {
          safe = end;
          if (found === "\n") {
            return end;
          }
        }
      }
    } else if (found === "[" || found === "<") {
      open.add(found);
    } else if (found === "]" || found === ">") {
      open.delete(found === "]" ? "[" : "<");
    } else if (/^[*_~]/.test(found) && !open.delete(found)) {
      open.add(found);
    }
  }
  return safe || word || cutAt(text, longest).length;
}

/** Makes a lexer read long inline texts in segments. */
export function readInSegments(lexer: Lexer): void {
  const read = lexer.inlineTokens.bind(lexer);
  lexer.inlineTokens = (text, tokens = []) => {
    const ends = segmentEnds(text);
    if (ends.length === 0) {
      return read(text, tokens);
    }
    let from = 0;
    for (const end of [...ends, text.length]) {
      const raw = text.slice(from, end);
      tokens.push({ type: "segment", raw, tokens: read(raw, []) });
      from = end;
    }
    return tokens;
  };
}
