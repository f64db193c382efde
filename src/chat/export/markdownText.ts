import { terminalText } from "../../shared/terminalText";
import { fenceAfter, fenceAround, type OpenFence } from "../../shared/fences";

/** Pieces of Markdown that stay what they are, whatever text is put into them. */

/** A fenced code block. */
export function fenced(text: string, language: string): string {
  const fence = fenceAround(text);
  return `${fence}${language}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** A value as code: a text as it is, everything else as JSON. */
export function fencedValue(value: unknown): string {
  return typeof value === "string" ? fenced(value, looksLikeJson(value) ? "json" : "") : fenced(json(value), "json");
}

/** As `fencedValue`, for what a tool put out: without the codes that colour it in a terminal. */
export function fencedOutput(value: unknown): string {
  return typeof value === "string" ? fencedValue(terminalText(value)) : fenced(json(value, withoutCodes), "json");
}

function withoutCodes(_name: string, value: unknown): unknown {
  return typeof value === "string" ? terminalText(value) : value;
}

/** Words in a line of Markdown: nothing in them acts, and they stay on the line. */
export function inlineText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>#|~!&]/g, "\\$&");
}

/** Every line behind a `>`. */
export function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

/** Something folded, which a reader opens; blank lines around the inside, so that it is read as Markdown. */
export function folded(summary: string, inside: string): string {
  return `<details>\n<summary>${escapeHtml(summary)}</summary>\n\n${inside}\n\n</details>`;
}

/** HTML that goes on to the end of a document unless it is closed (CommonMark §4.6, kinds 1 to 5). */
const openers: readonly (readonly [opener: RegExp, end: RegExp, close: string])[] = [
  [/^ ?<!--/, /-->/, "-->"],
  [/^ ?<\?/, /\?>/, "?>"],
  [/^ ?<!\[CDATA\[/, /\]\]>/, "]]>"],
  [/^ ?<![a-z]/i, />/, ">"],
  [/^ ?<(?:pre|script|style|textarea)(?:\s|>|$)/i, /<\/(?:pre|script|style|textarea)>/i, "</pre>"],
];

/**
 * A text as it was written, with what it left open closed behind it: an answer that was cut off in its
 * code must not take the rest of the document along. Only what begins at the margin: a block inside of a
 * list or a quote ends with it. Markdown as code gets longer fences where its own are as long, so that every
 * reader finds the end where the panel does.
 */
export function closedMarkdown(written: string): string {
  const text = withLongFences(written);
  let fence: string | undefined;
  let html: (typeof openers)[number] | undefined;
  for (const line of text.split("\n")) {
    if (fence !== undefined) {
      fence = closes(line, fence) ? undefined : fence;
    } else {
      html ??= openers.find(([opener]) => opener.test(line));
      fence = html === undefined ? /^ ?(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] : undefined;
      html = html?.[1].test(line) === true ? undefined : html;
    }
  }
  return [text, ...(fence === undefined ? [] : [fence]), ...(html === undefined ? [] : [html[2]])].join("\n");
}

function withLongFences(text: string): string {
  const lines = text.split("\n");
  let open: OpenFence | undefined;
  let start = 0;
  /** The longest of the fences inside. */
  let inner = "";
  const lengthen = (index: number, run: string): void => {
    lines[index] = (lines[index] ?? "").replace(run, `${inner}${run.charAt(0)}`);
  };
  lines.forEach((line, index) => {
    const before = open;
    open = fenceAfter(line, before);
    if (before === undefined) {
      [start, inner] = [index, ""];
    } else if (open !== undefined && open.outer === before) {
      inner = open.run.length > inner.length ? open.run : inner;
    }
    if (before !== undefined && open === undefined && inner !== "") {
      lengthen(start, before.run);
      lengthen(index, line.trim());
    }
  });
  for (; open !== undefined && inner !== ""; open = open.outer) {
    if (open.outer === undefined) {
      lengthen(start, open.run);
    }
  }
  return lines.join("\n");
}

function closes(line: string, fence: string): boolean {
  const run = line.trim();
  return /^ {0,3}\S/.test(line) && run.length >= fence.length && run === (fence[0] ?? "").repeat(run.length);
}

function looksLikeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return /^\s*[[{]/.test(text);
  } catch {
    return false;
  }
}

/** Never throws: what JSON cannot say is said by `String`. */
function json(value: unknown, replacer?: (name: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(value, replacer, 2);
  } catch {
    return String(value);
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
