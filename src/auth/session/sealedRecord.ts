import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

// AES-256-GCM with the sizes that NIST SP 800-38D §5.2.1 recommends.
const algorithm = "aes-256-gcm";
const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts a record: version, nonce, authentication tag, ciphertext.
 *
 * @param name goes in as additional authenticated data, so that one record cannot stand in for another
 */
export function seal(text: string, name: string, secret: Uint8Array): Uint8Array {
  // Random for each write: one key never meets a nonce twice in any number of writes that can happen here.
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, secret, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

/** The record in `bytes`, or undefined when they were not sealed under this name with this key, or are damaged. */
export function unseal(bytes: Uint8Array, name: string, secret: Uint8Array): string | undefined {
  const tagAt = 1 + nonceLength;
  const textAt = tagAt + tagLength;
  if (bytes[0] !== version || bytes.length < textAt) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(algorithm, secret, bytes.subarray(1, tagAt), { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(bytes.subarray(tagAt, textAt));
    return Buffer.concat([decipher.update(bytes.subarray(textAt)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
