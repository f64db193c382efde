import { strictEqual } from "node:assert/strict";
import { beginning } from "../../../src/editor/beginning";

describe("beginning", () => {
  it("keeps a short text as it is", () => strictEqual(beginning("abc", 3), "abc"));

  it("cuts between characters as people see them", () => {
    strictEqual(beginning("a👨‍👩‍👧b", 2), "a👨‍👩‍👧");
    strictEqual(beginning("e\u0301e\u0301e\u0301", 2), "e\u0301e\u0301");
  });

  it("counts what it is told to count", () => {
    strictEqual(
      beginning("日本語", 7, (character) => Buffer.byteLength(character)),
      "日本",
    );
    strictEqual(
      beginning("日", 2, (character) => Buffer.byteLength(character)),
      "",
    );
  });
});
