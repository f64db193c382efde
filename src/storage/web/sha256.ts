import { Hash } from "fast-sha256";
import { utf8 } from "../../shared/bytes";
import type * as node from "../sha256";

/** The same without Node; a browser's own digest is asynchronous. */
export const sha256: typeof node.sha256 = (...parts) => {
  const hash = new Hash();
  for (const part of parts) {
    hash.update(typeof part === "string" ? utf8(part) : part);
  }
  return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
