import type { FilePlace } from "./filePlace";

/** Longer is no path that a person follows. */
export const longestPath = 400;

/**
 * What may stand behind a path: `:12`, `:12:5`, `:12-20`, `:12–20`, `:L12`, `#12`, `#12-20`, `#L12-L20`,
 * `#L12C3-L20C4`, `(12,5)`.
 */
const place = /(?::L?|#L?|\()(\d{1,7})(?:[:,C]\s?(\d{1,7}))?(?:[-–]L?(\d{1,7})(?:[:,C](\d{1,7}))?)?\)?$/;
/** In front of a path with a scheme: `file://`, `vscode://file` of any editor, a file of a remote window. */
const scheme = /^(?:file:\/\/(?:localhost(?=\/))?|vscode-remote:\/\/[^/]+(?=\/)|(?!https?:)[a-z-]+:\/\/file(?=\/))/i;
/** Windows' way to the files of a Linux distribution; Markdown takes one of the two backslashes away. */
const wsl = /^\/*wsl(?:\$|\.localhost)\//i;
/** A heading or the like inside a file: what follows `#` is no line. */
const fragment = /(\.[a-z]\w{0,9})#[^/#]*$/i;
/** What no file in a workspace is called: patterns, redirections, quotes, control characters. */
const foreign = /[*?"<>|\u0000-\u001f\u007f]/;
/** What code has and a path with spaces does not. */
const code = /[=;{}`]|\s-(?:-\s|-?\w)/;
const extension = /.\.[a-z]\w{0,9}$|^\.[a-z][\w.-]+$/i;
const knownNames = /^(?:Dockerfile|Makefile|Gemfile|Rakefile|Procfile|Jenkinsfile|LICENSE|README|CHANGELOG)$/;

/** The place that a code span names, or undefined when it does not look like a file. */
export function fileReference(text: string): FilePlace | undefined {
  if (!/\s/.test(text)) {
    return reference(text, false);
  }
  const spaced = text.trim() === text && !code.test(text) ? reference(text, false) : undefined;
  return spaced && namesFile(spaced.path) ? spaced : undefined;
}

/** The place that a link's address names; it may be percent-encoded and hold spaces. */
export function linkReference(href: string): FilePlace | undefined {
  return reference(href, true);
}

/**
 * The place that a word of plain prose names. Stricter than where Markdown marks a path: `and/or` and
 * `example.com` are none, `src/a.ts` and `a.ts:12` are.
 */
export function proseReference(word: string): FilePlace | undefined {
  const found = reference(word, false);
  const clear = found && (found.path.includes("/") ? found.line !== undefined || namesFile(found.path) : found.line);
  return clear && namesFile(found.path) ? found : undefined;
}

/** True for a path whose last part has an ending, or is called as files without one are. */
function namesFile(path: string): boolean {
  const name = nameOf(path);
  return extension.test(name) || knownNames.test(name);
}

/** @param encoded true for an address, in which `%20` stands for a space */
function reference(text: string, encoded: boolean): FilePlace | undefined {
  // `//` begins a comment far more often than it names a server.
  if (text.length > longestPath || text.startsWith("//")) {
    return undefined;
  }
  const match = place.exec(text);
  const path = plainPath(match ? text.slice(0, match.index) : text, encoded);
  if (!looksLikeFile(path)) {
    return undefined;
  }
  const [line = 0, column = 0, endLine = 0, endColumn = 0] = (match ?? []).slice(1).map(Number);
  return {
    path,
    ...(line > 0 && {
      line,
      ...(column > 0 && { column }),
      ...(endLine >= line && { endLine, ...(endColumn > 0 && { endColumn }) }),
    }),
  };
}

function plainPath(text: string, encoded: boolean): string {
  const address = text.replaceAll("\\", "/").replace(fragment, "$1");
  const start = scheme.exec(address)?.[0];
  const rest = address.slice(start?.length ?? 0);
  const path = encoded || start !== undefined ? decoded(rest) : rest;
  return (start === undefined || path.startsWith("/") ? path : `//${path}`)
    .replace(/^(?:\.\/+)+/, "")
    .replace(/^\/(?=[a-z]:\/)/i, "")
    .replace(wsl, "//wsl.localhost/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Cheap and generous: the host says which ones exist. Without a folder in front, a name needs an ending. */
function looksLikeFile(path: string): boolean {
  if (foreign.test(path) || path.replace(/^[a-z]:\//i, "").includes(":") || /^[~#-]/.test(path)) {
    return false;
  }
  const name = nameOf(path);
  return name !== "" && !/^\.+$/.test(name) && (path.includes("/") || namesFile(name));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
