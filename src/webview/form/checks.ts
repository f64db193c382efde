import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { NumberField, TextField, TextFormat } from "./field";

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

/** Reads a typed text against its field's format, length and pattern. */
export function checkText(field: TextField, text: string): Checked {
  const data = field.format === undefined ? text : normal(field.format, text);
  if (data === undefined) {
    return { wrong: formatSentence(field.format) };
  }
  // JSON Schema counts code points, not UTF-16 units (validation §6.3.1).
  const length = Array.from(data).length;
  if (field.minLength !== undefined && length < field.minLength) {
    return {
      wrong: l10n.t("This is too short: the number of characters must be {0} or more.", formatNumber(field.minLength)),
    };
  }
  if (field.maxLength !== undefined && length > field.maxLength) {
    return {
      wrong: l10n.t("This is too long: the number of characters must be {0} or less.", formatNumber(field.maxLength)),
    };
  }
  // A format's own pattern says nothing that its check does not say in better words.
  if (field.pattern !== undefined && field.format === undefined && !fitsPattern(data, field.pattern)) {
    return { wrong: l10n.t("This does not have the form that the tool expects: {0}", field.pattern) };
  }
  return { data };
}

/** The text as it is sent, or undefined when it is not of the format. */
function normal(format: TextFormat, text: string): string | undefined {
  const trimmed = text.trim();
  switch (format) {
    case "email":
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed) ? trimmed : undefined;
    case "uri":
      return URL.canParse(trimmed) ? trimmed : undefined;
    case "uuid":
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(trimmed) ? trimmed : undefined;
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.test(trimmed) ? trimmed : undefined;
    case "date":
      return isDate(trimmed) ? trimmed : undefined;
    case "date-time":
      return dateTime(trimmed);
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // `Date` turns 31 February into a day of March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A moment with its zone (RFC 3339 §5.6); without one the reader's own is meant, and sent as UTC. */
function dateTime(text: string): string | undefined {
  const form = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.exec(text);
  const moment = new Date(text);
  if (form === null || !isDate(form[1] ?? "") || Number.isNaN(moment.getTime())) {
    return undefined;
  }
  return form[4] === undefined ? moment.toISOString().replace(".000Z", "Z") : text;
}

function formatSentence(format: TextFormat | undefined): string {
  switch (format) {
    case "email":
      return l10n.t("This is not an e-mail address. It looks like {0}.", "name@example.com");
    case "uri":
      return l10n.t("This is not an address. It looks like {0}.", "https://example.com");
    case "uuid":
      return l10n.t("This is not a UUID. It looks like {0}.", "123e4567-e89b-42d3-a456-426614174000");
    case "date":
      return l10n.t("This is not a date. It looks like {0}.", "2026-03-31");
    case "time":
      return l10n.t("This is not a time. It looks like {0}.", "14:30:00");
    default:
      return l10n.t("This is not a date with a time. It looks like {0}.", "2026-03-31T14:30");
  }
}

/** Digits with an optional sign, fraction and exponent; no separators of thousands, no decimal comma. */
const numberText = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a typed number against its field's limits. */
export function checkNumber(field: NumberField, text: string): Checked {
  const trimmed = text.trim();
  const data = Number(trimmed);
  if (!numberText.test(trimmed) || !Number.isFinite(data)) {
    return { wrong: l10n.t("This is not a number. Write it with digits, such as {0}.", field.integer ? "12" : "12.5") };
  }
  if (field.integer && !Number.isInteger(data)) {
    return { wrong: l10n.t("This must be a whole number, such as {0}.", "12") };
  }
  if (Number.isInteger(data) && !Number.isSafeInteger(data)) {
    // Beyond 2^53 the number that arrives would be another one than the one typed.
    return { wrong: l10n.t("This number is too large to be sent exactly.") };
  }
  const wrong = outsideLimits(field, data);
  return wrong === undefined ? { data } : { wrong };
}

/** Limits are written as numbers are typed here, with a decimal point whatever the display language is. */
function outsideLimits(field: NumberField, data: number): string | undefined {
  if (field.minimum !== undefined && data < field.minimum) {
    return l10n.t("The number must be {0} or more.", field.minimum);
  }
  if (field.maximum !== undefined && data > field.maximum) {
    return l10n.t("The number must be {0} or less.", field.maximum);
  }
  if (field.exclusiveMinimum !== undefined && data <= field.exclusiveMinimum) {
    return l10n.t("The number must be greater than {0}.", field.exclusiveMinimum);
  }
  if (field.exclusiveMaximum !== undefined && data >= field.exclusiveMaximum) {
    return l10n.t("The number must be less than {0}.", field.exclusiveMaximum);
  }
  if (field.multipleOf !== undefined && field.multipleOf > 0 && !isMultiple(data, field.multipleOf)) {
    return l10n.t("The number must be a multiple of {0}.", field.multipleOf);
  }
  return undefined;
}

/** 0.3 is a multiple of 0.1, though binary fractions leave a rest. */
function isMultiple(data: number, step: number): boolean {
  const ratio = data / step;
  return Math.abs(ratio - Math.round(ratio)) <= Number.EPSILON * Math.max(1, Math.abs(ratio)) * 4;
}

/** Reads a text as JSON (RFC 8259). */
export function checkJson(text: string): Checked {
  try {
    const data: unknown = JSON.parse(text);
    return { data };
  } catch {
    return {
      wrong: l10n.t(
        "This is not JSON. Names and texts stand in double quotes, and no comma follows the last entry: {0}",
        '{"name": "Ada", "days": 3}',
      ),
    };
  }
}
