/** Pictures that models read and every browser of VS Code draws; none of them can hold a script. */
export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";

/** Bytes from the start that `imageType` looks at. */
const IMAGE_HEAD_BYTES = 12;

/**
 * The type of an image, told by its first bytes and never by a name or by what a server says; undefined for
 * anything else, such as a text named `.png`, and SVG.
 *
 * @param bytes from the start; more than the first `IMAGE_HEAD_BYTES` are not looked at
 */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, IMAGE_HEAD_BYTES));
  if (head.startsWith("\x89PNG\r\n\x1a\n")) {
    return "image/png";
  }
  if (head.startsWith("\xff\xd8\xff")) {
    return "image/jpeg";
  }
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
    return "image/gif";
  }
  return head.startsWith("RIFF") && head.slice(8) === "WEBP" ? "image/webp" : undefined;
}
