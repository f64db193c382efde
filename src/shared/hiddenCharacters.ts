/** Stands for a character that nobody would see. */
const MARK = "\ufffd";

/** Those that nobody needs, as a class of a pattern has them. */
const ALWAYS = String.raw`\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u115f\u1160\u180e\u202a-\u202e\u2060\u2065-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb`;

/** A quick look: most texts have none of them. The last one is the first half of a tag character. */
const any = new RegExp(String.raw`[${ALWAYS}\u061c\u200b-\u200f\u2061-\u2064\udb40]`);

/**
 * Characters that have no look, or change the order in which others are read (Trojan Source, CVE-2021-42574; tag
 * characters spell words that only a model reads). Left as they are where people need them: what joins emoji and the
 * letters of other scripts, spaces between the words of scripts that write none, and the tags of a flag.
 */
const hidden = new RegExp(
  [
    `[${ALWAYS}]`,
    String.raw`\u200b(?<![\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]\u200b)`,
    String.raw`[\u200c\u200d](?<=(?:^|[\0-\x7f]).)`,
    String.raw`[\u{e0000}-\u{e007f}](?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{1,8})`,
  ].join("|"),
  "gu",
);

/** Marks of a direction, and signs that formulas are made of: alone in a text, as in a formula, the latter stay. */
const directions = /[\u061c\u200e\u200f]/g;
const operators = /[\u2061-\u2064]/g;
const rightToLeft = /[\p{L}&&[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]]/v;

/**
 * A text with a mark in place of each character that nobody would see, as long as before, so that places in it stay
 * the same. Marks of a direction stay in a text that is written from the right.
 */
export function withHiddenShown(text: string): string {
  if (!any.test(text)) {
    return text;
  }
  const shown = text.replace(hidden, (found) => MARK.repeat(found.length));
  const ordered = rightToLeft.test(text) ? shown : shown.replace(directions, MARK);
  return text.length === 1 ? ordered : ordered.replace(operators, MARK);
}
