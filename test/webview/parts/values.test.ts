import assert from "node:assert/strict";
import fc from "fast-check";
import {
  entriesOf,
  entryCount,
  prettyValue,
  previewOf,
  simpleEntries,
  structureOf,
} from "../../../src/webview/parts/values";

describe("value nodes", () => {
  it("find structures, also inside of texts", () => {
    assert.deepEqual(structureOf('  {"a": 1}\n'), { a: 1 });
    assert.deepEqual(structureOf("[1]"), [1]);
    for (const plain of ["{a}", "[1", "12", '"{}"', 5, null, undefined, true, new Date()]) {
      assert.equal(structureOf(plain), undefined);
    }
  });

  it("list entries in their own order, no more than asked for", () => {
    assert.deepEqual(entriesOf({ b: 1, a: 2, c: 3 }, 2), [
      { name: "b", value: 1 },
      { name: "a", value: 2 },
    ]);
    assert.deepEqual(entriesOf(["x"], 5), [{ name: "0", value: "x" }]);
    assert.equal(entryCount([1, 2, 3]), 3);
  });

  it("say in few words what a value is", () => {
    assert.equal(
      previewOf({ city: "Paris", days: [1], at: {}, no: [] }),
      '{city: "Paris", days: […], at: {…}, no: []}',
    );
    assert.equal(previewOf([1, "a", null]), '[1, "a", null]');
    assert.equal(previewOf('{"a":1}'), "{a: 1}");
    assert.equal(previewOf("x".repeat(100)), `"${"x".repeat(32)}…"`);
    assert.equal(previewOf({}), "{}");
  });

  it("never fail, and never say much", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => previewOf(value).length < 200,
      ),
    );
  });
});

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
