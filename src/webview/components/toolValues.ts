import { plainText, structureOf } from "./parts/valueNodes";

/** One line of a simple object, for people to read. */
export interface Entry {
  readonly name: string;
  readonly value: string;
}

const mostEntries = 8;
const longestValue = 120;

/**
 * A value as text, as it is copied: strings as they are (JSON in a string is laid out), everything else
 * as JSON with two spaces. Never throws: what JSON cannot say is said in a word.
 */
export function prettyValue(value: unknown): string {
  const structure = structureOf(value);
  if (structure === undefined && typeof value === "string") {
    return value;
  }
  try {
    const text: string | undefined = JSON.stringify(structure ?? value, undefined, 2);
    // TypeScript's own types leave out that functions and `undefined` have no JSON.
    return typeof text === "string" ? text : "";
  } catch {
    return plainText(value);
  }
}

/** The entries of a small object of plain values, or undefined when a tree shows it better. */
export function simpleEntries(value: unknown): readonly Entry[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const names = Object.keys(value);
  if (names.length === 0 || names.length > mostEntries) {
    return undefined;
  }
  const entries = Object.entries(value);
  const simple = entries.every(
    ([, entry]) => (typeof entry !== "object" || entry === null) && String(entry).length <= longestValue,
  );
  return simple ? entries.map(([name, entry]) => ({ name, value: String(entry) })) : undefined;
}
