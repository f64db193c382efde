import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A text as it is, in an address, in JSON, as UTF-16, and as base64 would hold it in the middle of something. */
export function formsOf(text: string): readonly string[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${"x".repeat(offset)}${text}`)
      .toString("base64")
      .replace(/=+$/, "");
    // The first and last letters hold bits of the neighbours.
    return encoded.slice(offset === 0 ? 0 : 4, -1);
  });
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    [...text].join("\0"),
    ...base64,
    ...base64.map((each) => each.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** Those of some texts that are in another one, in whatever form. */
export function leaks(texts: Iterable<string>, where: string): readonly string[] {
  return [...texts].filter((text) => formsOf(text).some((form) => where.includes(form)));
}

/** A file of a folder or of one below it. */
export interface KeptFile {
  readonly path: string;
  /** Byte by byte, so that nothing in it is lost. */
  readonly content: string;
}

/** Every file below a folder; one that goes away meanwhile is left out. */
export function filesBelow(folder: string): readonly KeptFile[] {
  return pathsBelow(folder).flatMap((path) => {
    try {
      return statSync(path).isFile() ? [{ path, content: readFileSync(path).toString("latin1") }] : [];
    } catch {
      return [];
    }
  });
}

/** Files and folders below a folder. */
export function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
}
