import { codeIn } from "./codeEdit";
import type { TaskPrompt } from "./unstoredTurns";

/** Characters of a diff; a longer one is cut, and its file names are in the part that is left. */
const DIFF_LIMIT = 200_000;

/**
 * @param changes as `gitDiffText` writes them
 * @param subjects first lines of the last commits, the newest first
 */
export function commitPrompt(changes: string, subjects: readonly string[]): TaskPrompt {
  const cut = changes.length > DIFF_LIMIT ? `${changes.slice(0, DIFF_LIMIT)}\n(the rest is left out)` : changes;
  return {
    system: [
      "You write the message of one Git commit from its changes.",
      "Respond with the message alone: a subject of at most 72 characters, in the imperative mood, and, only if the subject does not say it all, an empty line and a few lines on why.",
      "Follow the language and the conventions of the last commits, if there are any.",
    ].join("\n"),
    text: [
      "Write the commit message for these changes.",
      ...(subjects.length === 0 ? [] : [`<last-commits>\n${subjects.join("\n")}\n</last-commits>`]),
      `<changes>\n${cut}\n</changes>`,
    ].join("\n\n"),
  };
}

/** The message in a response, without what models put around it. */
export function commitMessageIn(response: string): string {
  const message = (codeIn(response) ?? response)
    .replace(/^\s*(?:\*\*)?commit message:?(?:\*\*)?:?[ \t]*\n?/i, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
  const inQuotes = /^(["'`])([^\n]*)\1$/.exec(message);
  return inQuotes?.[2] ?? message;
}
