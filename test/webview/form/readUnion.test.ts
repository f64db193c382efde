import assert from "node:assert/strict";
import { readSchema } from "../../../src/webview/form/readSchema";
import { kinds } from "./fields";

describe("unions in a form", () => {
  it("names values by their titles, and by enumNames", () => {
    const labels = (schema: object): unknown => {
      const field = readSchema({ properties: { it: schema }, required: ["it"] });
      const it = field.kind === "group" ? field.entries[0]?.field : undefined;
      return it?.kind === "choice" && it.options.map(({ label, value }) => [label, value]);
    };
    const titled = [
      { const: "s", title: "Small" },
      { const: "l", title: "Large" },
    ];
    const expected = [
      ["Small", "s"],
      ["Large", "l"],
    ];
    assert.deepEqual(labels({ oneOf: titled }), expected);
    assert.deepEqual(labels({ type: "string", anyOf: titled }), expected);
    assert.deepEqual(labels({ anyOf: titled.map(({ const: value, title }) => ({ enum: [value], title })) }), expected);
    assert.deepEqual(labels({ enum: ["s", "l"], enumNames: ["Small", "Large"] }), expected);
    assert.deepEqual(labels({ enum: ["s", "l"], enumNames: ["Small"] }), [
      ["Small", "s"],
      ["l", "l"],
    ]);
  });

  it("shows a union beside properties as a choice of its own, with every field", () => {
    const one = { type: "object", properties: { field2: { type: "string" } }, required: ["field2"] };
    const other = { type: "object", properties: { field3: { type: "number" } }, required: ["field3"] };
    const base = { type: "object", properties: { field1: { type: "string" } }, required: ["field1"] };
    for (const schema of [{ allOf: [base, { anyOf: [one, other] }] }, { ...base, oneOf: [one, other] }]) {
      const field = readSchema(schema);
      assert.ok(field.kind === "group");
      const [first, second] = field.entries;
      assert.deepEqual([first?.name, second?.name], ["field1", undefined]);
      assert.ok(second?.field.kind === "variant");
      assert.deepEqual(second.field.variants.map(kinds), [{ field2: "text" }, { field3: "number" }]);
      assert.deepEqual(
        second.field.variants.map(({ label }) => label),
        ["Field2", "Field3"],
      );
    }
  });
});
