import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { sha256 } from "../../../src/storage/sha256";
import { sha256 as inBrowser } from "../../../src/storage/web/sha256";

describe("sha256", () => {
  it("is that of FIPS 180-4", () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (const digest of [sha256, inBrowser]) {
      strictEqual(digest("abc"), abc);
      strictEqual(digest("a", Uint8Array.of(0x62, 0x63)), abc);
    }
  });

  it("is the same in a browser", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => sha256(text) === inBrowser(text)));
  });
});
