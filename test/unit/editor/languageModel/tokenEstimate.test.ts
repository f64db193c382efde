import { ok, strictEqual } from "node:assert/strict";
import { tokenEstimate } from "../../../../src/editor/languageModel/tokenEstimate";
import { assistant, data, promptTree, text, toolCall, toolResult, user } from "./parts";

describe("tokenEstimate", () => {
  it("counts 4 bytes of UTF-8 as a token", () => {
    strictEqual(tokenEstimate(""), 0);
    strictEqual(tokenEstimate("four"), 1);
    strictEqual(tokenEstimate("fours"), 2);
    strictEqual(tokenEstimate("日本語日"), 3);
  });

  it("counts everything in a message", () => {
    strictEqual(tokenEstimate(user(text("12345678"))), 4 + 2);
    strictEqual(tokenEstimate(user(data("image/png", new Uint8Array(100_000)))), 4 + 1_600);
    strictEqual(tokenEstimate(assistant(toolCall("1", "abcd", { a: 1 }))), 4 + 1 + 2);
    strictEqual(tokenEstimate(user(toolResult("1", text("1234"), promptTree("1234")))), 4 + 4 + 2);
  });

  it("is fast for a long history", () => {
    ok(tokenEstimate("x".repeat(4_000_000)) === 1_000_000);
  });
});
