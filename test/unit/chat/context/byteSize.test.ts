import { strictEqual } from "node:assert/strict";
import { byteSize } from "../../../../src/chat/context/byteSize";

describe("byteSize", () => {
  for (const [bytes, words] of [
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1_000, "1.0 KB"],
    [12_345, "12.3 KB"],
    [999_949, "999.9 KB"],
    [999_950, "1.0 MB"],
    [4_400_000, "4.4 MB"],
  ] as const) {
    it(`says ${words} for ${String(bytes)}`, () => strictEqual(byteSize(bytes), words));
  }
});
