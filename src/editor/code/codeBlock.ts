import { codeLanguage } from "../../shared/codeInfo";

/** A code block of an answer, with what it says about itself. */
export interface CodeBlock {
  readonly code: string;
  /** Lower case; empty when the fence names none. */
  readonly language: string;
  /** The file that the block names, as it is written there; not checked. */
  readonly path?: string;
  /** The code without the comment that named the file; the same as `code` when none did. */
  readonly body: string;
}

const named = /(?:^|[\s{,])(?:title|file|filename|filepath|path)\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s,}"']+))/i;
const comment = /^\s*(?:\/\/|#|--|;|%|<!--|\/\*)\s*(?:file ?(?:path|name)?|path)?\s*:?\s*(\S+?)\s*(?:-->|\*\/)?\s*$/i;
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
