/** VS Code's id for what models write behind a fence, where the two differ. */
const ids: Readonly<Record<string, string>> = {
  bash: "shellscript",
  "c#": "csharp",
  "c++": "cpp",
  cjs: "javascript",
  cmd: "bat",
  console: "shellscript",
  cs: "csharp",
  docker: "dockerfile",
  fish: "shellscript",
  golang: "go",
  gql: "graphql",
  h: "c",
  hpp: "cpp",
  hs: "haskell",
  htm: "html",
  js: "javascript",
  jsx: "javascriptreact",
  kt: "kotlin",
  make: "makefile",
  md: "markdown",
  mjs: "javascript",
  objc: "objective-c",
  patch: "diff",
  pl: "perl",
  ps1: "powershell",
  pwsh: "powershell",
  py: "python",
  py3: "python",
  rb: "ruby",
  rs: "rust",
  sh: "shellscript",
  shell: "shellscript",
  tex: "latex",
  text: "plaintext",
  ts: "typescript",
  tsx: "typescriptreact",
  txt: "plaintext",
  yml: "yaml",
  zsh: "shellscript",
};

/**
 * The language id for a new document, or undefined, so that VS Code guesses, when no extension here
 * knows the language.
 *
 * @param known what `vscode.languages.getLanguages()` gives
 */
export function languageId(language: string, known: readonly string[]): string | undefined {
  const id = Object.hasOwn(ids, language) ? (ids[language] ?? language) : language;
  return known.includes(id) ? id : undefined;
}
