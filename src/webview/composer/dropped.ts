/** The part of a `DataTransfer` that says what is dragged; it can only be read when it is dropped. */
export interface Dragged {
  readonly types: readonly string[];
  getData(format: string): string;
}

/** What was dropped, as addresses or as files of the operating system. */
export type Dropped = { readonly kind: "uris"; readonly uris: readonly string[] } | { readonly kind: "files" };

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
