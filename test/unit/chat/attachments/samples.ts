import type { Attachment } from "../../../../src/agents/outgoingMessage";
import { bytesAttachment, textAttachment } from "../../../../src/chat/attachments/attachmentOf";

/** A small but real PNG, JPEG, GIF and WebP: the first bytes that each format's standard asks for, and more. */
export const images = {
  "image/png": Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  "image/jpeg": Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"),
  "image/gif": Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
  "image/webp": Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64"),
} as const;

export function text(name: string, content: string): Attachment {
  return textAttachment("file", { id: `file:${name}`, name, detail: `src/${name}`, openable: true }, content);
}

export function image(name: string, bytes: Uint8Array): Promise<Attachment> {
  const origin = { id: `file:${name}`, name, detail: "", openable: true };
  return bytesAttachment(origin, bytes, () => Promise.resolve(undefined));
}

/** Bytes of the given length that begin as a PNG does. */
export function pngOf(length: number): Uint8Array {
  return Buffer.concat([images["image/png"], Buffer.alloc(length)]).subarray(0, length);
}
