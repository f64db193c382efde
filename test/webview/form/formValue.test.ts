import assert from "node:assert/strict";
import { fitted, initialValue, isUntouched, withEntry } from "../../../src/webview/form/formValue";
import { readSchema } from "../../../src/webview/form/readSchema";
import { FormDrafts } from "../../../src/webview/state/formDrafts";

const object = (properties: object) => readSchema({ type: "object", properties, required: Object.keys(properties) });

describe("form values", () => {
  it("begin with the schema's defaults and the entries that a list needs", () => {
    const field = object({
      name: { type: "string", default: "Ada" },
      age: { type: "integer", default: 0 },
      on: { type: "boolean", default: true },
      kind: { enum: ["a", "b"], default: "b" },
      tags: { type: "array", items: { type: "string" }, minItems: 2 },
      many: { type: "array", items: { type: "string" }, minItems: 1_000_000 },
    });
    const value = initialValue(field);
    assert.deepEqual(typeof value === "object" && value !== null && "group" in value ? value.group.slice(0, 5) : [], [
      "Ada",
      "0",
      true,
      "1",
      {
        entries: [
          { key: 0, value: "" },
          { key: 1, value: "" },
        ],
      },
    ]);
    assert.equal(isUntouched(field, value), true);
    assert.ok(JSON.stringify(value).length < 2000, "a hostile minItems does not fill the memory");
  });

  it("give a new entry a number that no other ever had while it is there", () => {
    const entries = withEntry(
      [
        { key: 0, value: "a" },
        { key: 7, value: "b" },
      ],
      "c",
    );
    assert.deepEqual(
      entries.map(({ key }) => key),
      [0, 7, 8],
    );
  });

  it("fit into a form that has changed, and keep what has a box still", () => {
    const before = { group: ["Ada", { entries: [{ key: 3, value: "x" }] }, "1", true] };
    const same = object({
      name: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
      kind: { enum: ["a", "b"] },
      on: { type: "boolean" },
    });
    assert.deepEqual(fitted(same, before), before);
    const other = object({
      name: { type: "string" },
      tags: { type: "string" },
      kind: { enum: ["a", "b"] },
      on: { type: "object", properties: {} },
      more: { type: "number" },
    });
    assert.deepEqual(fitted(other, before), { group: ["Ada", "", "1", { group: [] }, ""] });
    assert.deepEqual(fitted(same, "nonsense"), initialValue(same));
  });
});

describe("FormDrafts", () => {
  it("keep the ones typed in last", () => {
    const drafts = new FormDrafts();
    drafts.set("first", { value: "a" });
    for (let index = 0; index < 49; index += 1) {
      drafts.set(`${index}`, { value: "b" });
    }
    drafts.set("first", { value: "again" });
    drafts.set("last", { value: "c" });
    assert.equal(drafts.get("first")?.value, "again");
    assert.equal(drafts.get("0"), undefined);
  });
});
