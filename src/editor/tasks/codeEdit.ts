import { fenceAfter, fenceAround, type OpenFence } from "../../shared/fences";
import { indented } from "../code/placement";
import { lineEdit, proposedText, type Proposal, replacement } from "../code/proposal";
import type { TaskPrompt } from "./unstoredTurns";

/** Lines of a document, counted from 0; the last one belongs to them. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** A change that an agent is asked for. */
export interface EditRequest {
  /** What is to be done, in English or in the person's words. */
  readonly instruction: string;
  /** The whole document. */
  readonly text: string;
  /** As the agent reads it. */
  readonly path: string;
  readonly languageId: string;
  /** The lines that may change. */
  readonly lines: LineSpan;
}

/** A document that is not longer than this goes along whole, and may be changed anywhere. */
const WHOLE_LINES = 120;
/** Lines before and after a place that may change with it. */
const AROUND = 30;
/** Lines before and after those that may change, for the agent to know what they stand in. */
const CONTEXT = 60;

/** The lines that may change for something that stands at a place of a document. */
export function linesAround(text: string, { first, last }: LineSpan): LineSpan {
  const end = lineCount(text) - 1;
  return end < WHOLE_LINES
    ? { first: 0, last: end }
    : { first: Math.max(0, first - AROUND), last: Math.min(end, last + AROUND) };
}

/** What an agent is asked, in a form from which `proposalOf` reads its response. */
export function editPrompt({ instruction, text, path, languageId, lines }: EditRequest): TaskPrompt {
  const all = text.split(/\r?\n/);
  const own = all.slice(lines.first, lines.last + 1).join("\n");
  const before = all.slice(Math.max(0, lines.first - CONTEXT), lines.first).join("\n");
  const after = all.slice(lines.last + 1, lines.last + 1 + CONTEXT).join("\n");
  const fence = fenceAround(own);
  return {
    system: [
      "You change a file in a code editor. The message says what to do and shows lines of the file.",
      `Respond with one code block, fenced with ${fence}, and nothing else. It holds the new text of everything between <lines> and </lines>: all of these lines, with their indentation, changed as little as the task needs.`,
      "Don't repeat what stands in <before> and <after>, and leave nothing out with a comment.",
      "If nothing should change, say why in one sentence, without a code block.",
    ].join("\n"),
    text: [
      instruction,
      `File: ${path} (${languageId}), lines ${lines.first + 1} to ${lines.last + 1} of ${all.length}`,
      ...(before === "" ? [] : [`<before>\n${before}\n</before>`]),
      `<lines>\n${own}\n</lines>`,
      ...(after === "" ? [] : [`<after>\n${after}\n</after>`]),
    ].join("\n\n"),
  };
}

/** The change that a response proposes; undefined when it holds no whole code block. */
export function proposalOf({ text, lines }: EditRequest, response: string): Proposal | undefined {
  const code = codeIn(response);
  if (code === undefined) {
    return undefined;
  }
  const { start, end } = offsetsOfLines(text, lines);
  const place = text.slice(start, end);
  // A block does not show whether it ends with an empty line.
  const ended = asIndented(code, place).replace(/\n+$/, "") + (/[\r\n]*$/.exec(place)?.[0] ?? "");
  const after = proposedText(replacement(text, start, end, ended));
  // The smallest change keeps its place when the document moves on meanwhile.
  return { before: text, ...lineEdit(text, after) };
}

/** The longest code block of a response; one that is not closed was cut off, and is none. */
export function codeIn(response: string): string | undefined {
  const blocks: string[] = [];
  let open: OpenFence | undefined;
  let block: string[] = [];
  for (const line of response.split(/\r?\n/)) {
    const next = fenceAfter(line, open);
    if (open === undefined) {
      block = [];
    } else if (next === undefined) {
      blocks.push(block.join("\n"));
    } else {
      block.push(line);
    }
    open = next;
  }
  return blocks.reduce<string | undefined>(
    (longest, each) => (longest === undefined || each.length > longest.length ? each : longest),
    undefined,
  );
}

/** Models like to move a piece of code to the left edge. */
function asIndented(code: string, place: string): string {
  const wanted = indentOf(place);
  return indentOf(code) === wanted ? code : indented(code, wanted, false);
}

/** The white space that all lines of a text begin with. */
function indentOf(text: string): string {
  const [first = "", ...others] = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  return others.reduce((common, indent) => {
    let same = 0;
    while (same < common.length && common[same] === indent[same]) {
      same++;
    }
    return common.slice(0, same);
  }, first);
}

function offsetsOfLines(text: string, { first, last }: LineSpan): { start: number; end: number } {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const start = starts[first] ?? text.length;
  const next = starts[last + 1];
  // Without the line end of the last one.
  const end = next === undefined ? text.length : next - (text[next - 2] === "\r" ? 2 : 1);
  return { start, end: Math.max(start, end) };
}

function lineCount(text: string): number {
  return text.split("\n").length;
}
