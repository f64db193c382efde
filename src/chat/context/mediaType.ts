/** Image types that models read and the panel shows; told by their first bytes, never by a name. */
export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

/** The type of an image by its magic bytes; undefined for anything else, such as a text named `.png`. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  const at = (offset: number, signature: string): boolean =>
    Buffer.from(signature, "latin1").equals(bytes.subarray(offset, offset + signature.length));
  if (at(0, "\x89PNG\r\n\x1a\n")) {
    return "image/png";
  }
  if (at(0, "\xff\xd8\xff")) {
    return "image/jpeg";
  }
  if (at(0, "GIF87a") || at(0, "GIF89a")) {
    return "image/gif";
  }
  return at(0, "RIFF") && at(8, "WEBP") ? "image/webp" : undefined;
}

/** Bytes as text when they are UTF-8 without NUL, a byte order mark left out; undefined otherwise. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
