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
