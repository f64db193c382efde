/** Numbers and times in the language of the page, which is VS Code's display language. */

const minute = 60_000;
const hour = 60 * minute;
const week = 7 * 24 * hour;

/** The page's language; what the browser prefers when the page's own is no language tag. */
function language(): string | undefined {
  const tag = document.documentElement.lang;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** True for what a date can be made of; times come from servers. */
export function isTime(value: number): boolean {
  return value > 0 && value <= 8.64e15;
}

/** How long ago that was, in few letters: "5 min. ago", "yesterday"; a date after a week. */
export function timeAgo(then: number, now: number): string {
  const ago = Math.max(0, now - then);
  const days = daysBetween(then, now);
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "narrow" });
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
  const year = new Date(then).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(language(), { month: "short", day: "numeric", ...year }).format(then);
}

/** A moment with date and time, for a tooltip or a table. */
export function fullTime(time: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** A whole number with the language's separators. */
export function count(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** A stretch of time: tenths of a second below ten seconds, then seconds, then minutes and seconds. */
export function duration(milliseconds: number): string {
  const unit = (value: number, name: "second" | "minute", digits = 0) =>
    new Intl.NumberFormat(language(), {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) {
    return unit(seconds, "second", 1);
  }
  const whole = Math.round(seconds);
  return whole < 60 ? unit(whole, "second") : `${unit(Math.floor(whole / 60), "minute")} ${unit(whole % 60, "second")}`;
}

/** Midnights between two moments, in the reader's time zone; a clock that is ahead counts as today. */
export function daysBetween(then: number, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  // A day of a clock change has 23 or 25 hours.
  return Math.max(0, Math.round((midnight(now) - midnight(then)) / 86_400_000));
}
