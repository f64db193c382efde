/**
 * How long something took, in words of the display language: "12 seconds", "1 minute 5 seconds". Words
 * and plurals are those of the Unicode CLDR, so that no language has to have two forms in our strings.
 * @param milliseconds 1,000 or more; fractions of a second are rounded
 */
export function longDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes > 0 ? unitText(minutes, "minute") : "", rest > 0 || minutes === 0 ? unitText(rest, "second") : ""]
    .filter((text) => text !== "")
    .join(" ");
}

function unitText(value: number, unit: "minute" | "second"): string {
  const options = { style: "unit", unit, unitDisplay: "long" } as const;
  try {
    return new Intl.NumberFormat(document.documentElement.lang, options).format(value);
  } catch {
    // The page's language is no tag that the browser knows.
    return new Intl.NumberFormat(undefined, options).format(value);
  }
}
