import type { Token } from "marked";

/** How much of a text is settled: in characters, and in tokens. */
export interface StableCut {
  readonly length: number;
  readonly tokens: number;
}

/**
 * How far a growing Markdown text can be taken as settled. A blank line alone is no safe place to cut:
 * `2` is a paragraph, `2.` continues the list above it. Settled is what ends in a blank line and is
 * followed by two more blocks (facts/field.md §E, the rule of streamdown's pull request 608).
 */
export function stableLength(tokens: readonly Token[], source: string): StableCut {
  let best: StableCut = { length: 0, tokens: 0 };
  let offset = 0;
  for (const [index, token] of tokens.entries()) {
    // The lexer rewrites a few texts; where a token is not what stands in the source, counting stops.
    if (!source.startsWith(token.raw, offset)) {
      break;
    }
    offset += token.raw.length;
    if (token.type === "space" && source.slice(0, offset).endsWith("\n") && blocksAfter(tokens, index) >= 2) {
      best = { length: offset, tokens: index + 1 };
    }
  }
  return best;
}

function blocksAfter(tokens: readonly Token[], index: number): number {
  return tokens.slice(index + 1).filter((token) => token.type !== "space").length;
}
