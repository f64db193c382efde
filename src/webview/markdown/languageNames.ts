/** The languages that have colours, each with its name for people and the other words that a fence may have for it. */
const table: readonly (readonly [language: string, name: string, aliases: string])[] = [
  ["bash", "Bash", "sh zsh"],
  ["csharp", "C#", "cs c#"],
  ["css", "CSS", ""],
  ["diff", "Diff", "patch"],
  ["go", "Go", "golang"],
  ["java", "Java", "jsp"],
  ["javascript", "JavaScript", "js jsx mjs cjs"],
  ["json", "JSON", "jsonc json5"],
  ["markdown", "Markdown", "md mkdown mkd"],
  ["python", "Python", "py gyp ipython"],
  ["rust", "Rust", "rs"],
  ["sql", "SQL", ""],
  ["typescript", "TypeScript", "ts tsx mts cts"],
  ["xml", "HTML", "html xhtml rss atom xjb xsd xsl plist wsf svg"],
  ["yaml", "YAML", "yml"],
];

const names = new Map(
  table.flatMap(([language, name, aliases]) =>
    [language, ...aliases.split(" ")].filter((word) => word !== "").map((word) => [word, name] as const),
  ),
);

/** The words that may stand in a fence for a language with colours, in lower case. */
export const colouredLanguages: ReadonlySet<string> = new Set(names.keys());

/** The name of a language for people, or the word as it stands in the fence when it is not known. */
export function languageName(language: string): string {
  return names.get(language) ?? language;
}
