import type { Token } from "marked";

/** A formula in TeX, as it stands in an answer. */
export interface MathToken {
  readonly type: "math";
  readonly raw: string;
  /** Without its delimiters. */
  readonly text: string;
  /** Stands on lines of its own. */
  readonly display: boolean;
}

/** True for the tokens of a lexer that are formulas. */
export function isMath(token: Token): token is Token & MathToken {
  return token.type === "math";
}

/** False for a text that certainly has no formula. */
export function mayHaveMath(text: string): boolean {
  return /\$|\\[([]/.test(text);
}
