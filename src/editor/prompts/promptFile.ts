import type { SavedPrompt } from "../../shared/context";
import { truncateGraphemes } from "../../shared/truncateGraphemes";
import type { Yaml } from "./loadYaml";

/** Characters of a description that the list has room for. */
const longestDescription = 100;
const longestName = 60;

/** A prompt without where it is from, or why there is none. */
export type ReadPrompt = { readonly prompt: Omit<SavedPrompt, "source"> } | { readonly problem: string };

/**
 * Reads a `*.prompt.md` file as VS Code writes them: front matter between two lines `---`, then the text.
 * Of the front matter, `name` and `description` count; other keys (`agent`, `tools`, `model`) are for
 * VS Code's own chat. Variables such as `${selection}` stay as they are written.
 *
 * @param fileName counts as the name when the front matter has none
 * @param yaml what reads the front matter
 */
export function readPromptFile(content: string, fileName: string, yaml: Yaml): ReadPrompt {
  const lines = content
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const hasFront = lines[0]?.trimEnd() === "---";
  const end = hasFront ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---") : -1;
  if (hasFront && end < 0) {
    return { problem: "its front matter has no end" };
  }
  const front = frontMatter(lines.slice(1, Math.max(end, 1)).join("\n"), yaml);
  if (front === undefined) {
    return { problem: "its front matter is not valid YAML" };
  }
  const text = lines
    .slice(end + 1)
    .join("\n")
    .trim();
  const ownName = fileName.replace(/\.prompt\.md$/i, "");
  return namedPrompt(front.name || ownName, front.description, text);
}

/** Puts a prompt together, with its name made fit for a slash command. */
function namedPrompt(rawName: string, description: string | undefined, text: string): ReadPrompt {
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

/** The prompts of the setting `agentChat.prompts`, in its order. People can write anything into settings.json. */
export function readPromptSetting(value: unknown): readonly ReadPrompt[] {
  return Array.isArray(value) ? value.map(readEntry) : [];
}

/** Letters, digits, `-`, `_` and `.`, as they can be typed behind a slash; the rest becomes `-`. */
export function promptName(text: string): string {
  const name = text.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return /[\p{L}\p{N}]/u.test(name) ? truncateGraphemes(name, longestName) : "";
}

/** The two keys that count, where they hold a text or a number; undefined for what is no YAML. */
function frontMatter(source: string, yaml: Yaml): Readonly<Record<"name" | "description", string>> | undefined {
  let front: unknown;
  try {
    front = yaml.firstDocument(source);
  } catch {
    return undefined;
  }
  const { name, description } = (front ?? {}) as Readonly<Record<string, unknown>>;
  return { name: plainText(name), description: plainText(description) };
}

function plainText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const start = truncateGraphemes(line, longestDescription);
  return start === line ? line : `${truncateGraphemes(line, longestDescription - 1)}…`;
}

function readEntry(entry: unknown): ReadPrompt {
  const { name, description, text } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || typeof text !== "string") {
    return { problem: "it needs a name and a text" };
  }
  return namedPrompt(name, typeof description === "string" ? description : undefined, text.trim());
}
