/** Fences whose code a person may run in a terminal. */
const shells = new Set(["bash", "sh", "shell", "zsh", "fish", "powershell", "pwsh", "bat", "console"]);

/**
 * The language of a code block: the first word of its info string (CommonMark §4.5) in lower case, up to
 * what some models glue to it (`ts:src/a.ts`, `js{1,3}`, `rust,ignore`); empty when there is none.
 */
export function codeLanguage(info: string | undefined): string {
  return /^[^\s{:,]+/.exec(info?.trimStart() ?? "")?.[0].toLowerCase() ?? "";
}

/** True for the languages that a terminal understands. */
export function isShellLanguage(language: string): boolean {
  return shells.has(language);
}
