import assert from "node:assert/strict";
import { readSchema } from "../../../src/webview/form/readSchema";
import { fieldOf, kinds } from "./fields";

describe("objects in a form", () => {
  it("gives a property that both the object and its union speak of one box", () => {
    const schema = {
      type: "object",
      properties: { name: { type: "string" }, kind: { enum: ["card", "cash"] } },
      required: ["name", "kind"],
      oneOf: [
        { properties: { kind: { const: "card" }, number: { type: "string" } }, required: ["number"] },
        { properties: { kind: { const: "cash" } } },
      ],
    };
    const field = readSchema(schema);
    assert.ok(field.kind === "group" && field.entries[1]?.field.kind === "variant");
    assert.equal(field.entries.length, 2);
    const { variants } = field.entries[1].field;
    assert.deepEqual(
      variants.map(({ label }) => label),
      ["card", "cash"],
    );
    assert.deepEqual(variants.map(kinds), [{ kind: "const", number: "text" }, { kind: "const" }]);
  });

  it("shows properties beside combinations of required names, and masks secrets", () => {
    const text = { type: "string" };
    const schema = {
      type: "object",
      properties: {
        token: text,
        username: text,
        password: text,
        apiKey: text,
        tokenCount: text,
        pin: { ...text, writeOnly: true },
      },
      anyOf: [{ required: ["token"] }, { required: ["username", "password"] }],
    };
    const field = readSchema(schema);
    assert.ok(field.kind === "group");
    assert.deepEqual(
      field.entries.map((entry) => [entry.name, entry.field.kind === "text" && entry.field.secret]),
      [
        ["token", true],
        ["username", false],
        ["password", true],
        ["apiKey", true],
        ["tokenCount", false],
        ["pin", true],
      ],
    );
  });

  it("shows what comes with a condition, records, tuples, and names without a schema", () => {
    const schema = {
      type: "object",
      properties: {
        country: { enum: ["FR", "US"] },
        counts: { type: "object", additionalProperties: { type: "integer" } },
        coded: { type: "object", patternProperties: { "^x-": { type: "string" } } },
        sizes: { type: "object", propertyNames: { enum: ["s", "l"] }, additionalProperties: { type: "integer" } },
        pair: { type: "array", items: [{ type: "string" }, { type: "number" }] },
        either: { type: ["string", "integer"] },
        nothing: { type: "null" },
      },
      required: ["country", "unknown"],
      allOf: [{ if: { properties: { country: { const: "FR" } } }, then: { properties: { zip: { type: "string" } } } }],
      dependentSchemas: { pair: { properties: { unit: { type: "string" } } } },
    };
    assert.deepEqual(kinds(readSchema(schema)), {
      unknown: "json",
      country: "choice",
      counts: "list",
      coded: "list",
      sizes: "group",
      pair: "group",
      either: "variant",
      nothing: "const",
      zip: "text",
      unit: "text",
    });
    const either = fieldOf(schema, "either");
    assert.deepEqual(either.kind === "variant" && either.variants.map(({ label }) => label), ["Text", "Number"]);
    const coded = fieldOf(schema, "coded");
    assert.ok(coded.kind === "list" && coded.item.kind === "group" && coded.item.entries[0]?.field.kind === "text");
    assert.equal(coded.item.entries[0].field.pattern, "^x-");
    assert.deepEqual(kinds(fieldOf(schema, "sizes")), { s: "number", l: "number" });
  });
});
