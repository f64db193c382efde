import { codeLanguage } from "./codeInfo";

/** Code between fences that is not closed yet. */
export interface OpenFence {
  /** The run of backticks or tildes that began it. */
  readonly run: string;
  /** True for Markdown as code: a fence with an info string in it needs an end of its own. */
  readonly nests: boolean;
  /** The Markdown as code that it stands in. */
  readonly outer?: OpenFence;
}

const opening = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/** Languages in which models write answers as code, with fences as long as the one around them. */
const markdown = new Set(["md", "markdown", "mdx"]);

/**
 * The fence that is open behind a line (CommonMark §4.5). Inside of Markdown as code, a fence with an info
 * string is counted and needs an end, though CommonMark would take that end for the one of the whole.
 *
 * @param line without its end
 * @param open what was open before the line
 */
export function fenceAfter(line: string, open: OpenFence | undefined): OpenFence | undefined {
  const end = open && closing.exec(line)?.[1];
  if (end !== undefined) {
    return end.startsWith(open?.run ?? "") ? open?.outer : open;
  }
  const [, run, info] = open?.nests === false ? [] : (opening.exec(line) ?? []);
  if (run === undefined || (open !== undefined && !run.startsWith(open.run))) {
    return open;
  }
  return open ? { run, nests: true, outer: open } : { run, nests: markdown.has(codeLanguage(info)) };
}

/** Where a fenced code block ends that begins a text. */
interface FencedBlock {
  /** Characters up to its end, without the line break behind the closing fence. */
  readonly length: number;
  readonly closed: boolean;
}

/** The block of Markdown as code that a text begins with; undefined for anything else. */
export function markdownBlock(text: string): FencedBlock | undefined {
  const end = endOfLine(text, 0);
  let open = fenceAfter(text.slice(0, end), undefined);
  if (open?.nests !== true) {
    return undefined;
  }
  for (let start = end + 1; start <= text.length;) {
    const next = endOfLine(text, start);
    open = fenceAfter(text.slice(start, next), open);
    if (open === undefined) {
      return { length: next, closed: true };
    }
    start = next + 1;
  }
  return { length: text.length, closed: false };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** A fence for code: longer than any run of backticks in it (CommonMark §4.5). */
export function fenceAround(text: string): string {
  return "`".repeat(Math.max(3, longestBackticks(text) + 1));
}

/** Counted by hand: a regular expression keeps a step for every backtick, and overflows with some millions of them. */
function longestBackticks(text: string): number {
  let longest = 0;
  for (let at = text.indexOf("`"); at >= 0; at = text.indexOf("`", at)) {
    const start = at;
    while (text[at] === "`") {
      at += 1;
    }
    longest = Math.max(longest, at - start);
  }
  return longest;
}
