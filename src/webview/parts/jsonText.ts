/**
 * JSON as it came. What `JSON.parse` makes of it is something else: `822106502566256641` is rounded, `1.10` loses
 * its zero, of two fields with one name the first goes, and numbers as names come first.
 */
export class JsonText {
  /** @param text JSON that `JSON.parse` takes (RFC 8259) */
  constructor(readonly text: string) {}
}

/** One entry of an object or a list. */
export interface ValueEntry {
  readonly name: string;
  readonly value: unknown;
}

/** Levels that are laid out; deeper ones would be mostly blanks. */
const mostLevels = 500;

/** A token with the white space around it (RFC 8259 §2). */
const tokens = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+)\s*/g;

/** True for JSON of a list; false for that of an object. */
export function isListText({ text }: JsonText): boolean {
  return text.trimStart().startsWith("[");
}

/** The first entries of a list or an object, every one of its fields for itself, in its own order. */
export function jsonEntries(json: JsonText, count: number): readonly ValueEntry[] {
  const entries: ValueEntry[] = [];
  eachEntry(json, (name, value) => {
    entries.push({ name, value: valueOf(value) });
    return entries.length < count;
  });
  return entries;
}

/** How many entries a list or an object has. */
export function jsonCount(json: JsonText): number {
  let count = 0;
  eachEntry(json, () => (count += 1) > 0);
  return count;
}

/** @param visit is given each entry as JSON, until it returns false; what is inside of them is passed over */
function eachEntry(json: JsonText, visit: (name: string, value: string) => boolean): void {
  const { text } = json;
  let [depth, from, index, name] = [0, 0, 0, isListText(json) ? undefined : ""];
  for (const { 0: whole, 1: token = "", index: at } of text.matchAll(tokens)) {
    const closes = "}]".includes(token);
    if (depth === 1 && (closes || token === ",")) {
      const value = text.slice(from, at).trim();
      if (value !== "" && !visit(name ?? String(index++), value)) {
        return;
      }
    }
    depth += closes ? -1 : "{[".includes(token) ? 1 : 0;
    if (depth === 1 && (token === "," || from === 0)) {
      from = at + whole.length;
    } else if (depth === 1 && token === ":") {
      name = JSON.parse(text.slice(from, at)) as string;
      from = at + whole.length;
    }
  }
}

/** Numbers stay as they are written; other values without parts are what they say. */
function valueOf(text: string): unknown {
  return /^["tfn]/.test(text) ? JSON.parse(text) : new JsonText(text);
}

/** The text laid out as `JSON.stringify` does it, with two blanks a level; every value as it came. */
export function prettyJson({ text }: JsonText): string {
  let [depth, deepest, before] = [0, 0, ""];
  const pretty = text.replace(tokens, (_whole, token: string) => {
    const closes = "}]".includes(token);
    depth -= closes ? 1 : 0;
    const breaks = closes ? !"{[".includes(before) : before !== "" && "{[,".includes(before);
    const indent = breaks ? `\n${"  ".repeat(Math.min(depth, mostLevels))}` : "";
    depth += "{[".includes(token) ? 1 : 0;
    deepest = Math.max(deepest, depth);
    before = token;
    return indent + (token === ":" ? ": " : token);
  });
  return deepest > mostLevels ? text : pretty;
}

/** Names and values, as a reader sees them, in their order. */
export function jsonWords({ text }: JsonText): readonly string[] {
  return Array.from(text.matchAll(tokens), ([, token = ""]) =>
    "{}[],:".includes(token) ? "" : token.startsWith('"') ? (JSON.parse(token) as string) : token,
  ).filter((word) => word !== "");
}
