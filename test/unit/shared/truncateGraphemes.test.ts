import { strictEqual } from "node:assert/strict";
import { truncateGraphemes } from "../../../src/shared/truncateGraphemes";

describe("truncateGraphemes", () => {
  it("keeps a short text as it is", () => strictEqual(truncateGraphemes("abc", 3), "abc"));

  it("cuts between characters as people see them", () => {
    strictEqual(truncateGraphemes("a👨‍👩‍👧b", 2), "a👨‍👩‍👧");
    strictEqual(truncateGraphemes("e\u0301e\u0301e\u0301", 2), "e\u0301e\u0301");
  });

  it("counts what it is told to count", () => {
    strictEqual(
      truncateGraphemes("日本語", 7, (character) => Buffer.byteLength(character)),
      "日本",
    );
    strictEqual(
      truncateGraphemes("日", 2, (character) => Buffer.byteLength(character)),
      "",
    );
  });
});
