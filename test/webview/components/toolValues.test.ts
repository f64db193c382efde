import assert from "node:assert/strict";
import { prettyValue, simpleEntries } from "../../../src/webview/components/toolValues";

describe("tool values", () => {
  it("lays out JSON, also in a string, and leaves other strings alone", () => {
    assert.equal(prettyValue({ a: [1] }), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(prettyValue('{"a":1}'), '{\n  "a": 1\n}');
    assert.equal(prettyValue("{not json"), "{not json");
    assert.equal(prettyValue("plain"), "plain");
    assert.equal(prettyValue(null), "null");
    assert.equal(prettyValue(undefined), "");
  });

  it("does not fail on what JSON cannot say", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    assert.equal(prettyValue(circle), "[object Object]");
    assert.equal(prettyValue(10n), "10");
  });

  it("lists the entries of small plain objects only", () => {
    assert.deepEqual(simpleEntries({ a: 1, b: null }), [
      { name: "a", value: "1" },
      { name: "b", value: "null" },
    ]);
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`k${index}`, 1]));
    for (const value of [many, {}, [1], null, "x", { a: {} }, { a: "x".repeat(200) }]) {
      assert.equal(simpleEntries(value), undefined);
    }
  });
});
