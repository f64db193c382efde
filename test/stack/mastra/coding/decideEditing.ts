import type { Decision } from "../model/decision";

/** What a person mistypes in the demo's code, and what they meant. */
const TYPOS: readonly (readonly [RegExp, string])[] = [
  [/\bretrun\b/g, "return"],
  [/\bcosnt\b/g, "const"],
  [/\blenght\b/g, "length"],
];

/**
 * What the coding agent's model does for a person in the editor: changes of lines, and messages for commits.
 *
 * @param question as the extension writes it
 * @param instructions what the extension says besides the agent's own
 * @returns undefined for any other question
 */
export function decideEditing(question: string, instructions: string): Decision | undefined {
  const lines = /<lines>\n([^]*)\n<\/lines>/.exec(question)?.[1];
  if (lines !== undefined) {
    const code = changed(lines, question);
    const fence = /fenced with (`+)/.exec(instructions)?.[1] ?? "```";
    return { text: code === lines ? "Nothing is wrong with these lines." : `${fence}\n${code}\n${fence}` };
  }
  const changes = /<changes>\n([^]*)\n<\/changes>/.exec(question)?.[1];
  if (changes !== undefined) {
    const names = [...changes.matchAll(/^diff --git a\/(\S+)/gm)].map(([, name = ""]) => name);
    return { text: `Change ${names.length === 0 ? "files" : names.join(" and ")}` };
  }
  return undefined;
}

/** The lines without typos, or with what the person asked for. */
function changed(lines: string, question: string): string {
  const [, from = "", to = ""] = /^Replace (\S+) with (\S+)/im.exec(question) ?? [];
  const mended = TYPOS.reduce((text, [typo, meant]) => text.replace(typo, meant), lines);
  return from === "" ? mended : mended.replaceAll(from, to);
}
