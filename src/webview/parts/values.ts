/** Characters of a preview, and of one text in it. */
const longestPreview = 80;
const longestText = 32;

/** Characters of a text up to which it is looked at for JSON inside. */
const longestJson = 20_000_000;

/** One entry of an object or a list. */
interface ValueEntry {
  readonly name: string;
  readonly value: unknown;
}

/** What can be opened: a list, an object, or a text that holds either as JSON. */
export type Structure = readonly unknown[] | Readonly<Record<string, unknown>>;

/** The structure in a value, or undefined for one that is shown in a line. */
export function structureOf(value: unknown): Structure | undefined {
  if (typeof value === "string") {
    return parsedStructure(value);
  }
  return isStructure(value) ? value : undefined;
}

/** The names of a structure's entries: its keys, or the numbers from 0. */
export function entryCount(structure: Structure): number {
  return isList(structure) ? structure.length : Object.keys(structure).length;
}

/** The first entries of a structure, in its own order. */
export function entriesOf(structure: Structure, count: number): readonly ValueEntry[] {
  return isList(structure)
    ? structure.slice(0, count).map((value, index) => ({ name: `${index}`, value }))
    : Object.keys(structure)
        .slice(0, count)
        .map((name) => ({ name, value: structure[name] }));
}

/** A value in a few words of JSON, such as `{city: "Paris", days: 3, …}`. Looks at its beginning only. */
export function previewOf(value: unknown): string {
  const structure = structureOf(value);
  if (structure === undefined) {
    return short(value);
  }
  const list = isList(structure);
  const parts: string[] = [];
  let length = 0;
  // More than a preview can hold; asking for all would read a large object to its end.
  for (const { name, value: inner } of entriesOf(structure, longestPreview / 4)) {
    const part = list ? short(inner) : `${name}: ${short(inner)}`;
    length += part.length + 2;
    if (length > longestPreview) {
      break;
    }
    parts.push(part);
  }
  if (parts.length < entryCount(structure)) {
    parts.push("…");
  }
  return list ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}

/** A value that is no structure as one line of JSON. Never throws. */
export function plainText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}

function short(value: unknown): string {
  if (typeof value === "string") {
    return value.length > longestText ? `"${value.slice(0, longestText)}…"` : `"${value}"`;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "[]" : "[…]";
  }
  return isStructure(value) ? "{…}" : plainText(value);
}

function parsedStructure(text: string): Structure | undefined {
  // Only what begins and ends like JSON is worth parsing.
  if (text.length > longestJson || !/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text.slice(-100))) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isStructure(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isList(structure: Structure): structure is readonly unknown[] {
  return Array.isArray(structure);
}

function isStructure(value: unknown): value is Structure {
  if (Array.isArray(value)) {
    return true;
  }
  // Dates, maps and bytes have no entries of their own to show.
  return typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object Object]";
}

/** One line of a simple object, for people to read. */
interface Entry {
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
