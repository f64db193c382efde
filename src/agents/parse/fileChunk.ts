import type { FileChunk } from "../chunk";
import { fields, text } from "./fields";

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,/;

/**
 * Reads a file as a stream or the server's memory holds it: bare base64, a `data:` URL or an address
 * (facts/mastra.md §5). An address that is not https is not kept: it would be a link into nowhere, or
 * worse.
 *
 * @returns undefined when there are neither bytes nor such an address
 */
export function fileChunk(value: unknown): FileChunk | undefined {
  const { data, base64, url, mimeType, mediaType, filename } = fields(value);
  const source = text(base64) || text(data) || text(url);
  const named = { type: "file" as const, name: text(filename), mediaType: text(mimeType) || text(mediaType) };
  const head = DATA_URL.exec(source.slice(0, 300));
  if (head) {
    return { ...named, mediaType: named.mediaType || (head[1] ?? ""), base64: source.slice(head[0].length) };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(source.slice(0, 40))) {
    return source.startsWith("https://") ? { ...named, url: source } : undefined;
  }
  return source === "" ? undefined : { ...named, base64: source };
}
