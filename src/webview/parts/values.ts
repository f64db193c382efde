import { isForTerminal } from "../../shared/terminalCodes";
import { isListText, jsonCount, jsonEntries, JsonText, prettyJson, type ValueEntry } from "./jsonText";
import { plainOutput } from "./terminalOutput";

/** Characters of a preview, and of one text in it. */
const longestPreview = 80;
const longestText = 32;

/** Characters of a text that are looked at for a preview: codes are none of its letters. */
const longestRaw = 400;

/** Characters of a text up to which it is looked at for JSON inside. */
const longestJson = 20_000_000;

/** What can be opened: a list, an object, or JSON of either. */
export type Structure = readonly unknown[] | Readonly<Record<string, unknown>> | JsonText;

/** The structure in a value, or undefined for one that is shown in a line. */
export function structureOf(value: unknown): Structure | undefined {
  if (typeof value === "string") {
    return structureIn(value);
  }
  return isStructure(value) ? value : undefined;
}

/** True for a list, false for an object. */
export function isListed(structure: Structure): boolean {
  return structure instanceof JsonText ? isListText(structure) : isList(structure);
}

/** The names of a structure's entries: its keys, or the numbers from 0. */
export function entryCount(structure: Structure): number {
  if (structure instanceof JsonText) {
    return jsonCount(structure);
  }
  return isList(structure) ? structure.length : Object.keys(structure).length;
}

/** The first entries of a structure, in its own order. */
export function entriesOf(structure: Structure, count: number): readonly ValueEntry[] {
  if (structure instanceof JsonText) {
    return jsonEntries(structure, count);
  }
  return isList(structure)
    ? structure.slice(0, count).map((value, index) => ({ name: `${index}`, value }))
    : Object.keys(structure)
        .slice(0, count)
        .map((name) => ({ name, value: structure[name] }));
}

/**
 * A value in a few words of JSON, such as `{city: "Paris", days: 3, …}`. Looks at its beginning only.
 *
 * @param output true for what a program put out: without the codes for a terminal
 */
export function previewOf(value: unknown, output = false): string {
  const structure = structureOf(value);
  if (structure === undefined) {
    return short(value, output);
  }
  const list = isListed(structure);
  const parts: string[] = [];
  let length = 0;
  // More than a preview can hold; asking for all would read a large object to its end.
  const entries = entriesOf(structure, longestPreview / 2);
  for (const { name, value: inner } of entries) {
    const part = list ? short(inner, output) : `${name}: ${short(inner, output)}`;
    length += part.length + 2;
    if (length > longestPreview) {
      break;
    }
    parts.push(part);
  }
  if (parts.length < entries.length) {
    parts.push("…");
  }
  return list ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
}

/** A value that is no structure as one line of JSON. Never throws. */
export function plainText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  if (value instanceof JsonText) {
    return value.text;
  }
  return typeof value === "object" && value !== null ? Object.prototype.toString.call(value) : String(value);
}

function short(value: unknown, output: boolean): string {
  if (typeof value === "string") {
    const words = output ? plainOutput(value.slice(0, longestRaw)) : value;
    return words.length > longestText || value.length > longestRaw ? `"${words.slice(0, longestText)}…"` : `"${words}"`;
  }
  if (!isStructure(value)) {
    return plainText(value);
  }
  return !isListed(value) ? "{…}" : entriesOf(value, 1).length === 0 ? "[]" : "[…]";
}

function structureIn(text: string): JsonText | undefined {
  // Only what begins and ends like JSON is worth parsing.
  if (text.length > longestJson || !/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text.slice(-100))) {
    return undefined;
  }
  try {
    JSON.parse(text);
    return new JsonText(text);
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
  if (value instanceof JsonText) {
    return /^\s*[[{]/.test(value.text);
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
 *
 * @param output true for what a program put out: without the codes for a terminal
 */
export function prettyValue(value: unknown, output = false): string {
  const structure = value instanceof JsonText ? value : structureOf(value);
  if (structure instanceof JsonText) {
    return prettyJson(structure);
  }
  if (typeof value === "string") {
    return output ? plainOutput(value) : value;
  }
  try {
    const plain = (_name: string, inner: unknown): unknown => (typeof inner === "string" ? plainOutput(inner) : inner);
    const text: string | undefined = JSON.stringify(value, output ? plain : undefined, 2);
    // TypeScript's own types leave out that functions and `undefined` have no JSON.
    return typeof text === "string" ? text : "";
  } catch {
    return plainText(value);
  }
}

/** The entries of a small object of plain values, or undefined when a tree shows it better. */
export function simpleEntries(structure: Structure): readonly Entry[] | undefined {
  if (isListed(structure)) {
    return undefined;
  }
  const entries = entriesOf(structure, mostEntries + 1).map(({ name, value }) => ({
    name,
    value: isPlain(value) ? plainText(value) : undefined,
  }));
  return entries.length > 0 && entries.length <= mostEntries && entries.every(isSimple) ? entries : undefined;
}

function isPlain(value: unknown): boolean {
  return value instanceof JsonText ? !isStructure(value) : typeof value !== "object" || value === null;
}

function isSimple(entry: { readonly name: string; readonly value: string | undefined }): entry is Entry {
  return entry.value !== undefined && entry.value.length <= longestValue && !isForTerminal(entry.value);
}
