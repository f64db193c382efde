import type { Rules } from "marked";

/**
 * What a CJK character is for emphasis: East Asian width W, F or H without emoji, or Hangul, and the
 * selectors of their variants (https://github.com/tats-u/markdown-cjk-friendly, specification §2.1).
 */
const cjk =
  "\\u1100-\\u11ff\\u20a9\\u2329\\u232a\\u2e80-\\u2fff\\u3001-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff" +
  "\\ufe00-\\ufe0e\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff01-\\uffee\\u{16fe0}-\\u{18dff}\\u{1aff0}-\\u{1b2ff}" +
  "\\u{20000}-\\u{3fffd}\\u{e0100}-\\u{e01ef}";
/** Punctuation that words of other scripts have a space or an end beside. */
const mark = `(?![~${cjk}])[\\p{P}\\p{S}]`;
/** What may stand inside of a word. CJK punctuation may, since there are no spaces to tell words apart. */
const letter = `(?:[^\\s\\p{P}\\p{S}]|[~${cjk}])`;

/**
 * The rule by which marked finds the end of emphasis: its six cases, in its order, of which the first two
 * can only close, the next two only open, and the last two do either (CommonMark §6.2). A run between CJK
 * and a mark can do both, and so can `**` between a colon and a word, as in `**Note:**text`.
 *
 * @param sign what runs are made of, as a pattern
 * @param run one run, as a pattern
 */
function closers(sign: string, run: string): string {
  return [
    `(?!${sign})${mark}(${run})(?=\\s|$)`,
    `(?!${sign}|[${cjk}]${run}(?!${sign})${mark})${letter}(${run})(?!${sign})(?=\\s|${mark}|$)`,
    `(?!${sign}|${mark}${run}[${cjk}]|:${sign}${sign})(?:\\s|${mark})(${run})(?=${letter})`,
    `\\s(${run})(?!${sign})(?=${mark})`,
    `(?!${sign})${mark}(${run})(?!${sign})(?=\\S)`,
    `(?!${sign})${letter}(${run})(?!${sign})(?=\\S)`,
  ].join("|");
}

/** Steps that are left for finding the ends of emphasis in the text that is read. */
let left = Infinity;

/** A rule that finds ends of emphasis until all steps are used up; what begins later has none, and is text. */
class EndRule extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    return left-- > 0 ? super.exec(text) : null;
  }
}

/**
 * Bounds what the search for ends may cost in a text: each run that may begin something looks through all that
 * follows, so that a text of nothing but runs (`/__a/__a…`) would cost the square of its length.
 *
 * @param length characters of the text, with all emphasis in it
 */
export function allowEmphasis(length: number): void {
  left = 500 + 2 * length;
}

/** marked's rule for the ends of `_`, bounded as ours are. */
export function boundedRule(rule: RegExp): RegExp {
  return new EndRule(rule);
}

const star = "\\*";
const stars = "\\*+";

/**
 * How emphasis and strikethrough are told, instead of marked's own rules: as people mean it who write
 * Chinese, Japanese or Korean, where punctuation touches the next word. Only `~~` strikes: `~` is how
 * "about" and ranges are written.
 */
export const emphasisRules: Partial<Rules["inline"]> = {
  emStrongLDelim: new RegExp(`^(?:${stars}(?:((?!${star})${mark})|([^\\s*]))?)|^_+(?:([^\\s\\S])|([^\\s_]))?`, "u"),
  emStrongRDelimAst: new EndRule(`^[^_*]*?__[^_*]*?${star}[^_*]*?(?=__)|[^*]+(?=[^*])|${closers(star, stars)}`, "gu"),
  delLDelim: new RegExp(`^~~(?:((?!~)${mark})|[^\\s~])`, "u"),
  delRDelim: new EndRule(`^[^~]+(?=[^~])|${closers("~", "~~")}`, "gu"),
  // What stands before a run that opens; marked gives half of a character that is a pair.
  punctuation: new RegExp(`^((?![*_])[\\s\\p{P}\\p{S}${cjk}\\udc00-\\udfff])`, "u"),
};
