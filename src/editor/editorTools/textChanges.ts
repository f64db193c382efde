import { replacement, type Proposal } from "../code/proposal";
import { ToolRefusal } from "./toolRefusal";

/** @throws ToolRefusal when the text is not there, or not only once */
export function replaced(before: string, oldText: string, newText: string): Proposal {
  const wanted = before.includes("\r\n") ? oldText.replace(/\r?\n/g, "\r\n") : oldText;
  const at = wanted === "" ? -1 : before.indexOf(wanted);
  if (at < 0) {
    throw new ToolRefusal("oldText is not in the file. Read the file again: it may have changed.");
  }
  if (before.includes(wanted, at + 1)) {
    throw new ToolRefusal("oldText is in the file more than once. Give more of the lines around it.");
  }
  return replacement(before, at, at + wanted.length, newText);
}

/** The smallest change from one text to the other, so that it can be made to a file that has moved on. */
export function between(before: string, after: string): Proposal {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start++;
  }
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) {
    same++;
  }
  return { before, start, end: before.length - same, text: after.slice(start, after.length - same) };
}
