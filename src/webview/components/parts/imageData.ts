import { type ImageType, imageType as imageTypeOf } from "../../../shared/imageType";

/** Characters of base64 up to which a picture is drawn; larger ones are only saved. */
const largest = 20_000_000;

const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The kind of picture that base64 holds, told by its first bytes: what a server says of it is not
 * believed. Undefined for anything else, SVG included.
 */
export function imageType(base64: string): ImageType | undefined {
  const head = base64.slice(0, 16);
  if (base64.length > largest || head.length < 16 || !base64Text.test(head)) {
    return undefined;
  }
  return imageTypeOf(Uint8Array.from(atob(head), (character) => character.charCodeAt(0)));
}

/** The address of a picture inside the page, or undefined when the bytes are none. */
export function imageUrl(base64: string): string | undefined {
  const type = imageType(base64);
  return type === undefined ? undefined : `data:${type};base64,${base64}`;
}

/** Bytes that base64 stands for. */
export function base64Bytes(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}
