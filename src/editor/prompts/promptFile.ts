import type { SavedPrompt } from "../../shared/context";
import { beginning } from "../beginning";

/** Characters of a description that the list has room for. */
const longestDescription = 100;
const longestName = 60;

/** A prompt without where it is from, or why there is none. */
export type ReadPrompt = { readonly prompt: Omit<SavedPrompt, "source"> } | { readonly problem: string };

/**
 * Reads a `*.prompt.md` file as VS Code writes them: front matter between two lines `---`, then the text.
 * Of the front matter, `name` and `description` count; other keys (`agent`, `tools`, `model`) are for
 * VS Code's own chat. It is read line by line: `key: value`, plain or in quotes, and `>` or `|` with
 * indented lines below. Variables such as `${selection}` stay as they are written.
 *
 * @param fileName counts as the name when the front matter has none
 */
export function readPromptFile(content: string, fileName: string): ReadPrompt {
  const lines = content
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const hasFront = lines[0]?.trimEnd() === "---";
  const end = hasFront ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---") : -1;
  if (hasFront && end < 0) {
    return { problem: "its front matter has no end" };
  }
  const front = frontMatter(lines.slice(1, Math.max(end, 1)));
  const text = lines
    .slice(end + 1)
    .join("\n")
    .trim();
  const ownName = fileName.replace(/\.prompt\.md$/i, "");
  return namedPrompt(front.get("name") || ownName, front.get("description"), text);
}

/** Puts a prompt together, with its name made fit for a slash command. */
export function namedPrompt(rawName: string, description: string | undefined, text: string): ReadPrompt {
  const name = promptName(rawName);
  if (name === "") {
    return { problem: "its name has no letter and no digit" };
  }
  if (text === "") {
    return { problem: "it holds no text" };
  }
  const shown = description === undefined || description === "" ? (text.split("\n", 1)[0] ?? "") : description;
  return { prompt: { name, description: shortened(shown), text } };
}

/** Letters, digits, `-`, `_` and `.`, as they can be typed behind a slash; the rest becomes `-`. */
export function promptName(text: string): string {
  const name = text.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return /[\p{L}\p{N}]/u.test(name) ? beginning(name, longestName) : "";
}

function frontMatter(lines: readonly string[]): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  lines.forEach((line, index) => {
    const [, key, value = ""] = /^([A-Za-z][\w-]*):(?:\s+(.*))?$/.exec(line.trimEnd()) ?? [];
    if (key !== undefined) {
      entries.set(key.toLowerCase(), /^[>|][+-]?$/.test(value) ? block(lines.slice(index + 1)) : scalar(value.trim()));
    }
  });
  return entries;
}

/** The indented lines below a key, as one line. */
function block(lines: readonly string[]): string {
  const end = lines.findIndex((line) => line !== "" && !/^\s/.test(line));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.trim())
    .join(" ")
    .trim();
}

/** A value of YAML on one line: `'…'` with `''` for a quote, `"…"` with JSON's escapes, or plain. */
function scalar(value: string): string {
  const single = /^'((?:[^']|'')*)'(?:\s+#.*)?$/.exec(value)?.[1];
  if (single !== undefined) {
    return single.replaceAll("''", "'");
  }
  const double = /^("(?:[^"\\]|\\.)*")(?:\s+#.*)?$/.exec(value)?.[1];
  return double === undefined ? value.replace(/\s+#.*$/, "") : unquoted(double);
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const start = beginning(line, longestDescription);
  return start === line ? line : `${beginning(line, longestDescription - 1)}…`;
}
