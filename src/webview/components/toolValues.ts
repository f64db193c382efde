/** One line of a simple object, for people to read. */
export interface Entry {
  readonly name: string;
  readonly value: string;
}

const mostEntries = 8;
const longestValue = 120;

/**
 * A tool's value as text: strings as they are (JSON in a string is laid out), everything else as JSON
 * with two spaces. Never throws: what JSON cannot say is said by `String`.
 */
export function prettyValue(value: unknown): string {
  if (typeof value === "string") {
    const parsed = parseStructure(value);
    return parsed === undefined ? value : prettyValue(parsed);
  }
  try {
    return value === undefined ? "" : JSON.stringify(value, undefined, 2);
  } catch {
    return String(value);
  }
}

/** The entries of a small object of plain values, or undefined when only JSON shows it rightly. */
export function simpleEntries(value: unknown): readonly Entry[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  const simple = entries.every(
    ([, entry]) => (typeof entry !== "object" || entry === null) && String(entry).length <= longestValue,
  );
  return simple && entries.length > 0 && entries.length <= mostEntries
    ? entries.map(([name, entry]) => ({ name, value: String(entry) }))
    : undefined;
}

function parseStructure(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
