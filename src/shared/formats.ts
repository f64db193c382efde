import * as l10n from "@vscode/l10n";

let language: string | undefined;

/**
 * Sets the language of numbers, sizes and dates: VS Code's display language, on both sides of the panel.
 *
 * @param tag BCP 47; one that is none counts as English
 */
export function setFormatLanguage(tag: string): void {
  try {
    language = Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch {
    language = "en";
  }
}

/** The language that was set; the runtime's own until then. */
export function formatLanguage(): string | undefined {
  return language;
}

/** A number with the language's separators. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(language, options).format(value);
}

/**
 * The sentence that fits a number, by the rules of the display language (Intl.PluralRules). Languages without a
 * plural translate both sentences alike.
 *
 * @param one for the category "one", such as `l10n.t("{0} file", formatNumber(count))`
 * @param other for every other category
 */
export function plural(count: number, one: string, other: string): string {
  return new Intl.PluralRules(language).select(count) === "one" ? one : other;
}

/**
 * A size for people: "1 byte", "12.3 KB", "4.4 MB", "1.2 GB". Decimal units, as servers give their limits.
 *
 * @param bytes a whole number, not negative
 */
export function formatBytes(bytes: number): string {
  const value = Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
  const digits = { maximumFractionDigits: 1 };
  if (value < 1_000) {
    return plural(value, l10n.t("{0} byte", formatNumber(value)), l10n.t("{0} bytes", formatNumber(value)));
  }
  // What would round to 1,000 KB is said in MB.
  if (value < 999_950) {
    return l10n.t("{0} KB", formatNumber(value / 1_000, digits));
  }
  return value < 999_950_000
    ? l10n.t("{0} MB", formatNumber(value / 1_000_000, digits))
    : l10n.t("{0} GB", formatNumber(value / 1_000_000_000, digits));
}

const minute = 60_000;
const hour = 60 * minute;
const week = 7 * 24 * hour;

/** True for what a date can be made of; times come from servers. */
export function isTime(value: number): boolean {
  return value > 0 && value <= 8.64e15;
}

/**
 * How long ago that was, in few letters: "5 min. ago", "yesterday"; a date after a week.
 *
 * @param then milliseconds since 1970, as `now`
 */
export function formatTimeAgo(then: number, now: number): string {
  const ago = Math.max(0, now - then);
  const days = daysBetween(then, now);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "narrow" });
  if (ago < minute) {
    return format.format(0, "second");
  }
  if (ago < hour) {
    return format.format(-Math.floor(ago / minute), "minute");
  }
  if (days === 0) {
    return format.format(-Math.floor(ago / hour), "hour");
  }
  if (ago < week) {
    return format.format(-days, "day");
  }
  return new Intl.DateTimeFormat(language, dateFields(then, now)).format(then);
}

/** A date in few letters; the year only where it is not this one. */
function dateFields(then: number, now: number): Intl.DateTimeFormatOptions {
  const year = new Date(then).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" as const };
  return { month: "short", day: "numeric", ...year };
}

/**
 * The time of day, with the date when that was not today: "2:45 PM", "Mar 3, 2:45 PM".
 *
 * @param then milliseconds since 1970, as `now`
 */
export function formatTimeOfDay(then: number, now: number): string {
  const date = daysBetween(then, now) === 0 ? {} : dateFields(then, now);
  return new Intl.DateTimeFormat(language, { ...date, hour: "numeric", minute: "2-digit" }).format(then);
}

/**
 * A moment with date and time, for a tooltip or a table.
 *
 * @param time milliseconds since 1970
 */
export function formatDateTime(time: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** Names joined as the language joins them: "Ann, Bob, and Cem". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(items);
}

/** Details of one thing in a row: "a.ts, lines 3–20, 1.2 KB". */
export function formatDetails(details: readonly string[]): string {
  return new Intl.ListFormat(language, { type: "unit" }).format(details);
}

/** A stretch of time in few letters: tenths of a second below ten seconds, then seconds, then minutes and seconds. */
export function formatDuration(milliseconds: number): string {
  const tenths = milliseconds < 9950 ? 1 : 0;
  return timeUnits(milliseconds, "short", tenths);
}

/**
 * A stretch of time in words: "12 seconds", "1 minute 5 seconds".
 *
 * @param milliseconds 1,000 or more; fractions of a second are rounded
 */
export function formatLongDuration(milliseconds: number): string {
  return timeUnits(milliseconds, "long", 0);
}

/** Minutes and seconds with the plurals of the Unicode CLDR, joined as the language joins units. */
function timeUnits(milliseconds: number, unitDisplay: "short" | "long", digits: number): string {
  const scale = 10 ** digits;
  const seconds = Math.round((milliseconds / 1000) * scale) / scale;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const unit = (value: number, name: "minute" | "second") =>
    formatNumber(value, { style: "unit", unit: name, unitDisplay, maximumFractionDigits: digits });
  const parts = [
    ...(minutes > 0 ? [unit(minutes, "minute")] : []),
    ...(rest > 0 || minutes === 0 ? [unit(rest, "second")] : []),
  ];
  return new Intl.ListFormat(language, { type: "unit", style: "narrow" }).format(parts);
}

/** Midnights between two moments, in the reader's time zone; a clock that is ahead counts as today. */
export function daysBetween(then: number, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  // A day of a clock change has 23 or 25 hours.
  return Math.max(0, Math.round((midnight(now) - midnight(then)) / 86_400_000));
}
