import { terminalText } from "../shared/terminalText";
import { fields, text } from "./fields";

/** Characters of an error that are kept, and of a line that are looked at for a stack. */
const MOST = 10_000;
const MOST_IN_LINE = 2_000;

/** Characters of an error where it is part of a sentence. */
const MOST_IN_SENTENCE = 500;

/**
 * Lines that only a stack has, and that name files of the server: of JavaScript, Java and .NET (`at …`), of Python,
 * Ruby, PHP and Go, and the place above the code that Node prints. None of them looks at a character often.
 */
const FRAMES: readonly RegExp[] = [
  /^\s+at \S/,
  /^at \S+ ?\(.*:\d+\)$|^at [^\s:]*:[^\s:]*:\d+:\d+$/,
  /^\s*File "[^"]*", line \d|^Traceback \(most recent call last\):/,
  /^\s*(?:from )?(?:[A-Za-z]:)?[^\s:]*:\d+:in\b/,
  /^\s*#\d+ (?:[^\s(]*\(\d+\):|\{main\})/,
  /^\s*(?:file:\/\/|\/|[A-Za-z]:\\)[^\s:]*:\d+(?::\d+)?:?(?: \+0x[\da-f]+)?$|^goroutine \d+ /,
];

/** The first frame of a stack that follows the words on the same line. */
const FRAME_IN_LINE = /(?<!\s)\s+at (?:(?:async )?(?:\S+ )?\(?(?:file:\/\/|node:)|\S+ \((?:\/|[A-Z]:\\))/;

/** A frame within a text that is JSON: line breaks and backslashes are written as two characters there. */
const FRAME_IN_JSON = /(?:\\r)?\\n\s+at [^"\\]*(?:\\[^nr][^"\\]*){0,200}/g;

/**
 * An error's own words, every line of them. A Mastra tool error carries them in `cause.message` or
 * `details.errorMessage`; a stack of the server, which stands beside them or behind them, is never read
 * (docs/wire.md#mastra-errors-in-a-stream).
 *
 * @returns empty when the error says nothing
 */
export function errorWords(error: unknown): string {
  if (typeof error === "string") {
    return withoutFrames(terminalText(error.slice(0, 2 * MOST)))
      .replace(/^(?:\s*Error: )?\s*/, "")
      .slice(0, MOST)
      .trimEnd();
  }
  const { message, cause, details } = fields(error);
  return errorWords(text(message) || text(fields(cause)["message"]) || text(fields(details)["errorMessage"]));
}

/** The first line of an error's words, for a sentence about it. @returns empty when the error says nothing */
export function errorMessage(error: unknown): string {
  return (errorWords(error).split("\n", 1)[0] ?? "").slice(0, MOST_IN_SENTENCE);
}

/**
 * A value that came with an error, without the stacks in it. Only for these: in another result, a stack may be what
 * the tool was asked for.
 *
 * @param value at most as deep as `shallow` lets through
 */
export function withoutStacks(value: unknown): unknown {
  if (typeof value === "string") {
    return withoutFrames(value.replace(FRAME_IN_JSON, ""));
  }
  if (Array.isArray(value)) {
    return value.map(withoutStacks);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutStacks(inner)]))
    : value;
}

function withoutFrames(words: string): string {
  const lines = words.split("\n");
  const kept = lines.flatMap((line, index) => {
    // Python shows the line of code below its place.
    const shown = /^\s*File "/.test(lines[index - 1] ?? "") && line.startsWith("    ");
    return shown || isFrame(line) ? [] : [beforeFrame(line)];
  });
  return kept.join("\n");
}

function isFrame(line: string): boolean {
  const beginning = line.slice(0, MOST_IN_LINE).trimEnd();
  return FRAMES.some((frame) => frame.test(beginning));
}

function beforeFrame(line: string): string {
  const at = line.slice(0, MOST_IN_LINE).search(FRAME_IN_LINE);
  return at < 0 ? line : line.slice(0, at);
}
