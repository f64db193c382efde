import { codeLanguage } from "../../shared/codeInfo";

/** A code block of an answer, with what it says about itself. */
export interface CodeBlock {
  readonly code: string;
  /** Lower case; empty when the fence names none. */
  readonly language: string;
  /** The file that the block names, as it is written there; not checked. */
  readonly path?: string;
  /** The file that the words before the block name; not checked. */
  readonly near?: string;
  /** The code without the comment that named the file; the same as `code` when none did. */
  readonly body: string;
}

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

const named = /(?:^|[\s{,])(?:title|file|filename|filepath|path)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s,}"']+))/i;
const comment = /^\s*(?:\/\/|#|--|;|%|<!--|\/\*)\s*(?:file ?(?:path|name)?|path)?\s*:?\s*(\S+?)\s*(?:-->|\*\/)?\s*$/i;
/** A word that names a file: it has an ending, or is one of the files that have none. */
const fileName = /^[^\s:*?"<>|]*\.[A-Za-z][\w]{0,9}$|^[^\s:*?"<>|]+\/(?:Dockerfile|Makefile)$/;

/**
 * Reads a block's info string and first line for the file it is for: `ts title="src/a.ts"`,
 * `ts:src/a.ts`, `ts src/a.ts`, or a first line `// src/a.ts`, `# filepath: a.py`, `<!-- a.html -->`.
 */
export function readCodeBlock(code: string, info: string): CodeBlock {
  const language = codeLanguage(info);
  const inInfo = pathInInfo(info);
  if (inInfo !== undefined) {
    return { code, language, path: inInfo, body: code };
  }
  const end = code.indexOf("\n");
  const path = end < 0 ? undefined : fileOnly(comment.exec(code.slice(0, end))?.[1]);
  return path === undefined
    ? { code, language, body: code }
    : { code, language, path, body: code.slice(end + 1).replace(/^\r?\n/, "") };
}

function pathInInfo(info: string): string | undefined {
  const match = named.exec(info);
  const said = match?.[1] ?? match?.[2] ?? match?.[3];
  if (said !== undefined) {
    return said;
  }
  const [first = "", second] = info.trim().split(/\s+/);
  const glued = first.indexOf(":");
  return fileOnly(glued > 0 ? first.slice(glued + 1) : undefined) ?? fileOnly(second);
}

function fileOnly(word: string | undefined): string | undefined {
  return word !== undefined && fileName.test(word) ? word : undefined;
}

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
