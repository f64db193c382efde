const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/**
 * A number of bytes for people to read, such as "1.2 KB"; 1,000 bytes make a kilobyte, as the units of
 * `Intl` have it.
 * @param language BCP 47 tag; one that is none counts as English
 */
export function formatBytes(bytes: number, language: string): string {
  let value = Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
  let step = 0;
  // Rounded first: 999,960 bytes are a megabyte, not "1,000 kB".
  while (Math.round(value * 10) / 10 >= 1000 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  const few = { unitDisplay: "long", maximumFractionDigits: 0 } as const;
  const many = { unitDisplay: "short", maximumFractionDigits: 1 } as const;
  const options = { style: "unit", unit: units[step], ...(step === 0 ? few : many) } as const;
  // VS Code, and the sentences of the host, write a capital K.
  return formatted(value, language, options).replace("kB", "KB");
}

function formatted(value: number, language: string, options: Intl.NumberFormatOptions): string {
  try {
    return new Intl.NumberFormat(language, options).format(value);
  } catch {
    return new Intl.NumberFormat("en", options).format(value);
  }
}
