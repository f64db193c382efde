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
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: 1 };
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
