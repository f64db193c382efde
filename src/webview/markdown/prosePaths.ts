import type { FilePlace } from "../../shared/filePlace";
import { longestPath, proseReference } from "../../shared/fileReference";
import { mayNameFile } from "./mayNameFile";

/** A path in a text, and where it stands there. */
export interface ProsePath {
  readonly start: number;
  readonly end: number;
  readonly to: FilePlace;
}

/** Words end at spaces, and at signs that stand between words and in no path. */
const words = /(?:[^\s,;|、，。；：！？（）「」『』《》→—…]|,(?=\d))+/g;
const opening = /^[([{<"'“‘„«*]+/;
const closing = new Set(".:!?>\"'”’“»*]})");
/** A place whose bracket belongs to the path: `a.ts(12,5)`. */
const bracketed = /\(\d{1,7}(?:,\d{1,7})?\)$/;
const longestBracket = 17;
/** Chinese, Japanese and Korean put no space between a word and a path. */
const cjk = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af";
const cjkBefore = new RegExp(`^[${cjk}]+(?=[\\w.@])`);
const cjkAfter = new RegExp(`(?<=[\\w)])[${cjk}]+$`);

/**
 * The paths that stand in plain prose, without a mark around them, from left to right. Looks at each
 * character a fixed number of times, and at no word that is longer than a path.
 */
export function prosePaths(text: string): readonly ProsePath[] {
  if (!mayNameFile(text, "prose")) {
    return [];
  }
  const found: ProsePath[] = [];
  for (const { 0: word, index } of text.matchAll(words)) {
    if (word.length <= longestPath && mayNameFile(word, "prose")) {
      const before = opening.exec(word)?.[0].length ?? 0;
      const inner = word.slice(before, endOf(word));
      const glued = cjkBefore.exec(inner)?.[0].length ?? 0;
      const path = inner.slice(glued).replace(cjkAfter, "");
      const to = proseReference(path);
      if (to !== undefined) {
        const start = index + before + glued;
        found.push({ start, end: start + path.length, to });
      }
    }
  }
  return found;
}

/** Where a word ends when the signs of its sentence are left out. */
function endOf(word: string): number {
  let end = word.replace(/['’]s$/, "").length;
  while (closing.has(word.charAt(end - 1)) && !bracketed.test(word.slice(Math.max(0, end - longestBracket), end))) {
    end--;
  }
  return end;
}
