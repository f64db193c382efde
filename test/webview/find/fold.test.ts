import assert from "node:assert/strict";
import { countIn, fold, indexesOf } from "../../../src/webview/find/fold";

describe("fold", () => {
  it("keeps the length, so that places stay places", () => {
    for (const text of ["Rain", "İstanbul İ", "ẞ ÄÖÜ", "😀 Ok", ""]) {
      assert.equal(fold(text).length, text.length, text);
    }
    assert.equal(fold("İSTANBUL").indexOf("stanbul"), 1);
  });

  it("finds places from left to right without overlap", () => {
    assert.deepEqual(indexesOf("aaaa", "aa"), [0, 2]);
    assert.equal(countIn("aaaa", "aa"), 2);
    assert.deepEqual(indexesOf("abc", "x"), []);
  });
});
