import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { NumberField, TextField } from "./field";
import { formatSentence, inUtc, normalText } from "./textFormats";

/** What a box holds for the tool, or the sentence that says what is wrong with it. */
export type Checked = { readonly data: unknown } | { readonly wrong: string };

/** Characters of a pattern and of a text up to which matching is tried. */
const longestPattern = 1000;
const longestText = 2000;

/**
 * True when the text fits a schema's pattern (ECMA-262, `u` flag, not anchored). A pattern that cannot be
 * read, or whose repeats could keep the panel busy for minutes on a typed text, is left to the server,
 * which checks the answer too: a pattern is written by whoever wrote the tool, and there is no way to
 * stop a regular expression that runs.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  if (pattern.length > longestPattern || text.length > longestText || mayTakeForever(pattern)) {
    return true;
  }
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

/**
 * True when an open repeat holds another repeat or a choice (`(a+)+`, `(a|a)*`), the shapes whose time
 * grows exponentially, or when more than a few open repeats follow each other. Errs on the careful side.
 */
export function mayTakeForever(pattern: string): boolean {
  const plain = pattern.replace(/\\[^]/g, "e").replace(/\[(?:[^\]])*\]/g, "c");
  // One frame a group: does it hold an open repeat or a choice?
  const groups: { risky: boolean }[] = [{ risky: false }];
  let repeats = 0;
  for (let index = 0; index < plain.length; index += 1) {
    const inner = groups.at(-1);
    const sign = plain.charAt(index);
    if (sign === "(") {
      groups.push({ risky: false });
    } else if (sign === ")") {
      const closed = groups.pop();
      const open = isOpenRepeat(plain.slice(index + 1));
      if (closed?.risky === true && open) {
        return true;
      }
      const outer = groups.at(-1);
      if (outer !== undefined && (closed?.risky === true || open)) {
        outer.risky = true;
      }
    } else if (sign === "|" && groups.length > 1 && inner !== undefined) {
      inner.risky = true;
    } else if (isOpenRepeat(plain.slice(index)) && inner !== undefined) {
      inner.risky = true;
      repeats += 1;
    }
  }
  return repeats > 3;
}

/** `*`, `+`, `{2,}`, and `{2,40}`: anything that may repeat often. */
function isOpenRepeat(rest: string): boolean {
  const counts = /^\{(\d+)(,(\d*))?\}/.exec(rest);
  if (counts !== null) {
    const most = counts[2] === undefined ? Number(counts[1]) : counts[3] === "" ? Infinity : Number(counts[3]);
    return most > 8;
  }
  return rest.startsWith("*") || rest.startsWith("+");
}

/** The sentence for a text that is too short or too long; undefined for one that fits. */
export function lengthWrong(field: Pick<TextField, "minLength" | "maxLength">, text: string): string | undefined {
  // JSON Schema counts code points, not UTF-16 units (validation §6.3.1).
  const length = Array.from(text).length;
  if (field.minLength !== undefined && length < field.minLength) {
    return l10n.t("Enter {0} or more characters.", formatNumber(field.minLength));
  }
  return field.maxLength !== undefined && length > field.maxLength
    ? l10n.t("Enter {0} or fewer characters.", formatNumber(field.maxLength))
    : undefined;
}

/** The sentence for a wrong number of entries; undefined for one that fits. */
export function countWrong(count: number, least: number, most: number): string | undefined {
  if (count < least) {
    return least === 1 ? l10n.t("Add at least one entry.") : l10n.t("Add at least {0} entries.", formatNumber(least));
  }
  if (count <= most) {
    return undefined;
  }
  return most === 1 ? l10n.t("Keep at most one entry.") : l10n.t("Keep at most {0} entries.", formatNumber(most));
}

/** Reads a typed text against its field's format, length and pattern. */
export function checkText(field: TextField, text: string): Checked {
  if (field.format === undefined) {
    return checkForm(field, text);
  }
  const data = normalText(field.format, text);
  if (data === undefined) {
    return { wrong: formatSentence(field.format) };
  }
  const form = checkForm(field, data);
  // Some tools take a moment in UTC alone.
  return "wrong" in form && field.format === "date-time" ? checkForm(field, inUtc(data)) : form;
}

function checkForm(field: TextField, data: string): Checked {
  const wrong = lengthWrong(field, data);
  if (wrong !== undefined) {
    return { wrong };
  }
  return field.pattern === undefined || fitsPattern(data, field.pattern)
    ? { data }
    : { wrong: l10n.t("This doesn't match the format that the tool expects: {0}", field.pattern) };
}

/** True when an empty text is an answer. */
export function mayBeEmpty(field: TextField): boolean {
  return "data" in checkText(field, "");
}

/** Digits with an optional sign, fraction and exponent; no separators of thousands, no decimal comma. */
const numberText = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a typed number against its field's limits. */
export function checkNumber(field: NumberField, text: string): Checked {
  const trimmed = text.trim();
  const data = Number(trimmed);
  if (!numberText.test(trimmed) || !Number.isFinite(data)) {
    return { wrong: l10n.t("Enter a number in digits, such as {0}.", field.integer ? "12" : "12.5") };
  }
  if (field.integer && !Number.isInteger(data)) {
    return { wrong: l10n.t("Enter a whole number, such as {0}.", "12") };
  }
  if (!isExact(trimmed, data)) {
    return { wrong: l10n.t("This number is too large to send exactly.") };
  }
  const wrong = outsideLimits(field, data);
  return wrong === undefined ? { data } : { wrong };
}

/** Beyond 2^53 the number that is sent may be written in other digits than the ones typed. */
function isExact(text: string, data: number): boolean {
  if (!/^[+-]?\d+$/.test(text)) {
    return Number.isFinite(data);
  }
  const digits = BigInt(text.replace("+", ""));
  return `${digits}` === `${data}` || (Number.isFinite(data) && digits === BigInt(data));
}

/**
 * The sentence for a number outside its limits; undefined for one that fits. Limits are written as
 * numbers are typed here, with a decimal point whatever the display language is.
 */
export function outsideLimits(field: Omit<Partial<NumberField>, "kind">, data: number): string | undefined {
  if (field.minimum !== undefined && data < field.minimum) {
    return l10n.t("Enter a number of {0} or more.", field.minimum);
  }
  if (field.maximum !== undefined && data > field.maximum) {
    return l10n.t("Enter a number of {0} or less.", field.maximum);
  }
  if (field.exclusiveMinimum !== undefined && data <= field.exclusiveMinimum) {
    return l10n.t("Enter a number greater than {0}.", field.exclusiveMinimum);
  }
  if (field.exclusiveMaximum !== undefined && data >= field.exclusiveMaximum) {
    return l10n.t("Enter a number less than {0}.", field.exclusiveMaximum);
  }
  if (field.multipleOf !== undefined && field.multipleOf > 0 && !isMultiple(data, field.multipleOf)) {
    return l10n.t("Enter a multiple of {0}.", field.multipleOf);
  }
  return undefined;
}

/** 0.3 is a multiple of 0.1, though binary fractions leave a rest: so what is written in decimals counts. */
function isMultiple(data: number, step: number): boolean {
  const [digits, exponent] = decimal(data);
  const [stepDigits, stepExponent] = decimal(step);
  const shift = exponent - stepExponent;
  return shift >= 0
    ? (digits * 10n ** BigInt(shift)) % stepDigits === 0n
    : digits % (stepDigits * 10n ** BigInt(-shift)) === 0n;
}

function decimal(value: number): readonly [digits: bigint, exponent: number] {
  const [digits = "0", exponent = "0"] = `${value}`.split("e");
  const [whole = "0", fraction = ""] = digits.split(".");
  return [BigInt(`${whole}${fraction}`), Number(exponent) - fraction.length];
}

/** Reads a text as JSON (RFC 8259). */
export function checkJson(text: string): Checked {
  let inexact: string | undefined;
  // The third argument (ECMAScript 2026) has the number as it was written.
  const keepNumbers = (_: string, value: unknown, context?: { readonly source?: string }): unknown => {
    if (typeof value === "number" && context?.source !== undefined && !isExact(context.source, value)) {
      inexact = context.source;
    }
    return value;
  };
  try {
    const data: unknown = JSON.parse(text, keepNumbers);
    return inexact === undefined
      ? { data }
      : { wrong: l10n.t("The number {0} is too large to send exactly.", inexact) };
  } catch {
    return {
      wrong: l10n.t(
        "This isn't valid JSON. Put names and text in double quotes, and no comma after the last entry: {0}",
        '{"name": "Ada", "days": 3}',
      ),
    };
  }
}
