/** A change to a document: the text between two offsets becomes another one. Offsets are UTF-16 units. */
export interface Proposal {
  /** The whole document as it was when the change was made. */
  readonly before: string;
  readonly start: number;
  readonly end: number;
  /** With the line ends of the document. */
  readonly text: string;
}

/** The whole document after the change. */
export function proposedText({ before, start, end, text }: Proposal): string {
  return before.slice(0, start) + text + before.slice(end);
}

/** The change that makes a code block the whole document; a last line end stays as it is there. */
export function wholeFile(before: string, code: string): Proposal {
  const lineEnd = lineEndOf(before);
  const bare = code.replace(/(?:\r?\n)+$/, "");
  const ended = before === "" || before.endsWith("\n") ? `${bare}\n` : bare;
  return { before, start: 0, end: before.length, text: withLineEnds(ended, lineEnd) };
}

/** The change that puts a code block between two offsets. */
export function replacement(before: string, start: number, end: number, code: string): Proposal {
  return { before, start, end, text: withLineEnds(code, lineEndOf(before)) };
}

/**
 * The same change to a document that has become another one meanwhile, or undefined when its place
 * cannot be told any more.
 */
export function rebased(proposal: Proposal, current: string): Proposal | undefined {
  const { before, start, end, text } = proposal;
  if (start === 0 && end === before.length) {
    return { before: current, start: 0, end: current.length, text };
  }
  if (current.startsWith(before.slice(0, end))) {
    return { before: current, start, end, text };
  }
  if (current.endsWith(before.slice(start))) {
    const moved = current.length - before.length;
    return { before: current, start: start + moved, end: end + moved, text };
  }
  const replaced = before.slice(start, end);
  const at = current.indexOf(replaced);
  const unique = replaced.trim() !== "" && at >= 0 && current.indexOf(replaced, at + 1) < 0;
  return unique ? { before: current, start: at, end: at + replaced.length, text } : undefined;
}

/**
 * The smallest change in whole lines that turns one text into the other: cursors, folds and breakpoints
 * outside of it stay where they are. Whole lines, so that no `\r\n` and no surrogate pair is cut.
 */
export function lineEdit(before: string, after: string): { start: number; end: number; text: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start++;
  }
  start = before.slice(0, start).lastIndexOf("\n") + 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) {
    same++;
  }
  const lineStart = before.indexOf("\n", before.length - same);
  const end = same === 0 || lineStart < 0 ? before.length : lineStart + 1;
  return { start, end, text: after.slice(start, after.length - (before.length - end)) };
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function withLineEnds(text: string, lineEnd: string): string {
  return text.replace(/\r\n?|\n/g, lineEnd);
}
