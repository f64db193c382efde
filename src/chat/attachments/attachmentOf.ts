import type { Attachment } from "../../agents/outgoingMessage";
import type { ContextItem, ContextKind } from "../../shared/context";
import { imageType } from "../../shared/imageType";
import { BYTES_LIMIT, TEXT_LIMIT } from "./limits";
import { bytesTooLarge, isEmptyFile, notAttachable, textTooLarge } from "./refusals";
import { fromBase64, toBase64, utf8Length } from "../../shared/bytes";

/** Larger pictures have an icon in their chip: the panel is sent every chip's picture with each state. */
const PREVIEW_LIMIT = 256_000;

/** Names are as long as file systems allow; a longer one is no name. */
const NAME_LIMIT = 255;

/** What an attachment is called and where it is from. */
export type Origin = Pick<ContextItem, "id" | "name" | "detail" | "openable">;

/** An attached text. The list of attachments looks at its size. */
export function textAttachment(kind: ContextKind, origin: Origin, content: string): Attachment {
  const { id, name, detail, openable } = origin;
  return { item: { id, kind, name, detail, bytes: utf8Length(content), openable }, content };
}

/**
 * An image or a text, whichever the bytes are.
 *
 * @param decode how bytes that are no UTF-8 may still become text; undefined when they do not
 * @throws UserFacingError "tooLarge", "empty" or "notAttachable"
 */
export async function bytesAttachment(
  origin: Origin,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<Attachment> {
  return imageAttachment(origin, bytes) ?? textOf(origin, bytes, utf8Text(bytes) ?? (await decode(bytes)));
}

/**
 * What was pasted or dropped without an address.
 *
 * @param name as the browser gave it; a path is cut to its last part
 * @param fallbackName for what has none
 * @throws UserFacingError "tooLarge", "empty" or "notAttachable"
 */
export function dataAttachment(name: string, fallbackName: string, base64: string): Attachment {
  const short = shortName(name) || fallbackName;
  // Before decoding, so that a huge paste costs nothing.
  const size = Math.floor((base64.length * 3) / 4);
  if (size > BYTES_LIMIT + 2) {
    throw bytesTooLarge(short, size, BYTES_LIMIT);
  }
  const origin = { id: `data:${crypto.randomUUID()}`, name: short, detail: "", openable: false };
  const bytes = fromBase64(base64);
  return imageAttachment(origin, bytes) ?? textOf(origin, bytes, utf8Text(bytes));
}

/** The last part of a path, for people. */
export function shortName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? "").trim().slice(0, NAME_LIMIT);
}

function imageAttachment({ id, name, detail, openable }: Origin, bytes: Uint8Array): Attachment | undefined {
  const mediaType = imageType(bytes);
  if (mediaType === undefined) {
    return undefined;
  }
  if (bytes.length > BYTES_LIMIT) {
    throw bytesTooLarge(name, bytes.length, BYTES_LIMIT);
  }
  const content = toBase64(bytes);
  const item: ContextItem = { id, kind: "image", name, detail, bytes: bytes.length, openable };
  const preview = bytes.length <= PREVIEW_LIMIT ? { preview: `data:${mediaType};base64,${content}` } : {};
  return { item: { ...item, ...preview }, content, mediaType };
}

function textOf(origin: Origin, bytes: Uint8Array, text: string | undefined): Attachment {
  if (bytes.length === 0) {
    throw isEmptyFile(origin.name);
  }
  if (text === undefined) {
    throw notAttachable(origin.name);
  }
  if (bytes.length > TEXT_LIMIT) {
    throw textTooLarge(origin.name, bytes.length, TEXT_LIMIT);
  }
  return textAttachment("file", origin, text);
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
