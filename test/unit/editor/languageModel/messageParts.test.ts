import { ok, strictEqual } from "node:assert/strict";
import { isData, isImage, isToolCall, isToolResult, wordsOf } from "../../../../src/editor/languageModel/messageParts";
import { data, promptTree, text, toolCall, toolResult } from "./parts";

describe("messageParts", () => {
  it("tells calls, results, images and words apart by their fields", () => {
    ok(isToolCall(toolCall("c", "read_file", { filePath: "/a" })));
    ok(isToolResult(toolResult("c", text("x"))));
    ok(isImage(data("image/png", "x")));
    ok(!isImage(data("text/plain", "x")) && isData(data("text/plain", "x")));
    for (const other of [undefined, null, 1, "text", {}, text("x"), { callId: "c", name: "n", input: null }]) {
      ok(!isToolCall(other) && !isToolResult(other) && !isData(other), JSON.stringify(other));
    }
  });

  it("reads texts, texts in bytes and the trees of VS Code's own tools", () => {
    strictEqual(wordsOf(text("plain")), "plain");
    strictEqual(wordsOf(data("text/plain", "bytes ü")), "bytes ü");
    strictEqual(wordsOf(data("application/json", '{"a":1}')), '{"a":1}');
    strictEqual(wordsOf(promptTree("first\n", "second")), "first\nsecond");
    strictEqual(wordsOf({ value: { node: { type: 1, children: [{ type: 2, text: "a" }, { type: 1 }] } } }), "a");
  });

  it("reads nothing out of another model's reasoning, of marks and of what it does not know", () => {
    strictEqual(wordsOf({ value: "thoughts", id: "1", metadata: {} }), "");
    strictEqual(wordsOf(data("cache_control", "ephemeral")), "");
    strictEqual(wordsOf(data("image/png", "x")), "");
    for (const other of [undefined, null, 1, "text", {}, { value: undefined }, { value: 1 }, { value: { node: 1 } }]) {
      strictEqual(wordsOf(other), "");
    }
  });
});
