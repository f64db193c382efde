import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonCount, jsonEntries, JsonText, jsonWords, prettyJson } from "../../../src/webview/parts/jsonText";

/** What the text says, read level by level. */
function read(value: unknown): unknown {
  if (!(value instanceof JsonText)) {
    return value;
  }
  const { text } = value;
  if (!/^\s*[[{]/.test(text)) {
    return JSON.parse(text) as unknown;
  }
  const entries = jsonEntries(value, Infinity).map(({ name, value: inner }) => [name, read(inner)] as const);
  assert.equal(jsonCount(value), entries.length);
  return text.trimStart().startsWith("[") ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const structures = fc.json({ maxDepth: 5 }).filter((text) => /^\s*[[{]/.test(text));

describe("JsonText", () => {
  it("reads what JSON.parse reads, and is laid out as JSON.stringify does it", () => {
    fc.assert(
      fc.property(structures, fc.constantFrom(0, 1, "\t", "  \n"), (json, indent) => {
        const parsed: unknown = JSON.parse(json);
        const text = JSON.stringify(parsed, undefined, indent);
        assert.deepEqual(read(new JsonText(text)), parsed);
        assert.equal(prettyJson(new JsonText(text)), JSON.stringify(parsed, undefined, 2));
      }),
    );
  });

  it("keeps numbers, fields with one name and their order", () => {
    const text = '{ "b": 1.10, "2": 822106502566256641, "1": [ ], "b": {"x" : "a\\"b" } }';
    assert.equal(
      prettyJson(new JsonText(text)),
      '{\n  "b": 1.10,\n  "2": 822106502566256641,\n  "1": [],\n  "b": {\n    "x": "a\\"b"\n  }\n}',
    );
    const names = jsonEntries(new JsonText(text), 9).map(({ name }) => name);
    assert.deepEqual(names, ["b", "2", "1", "b"]);
    assert.deepEqual(jsonWords(new JsonText(text)), ["b", "1.10", "2", "822106502566256641", "1", "b", "x", 'a"b']);
  });

  it("gives no more entries than asked for", () => {
    assert.equal(jsonEntries(new JsonText("[1,2,3]"), 2).length, 2);
    assert.deepEqual(jsonEntries(new JsonText("[]"), 2), []);
    assert.equal(jsonCount(new JsonText(" { } ")), 0);
  });

  it("takes millions of escapes in one text, and many thousand levels", () => {
    const words = "a\\n".repeat(300_000);
    assert.equal(jsonCount(new JsonText(`{"a":"${words}","b":2}`)), 2);
    const deep = `${"[".repeat(20_000)}1${"]".repeat(20_000)}`;
    assert.equal(prettyJson(new JsonText(deep)), deep);
    assert.equal(jsonCount(new JsonText(deep)), 1);
  });
});
