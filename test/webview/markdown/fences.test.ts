import assert from "node:assert/strict";
import { isClosedFence, openFenceText } from "../../../src/webview/markdown/fences";

describe("fences", () => {
  const cases: readonly [string, boolean][] = [
    ["```\ncode\n```", true],
    ["```js\ncode\n```\n\n", true],
    ["```\ncode\n````", true],
    ["  ~~~\ncode\n ~~~", true],
    ["    indented code", true],
    ["```", false],
    ["```\n\n", false],
    ["```js\ncode", false],
    ["````\ncode\n```", false],
    ["```\ncode\n~~~", false],
    ["```\ncode\n``` x", false],
  ];
  for (const [raw, closed] of cases) {
    it(`${JSON.stringify(raw)} is ${closed ? "closed" : "open"}`, () => {
      assert.equal(isClosedFence(raw), closed);
    });
  }

  it("hides the beginning of a closing fence, and nothing else", () => {
    assert.equal(openFenceText("a\n``"), "a\n");
    assert.equal(openFenceText("`"), "");
    assert.equal(openFenceText("a `b`"), "a `b`");
  });
});
