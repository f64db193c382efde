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
import { JsonText } from "../../../src/webview/parts/jsonText";

describe("value nodes", () => {
  it("find structures, also inside of texts", () => {
    assert.deepEqual(structureOf('  {"a": 1}\n'), new JsonText('  {"a": 1}\n'));
    assert.deepEqual(structureOf("[1]"), new JsonText("[1]"));
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

  it("keeps every value of JSON in a string as it was written, on the screen and on the clipboard", () => {
    const text = '{"id":822106502566256641,"price":1.10,"10":-0,"2":1E400,"a":1,"a":2}';
    const structure = structureOf(text);
    assert.ok(structure !== undefined);
    const entries = simpleEntries(structure)?.map(({ name, value }) => `${name}=${value}`);
    assert.deepEqual(entries, ["id=822106502566256641", "price=1.10", "10=-0", "2=1E400", "a=1", "a=2"]);
    assert.equal(previewOf(text), "{id: 822106502566256641, price: 1.10, 10: -0, 2: 1E400, a: 1, a: 2}");
    assert.equal(
      prettyValue(text),
      text.replaceAll(",", ",\n  ").replaceAll('":', '": ').replace("{", "{\n  ").replace("}", "\n}"),
    );
    const [first] = entriesOf(structure, 1);
    assert.equal(prettyValue(first?.value), "822106502566256641");
  });

  it("shows and copies output without codes for a terminal, and all else as it is", () => {
    assert.equal(prettyValue("\u001b[32m✓\u001b[39m 3 passed", true), "✓ 3 passed");
    assert.equal(prettyValue({ stdout: "\u001b[32m✓\u001b[39m 3 passed" }, true), '{\n  "stdout": "✓ 3 passed"\n}');
    assert.equal(prettyValue("10%\r20%", true), "20%");
    assert.equal(prettyValue("a\rb"), "a\rb");
    assert.equal(previewOf({ stdout: "\u001b[32m✓\u001b[39m 3 passed" }, true), '{stdout: "✓ 3 passed"}');
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
    for (const value of [many, {}, [1], { a: {} }, { a: "x".repeat(200) }, { a: "\u001b[1mx" }, { a: new Date() }]) {
      assert.equal(simpleEntries(value), undefined);
    }
  });
});
