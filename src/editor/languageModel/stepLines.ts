import * as l10n from "@vscode/l10n";

/**
 * U+2060, WORD JOINER, which nobody sees: VS Code sends what an agent has said back with the next turn, and by this
 * mark the lines that are ours are known in any language.
 */
const MARK = "\u2060";

const LINES = new RegExp(`(?:^|\\n)\\n*\\*${MARK}[^\\n]*${MARK}\\*(?=\\n|$)`, "g");

/** A tool that the server runs itself: VS Code does not see it and could not show it otherwise. */
export function toolStep(toolName: string): string {
  return line(l10n.t("Tool call: {0}", toolName));
}

/** @param message the server's words; may be empty */
export function failedToolStep(toolName: string, message: string): string {
  const [words = ""] = message.split("\n", 1);
  return line(
    words === "" ? l10n.t("Tool call {0} failed", toolName) : l10n.t("Tool call {0} failed: {1}", toolName, words),
  );
}

/** Something that is said about a response and not by the agent. */
export function line(words: string): string {
  return `*${MARK}${words.replace(/[\\`*_[\]<>]/g, "\\$&")}${MARK}*`;
}

/** What the agent itself has said. */
export function withoutLines(text: string): string {
  return text.includes(MARK) ? text.replace(LINES, "").trimStart() : text;
}
