import { formatLanguage } from "../../../shared/formats";

/** What a cell is sorted by: numbers come first, then dates, then words; cells without any are always last. */
export type SortKey =
  | { readonly kind: "number" | "date"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "empty"; readonly value: "" };

const kinds = ["number", "date", "text", "empty"] as const;

/** A number with at most one word or sign before it and what it counts behind it: `$ 1,200.50`, `−5 °C`, `12 mm`. */
const number =
  /^(?:\p{Sc}|[A-Z]{3}|[~≈<>≤≥])?\s*([+\-−–]?)\s*\p{Sc}?\s*(\d[\d.,'’\s]*?|\.\d+)(e[+-]?\d+)?\s*([^\d\s.,][^\d]*)?$/iu;
const isoDate = /^\d{4}-\d{1,2}(?:-\d{1,2})?(?:[T ]\d{1,2}:\d{2}.*)?$/;
const numericDate = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;

/** @param text the words of a cell, as they are drawn */
export function sortKey(text: string): SortKey {
  if (/^[\s\-–—]*$/.test(text)) {
    return { kind: "empty", value: "" };
  }
  const date = dateOf(text);
  if (date !== undefined && !Number.isNaN(date)) {
    return { kind: "date", value: date };
  }
  const value = numberOf(text);
  return value === undefined ? { kind: "text", value: text } : { kind: "number", value };
}

/** Compares what stands in two cells; words as the display language orders them, numbers in them by what they say. */
export function keyComparer(): (a: SortKey, b: SortKey) => number {
  const { compare } = new Intl.Collator(formatLanguage(), { numeric: true });
  return (a, b) => {
    if (a.kind !== b.kind) {
      return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
    }
    return typeof a.value === "number" && typeof b.value === "number"
      ? a.value - b.value
      : compare(`${a.value}`, `${b.value}`);
  };
}

function numberOf(text: string): number | undefined {
  const found = number.exec(text);
  if (found === null) {
    return undefined;
  }
  const [, sign = "", digits = "", exponent = ""] = found;
  const value = Number(plainDigits(digits) + exponent);
  return Number.isNaN(value) ? undefined : sign === "" || sign === "+" ? value : -value;
}

/**
 * Digits without separators, with a point before the decimals. Of two different signs, the last is the decimal one; one
 * that stands more than once is none; else the display language says what a sign before three digits is.
 */
function plainDigits(written: string): string {
  const digits = written.replace(/[\s'’]/g, "");
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined) {
    return digits;
  }
  const many = signs.filter((sign) => sign === last).length > 1;
  const alone = signs.length === 1;
  const group = many || (alone && /^\d{1,3}[.,]\d{3}$/.test(digits) && last !== decimalSign());
  const decimal = group ? -1 : digits.lastIndexOf(last);
  return decimal < 0
    ? digits.replace(/[.,]/g, "")
    : `${digits.slice(0, decimal).replace(/[.,]/g, "")}.${digits.slice(decimal + 1)}`;
}

function decimalSign(): string {
  const parts = new Intl.NumberFormat(formatLanguage()).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** Milliseconds since 1970, for dates of the calendar and times of a day; undefined for anything else. */
function dateOf(text: string): number | undefined {
  if (isoDate.test(text)) {
    return Date.parse(text);
  }
  const [, year, month, day] = yearFirst.exec(text) ?? [];
  if (year !== undefined) {
    return Date.UTC(Number(year), Number(month) - 1, Number(day));
  }
  const [, hours, minutes, seconds] = clock.exec(text) ?? [];
  if (hours !== undefined) {
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000;
  }
  const [, first = "", sign, second = "", last] = numericDate.exec(text) ?? [];
  if (last !== undefined) {
    const monthFirst = sign === "/" && isMonthFirst();
    return Date.UTC(Number(last), Number(monthFirst ? first : second) - 1, Number(monthFirst ? second : first));
  }
  return namedMonth(text);
}

function isMonthFirst(): boolean {
  const parts = new Intl.DateTimeFormat(formatLanguage(), { dateStyle: "short" }).formatToParts(0);
  return parts.findIndex(({ type }) => type === "month") < parts.findIndex(({ type }) => type === "day");
}

/** `3 May 2024`, `May 3, 2024`, `May 2024`, `3. Mai 2024`: months of English and of the display language. */
function namedMonth(text: string): number | undefined {
  const found =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?)?(\p{L}{3,})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?:de\s+)?(\d{4})$/iu.exec(
      text,
    );
  const month = found?.[2] === undefined ? undefined : monthNames().get(found[2].toLowerCase());
  return month === undefined ? undefined : Date.UTC(Number(found?.[4]), month, Number(found?.[1] ?? found?.[3] ?? 1));
}

let names: { readonly language: string | undefined; readonly months: ReadonlyMap<string, number> } | undefined;

function monthNames(): ReadonlyMap<string, number> {
  const language = formatLanguage();
  if (names === undefined || names.language !== language) {
    const months = new Map<string, number>();
    for (const tag of ["en", language]) {
      for (const form of ["long", "short"] as const) {
        const format = new Intl.DateTimeFormat(tag, { month: form, day: "numeric", timeZone: "UTC" });
        for (let month = 0; month < 12; month++) {
          const name = format.formatToParts(Date.UTC(2024, month, 1)).find(({ type }) => type === "month")?.value ?? "";
          months.set(name.replace(/\.$/, "").toLowerCase(), month);
        }
      }
    }
    names = { language, months };
  }
  return names.months;
}
