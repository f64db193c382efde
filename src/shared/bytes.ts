// Texts and bytes, in Node and in a browser. Node's Buffer is many times as fast as what both have; it is looked up,
// so that a bundle for browsers has none of it.

type NodeBuffer = Pick<BufferConstructor, "byteLength" | "from">;

const node = (globalThis as { readonly Buffer?: NodeBuffer }).Buffer;

/** More arguments at once than this fill the stack. */
const CHARACTERS_AT_ONCE = 0x8000;

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return node ? node.byteLength(text, "utf8") : utf8(text).length;
}

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Bytes of UTF-8 as text; a byte order mark stays, and what is no UTF-8 becomes U+FFFD. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Bytes in base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  return node ? node.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64") : slowBase64(bytes);
}

/** Bytes of base64 or base64url, with or without padding; what is none of it is passed over. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return node ? node.from(text, "base64") : slowFromBase64(text);
}

/** {@link toBase64} where there is no Node. */
export function slowBase64(bytes: Uint8Array): string {
  let characters = "";
  for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE) {
    characters += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_AT_ONCE));
  }
  return btoa(characters);
}

/** {@link fromBase64} where there is no Node. */
export function slowFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=.*$/s, "")
    .replace(/[^A-Za-z0-9+/]/g, "");
  // One character alone is no byte.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain;
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}

/** Bytes one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
