import * as l10n from "@vscode/l10n";
import { formatBytes, formatNumber } from "../../shared/formats";

/** The part of a `DataTransfer` that says what is dragged; it can only be read when it is dropped. */
export interface Dragged {
  readonly types: readonly string[];
  getData(format: string): string;
}

/** What was dropped, as addresses or as files of the operating system. */
type Dropped = { readonly kind: "uris"; readonly uris: readonly string[] } | { readonly kind: "files" };

/** Addresses read from one drop at most. */
const mostUris = 1000;

/**
 * The formats in which VS Code's own views hand out what is dragged (VS Code, `dnd.ts`: `CodeDataTransfers`
 * and `DataTransfers`), lower-cased as browsers do. They come before files: an Explorer of a remote
 * workspace gives only these.
 */
const readers: readonly (readonly [string, (data: string) => readonly string[]])[] = [
  ["application/vnd.code.uri-list", uriList],
  ["resourceurls", jsonStrings],
  ["codefiles", (data) => jsonStrings(data).map(fileUri)],
];

/** True for a drag that can be attached; a text that is dragged inside of the panel is not one. */
export function isAttachable({ types }: Pick<Dragged, "types">): boolean {
  const known = ["files", "text/uri-list", ...readers.map(([format]) => format)];
  return types.some((type) => known.includes(type.toLowerCase()));
}

/** Reads a drop. The plain list of addresses comes last: a picture of a web page has one beside its file. */
export function readDropped(dragged: Dragged): Dropped | undefined {
  for (const [format, read] of readers) {
    const uris = validUris(read(dragged.getData(format)));
    if (uris.length > 0) {
      return { kind: "uris", uris };
    }
  }
  if (dragged.types.includes("Files")) {
    return { kind: "files" };
  }
  const uris = validUris(uriList(dragged.getData("text/uri-list")));
  return uris.length > 0 ? { kind: "uris", uris } : undefined;
}

/** RFC 2483 §5: one address a line, and lines that begin with `#` are comments. */
function uriList(data: string): readonly string[] {
  return data
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function jsonStrings(data: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(data);
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  } catch {
    return [];
  }
}

/** A path of this or of another system as an address: `C:\a b.ts` is `file:///C:/a%20b.ts`. */
function fileUri(path: string): string {
  const parts = path.replaceAll("\\", "/").split("/");
  const encoded = parts.map((part, index) =>
    index === 0 && /^[A-Za-z]:$/.test(part) ? part : encodeURIComponent(part),
  );
  const joined = encoded.join("/");
  if (joined.startsWith("//")) {
    return `file:${joined}`;
  }
  return joined.startsWith("/") ? `file://${joined}` : `file:///${joined}`;
}

/** Each address once, in order. The host decides which schemes it can read. */
function validUris(uris: readonly string[]): readonly string[] {
  return [...new Set(uris)].filter((uri) => URL.canParse(uri)).slice(0, mostUris);
}

/** The part of a clipboard that decides whether a paste is text. */
export interface Clipboard {
  readonly fileNames: readonly string[];
  readonly text: string;
}

/**
 * True when a paste is to be attached. A text stays a text, also when the program it was copied in put
 * a picture of it beside it (spreadsheets do); but file managers put the files' names or paths there.
 */
export function isPasteOfFiles({ fileNames, text }: Clipboard): boolean {
  if (fileNames.length === 0) {
    return false;
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.every((line) => fileNames.some((name) => lastPart(line) === name));
}

function lastPart(path: string): string {
  return path.trim().split(/[\\/]/).at(-1) ?? "";
}

/** Bytes up to which one file is read here. */
const largestFile = 5_000_000;

/** Files of one drop or paste that are read. */
const mostFiles = 20;

/** One file as it goes to the host. */
interface FileData {
  readonly name: string;
  /** As the browser knows it; empty when it does not. */
  readonly mediaType: string;
  readonly base64: string;
}

/**
 * Reads files one after the other, so that a drop of many does not fill the memory at once.
 * @param onRead called with each file that was read, in the order given
 * @returns a sentence for each file that was not
 */
export async function readFiles(files: readonly File[], onRead: (data: FileData) => void): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const file of files.slice(0, mostFiles)) {
    if (file.size > largestFile) {
      // Rounded up: a file just over the limit would else seem to have the very size that is allowed.
      const [size, limit] = [Math.ceil(file.size / 100_000) * 100_000, largestFile].map(formatBytes);
      problems.push(
        l10n.t(
          "Couldn't attach “{0}” ({1}). The limit is {2}. Attach a smaller file.",
          file.name,
          size ?? "",
          limit ?? "",
        ),
      );
      continue;
    }
    try {
      onRead({ name: file.name, mediaType: file.type, base64: await base64Of(file) });
    } catch {
      problems.push(
        l10n.t("Couldn't read “{0}”. It may be a folder, or it may have been moved. Attach another file.", file.name),
      );
    }
  }
  if (files.length > mostFiles) {
    problems.push(l10n.t("Attached only the first {0} files. Attach the rest separately.", formatNumber(mostFiles)));
  }
  return problems;
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // Behind the comma of a data URL; the one of an empty file may have none.
      const [, base64 = ""] = typeof reader.result === "string" ? reader.result.split(",", 2) : [];
      resolve(base64);
    };
    reader.onerror = () => reject(reader.error ?? new Error("The file cannot be read"));
    reader.readAsDataURL(file);
  });
}
