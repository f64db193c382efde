/** Characters of a query that are looked at; longer words are not names of anything. */
const longestQuery = 256;

/**
 * What the caret stands in, and so what can be completed. `start` is where the sign that opened it
 * stands, `from` where the replaced words begin; both count UTF-16 units, as a text field does.
 */
export interface Trigger {
  /** `context`: behind `@`. `command`: behind `/`. `argument`: behind a command and a blank. */
  readonly kind: "context" | "command" | "argument";
  readonly start: number;
  readonly from: number;
  readonly query: string;
  /** The word behind the slash; only for `argument`. */
  readonly command?: string;
}

/**
 * Finds what can be completed at the caret. `@` counts at the start and after a blank, so that mail
 * addresses stay what they are; `/` counts only as the very first character.
 */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  return contextAt(text, caret) ?? commandAt(text, caret);
}

function contextAt(text: string, caret: number): Trigger | undefined {
  const reach = text.slice(Math.max(0, caret - longestQuery - 1), caret);
  const word = /\S*$/.exec(reach)?.[0] ?? "";
  if (!word.startsWith("@") || word.length > longestQuery) {
    return undefined;
  }
  const start = caret - word.length;
  return { kind: "context", start, from: start, query: word.slice(1) };
}

function commandAt(text: string, caret: number): Trigger | undefined {
  if (!text.startsWith("/") || caret < 1 || caret > longestQuery) {
    return undefined;
  }
  const before = text.slice(1, caret);
  if (/^[^\s/]*$/.test(before)) {
    return { kind: "command", start: 0, from: 0, query: before };
  }
  const argument = /^([^\s/]+)[ \t]+([^\n]*)$/.exec(before);
  if (argument === null) {
    return undefined;
  }
  const [, command = "", query = ""] = argument;
  return { kind: "argument", start: 0, from: caret - query.length, query, command };
}

/**
 * Follows a place in a text through one edit.
 * @returns where the character at `place` is afterwards, or undefined when the edit took it away
 */
export function followOffset(before: string, after: string, place: number): number | undefined {
  const limit = Math.min(before.length, after.length);
  let same = 0;
  while (same < limit && before[same] === after[same]) {
    same++;
  }
  if (place < same) {
    return place;
  }
  let sameEnd = 0;
  while (sameEnd < limit - same && before[before.length - 1 - sameEnd] === after[after.length - 1 - sameEnd]) {
    sameEnd++;
  }
  return place >= before.length - sameEnd ? place + after.length - before.length : undefined;
}
