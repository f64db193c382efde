import assert from "node:assert/strict";
import { hasGrown } from "../../../src/shared/growing";

describe("hasGrown", () => {
  it("is true for the same text, with or without more behind it", () => {
    assert.equal(hasGrown("", ""), true);
    assert.equal(hasGrown("abc", ""), true);
    assert.equal(hasGrown("abc", "abc"), true);
    assert.equal(hasGrown("abcd", "abc"), true);
    assert.equal(hasGrown("😀b", "😀"), true);
  });

  it("is false for another text, and for a shorter one", () => {
    assert.equal(hasGrown("abd", "abc"), false);
    assert.equal(hasGrown("xabc", "abc"), false);
    assert.equal(hasGrown("ab", "abc"), false);
  });
});
