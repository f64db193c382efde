import type * as vscode from "vscode";

/** Where a code block goes in a document. */
export type Placement = "file" | "selection" | "cursor" | "end";

/** What is known when a code block is to be applied. */
export interface Target {
  readonly text: string;
  /** What is selected; empty for a mere cursor. */
  readonly selected: string;
  /** False for a file that no editor shows, which has no cursor. */
  readonly shown: boolean;
}

/** A share of a document's lines that a rewritten copy of it keeps; below it is another text. */
const keptInCopy = 0.6;
/** What models write for code they leave out. */
const leftOut =
  /^\s*(?:\/\/|#|--|<!--|\/\*|\{\/\*)\s*(?:\.{3}|…)|\bexisting code\b|\brest of (?:the )?(?:code|file)\b/im;

/** The places that can be chosen for this document, the likeliest first. */
export function placements(target: Target, code: string): readonly Placement[] {
  const here: Placement = !target.shown ? "end" : target.selected === "" ? "cursor" : "selection";
  const others: readonly Placement[] = target.shown && here === "selection" ? ["cursor"] : [];
  return resembles(target.text, code) ? ["file", here, ...others] : [here, "file", ...others];
}

/**
 * The place that goes without asking, or undefined when a person has to choose: a selection is replaced,
 * an empty document filled, and a rewritten copy takes the place of the whole document. A copy while
 * something is selected could mean either.
 */
export function clearPlacement(target: Target, code: string): Placement | undefined {
  if (target.text.trim() === "") {
    return "file";
  }
  const copy = resembles(target.text, code);
  if (target.selected.trim() !== "") {
    return copy && !resembles(target.selected, code) ? undefined : "selection";
  }
  return copy ? "file" : undefined;
}

/** The offsets of a range. */
export function offsetsOf(document: vscode.TextDocument, range: vscode.Range): { start: number; end: number } {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/**
 * Code as it has to be written into this range: indented like the line it begins in, and with a line end
 * behind it where whole lines are replaced or several lines come to stand in front of others.
 */
export function textAt(document: vscode.TextDocument, range: vscode.Range, code: string): string {
  const line = document.lineAt(range.start.line).text;
  const before = line.slice(0, range.start.character);
  const bare = code.replaceAll("\r\n", "\n").replace(/\n+$/, "");
  const lineEnd = !range.isEmpty && range.end.character === 0 ? "\n" : "";
  if (before.trim() !== "") {
    // In the middle of a line the code goes on with what is there.
    return bare + lineEnd;
  }
  const atStart = range.start.character === 0;
  const indent = atStart ? (/^\s*/.exec(line)?.[0] ?? "") : before;
  const text = indented(bare, indent, !atStart);
  const pushesDown = range.isEmpty && text.includes("\n") && line.slice(range.end.character).trim() !== "";
  return pushesDown ? `${text}\n${before}` : text + lineEnd;
}

/**
 * Code as it has to look at a place that is indented: what its lines have in common is taken away, and
 * the place's own indentation put there instead. Empty lines stay empty.
 *
 * @param indent the white space that the place's line begins with
 * @param afterIndent true when the place comes after that white space, so that the first line has it already
 */
export function indented(code: string, indent: string, afterIndent: boolean): string {
  const lines = code.split("\n");
  const common = commonIndent(lines.filter((line) => line.trim() !== ""));
  return lines
    .map((line, index) => {
      if (line.trim() === "") {
        return "";
      }
      const own = line.slice(common);
      return index === 0 && afterIndent ? own : indent + own;
    })
    .join("\n");
}

/** True when the code looks like a changed copy of the whole text. */
function resembles(text: string, code: string): boolean {
  if (leftOut.test(code)) {
    return false;
  }
  const before = significantLines(text);
  const after = new Set(significantLines(code));
  const kept = before.filter((line) => after.has(line)).length;
  return before.length > 0 && kept / before.length >= keptInCopy;
}

/** Lines that tell one file from another: brackets and blank lines are in all of them. */
function significantLines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\w{2}/.test(line));
}

/** Characters of white space that all lines begin with. */
function commonIndent(lines: readonly string[]): number {
  const [first = "", ...others] = lines.map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  return others.reduce((common, indent) => {
    let same = 0;
    while (same < common && indent[same] === first[same]) {
      same++;
    }
    return same;
  }, first.length);
}
