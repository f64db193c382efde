import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { asksForSecret, type Field } from "../../../src/webview/form/field";
import { initialValue } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";
import { fieldOf, kinds } from "./fields";

/** An object with many properties of another type, which has as many of this one. */
function mutual(other: string): object {
  const names = Array.from({ length: 9 }, (_, index) => `p${index}`);
  return { type: "object", properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${other}` }])) };
}

describe("readSchema", () => {
  it("reads what zod writes", () => {
    const schema = z.toJSONSchema(
      z.object({
        name: z.string().min(2).max(50).describe("Your name"),
        age: z.number().int().min(0).optional(),
        mail: z.email().nullable(),
        day: z.iso.date(),
        kind: z.enum(["a", "b"]).default("b"),
        fixed: z.literal("x"),
        tags: z.array(z.string()).min(1).max(3),
        home: z.object({ city: z.string() }).optional(),
        either: z.union([z.literal("p"), z.literal("q")]),
        shape: z.discriminatedUnion("t", [
          z.object({ t: z.literal("card"), number: z.string() }),
          z.object({ t: z.literal("cash") }),
        ]),
        counts: z.record(z.string(), z.number()),
        pair: z.tuple([z.string(), z.number()]),
        anything: z.any(),
        yes: z.boolean(),
      }),
      { io: "input" },
    );
    assert.deepEqual(kinds(readSchema(schema)), {
      name: "text",
      age: "number",
      mail: "text",
      day: "text",
      kind: "choice",
      fixed: "const",
      tags: "list",
      home: "group",
      either: "choice",
      shape: "variant",
      counts: "list",
      pair: "group",
      anything: "json",
      yes: "boolean",
    });
    assert.deepEqual(fieldOf(schema, "name"), {
      kind: "text",
      label: "Name",
      description: "Your name",
      required: true,
      nullable: false,
      minLength: 2,
      maxLength: 50,
      secret: false,
    });
    const mail = fieldOf(schema, "mail");
    assert.equal(mail.nullable && mail.kind === "text" && mail.format, "email");
    assert.equal(fieldOf(schema, "age").required, false);
    const kind = fieldOf(schema, "kind");
    assert.equal(kind.kind === "choice" && kind.initial, "b");
    const shape = fieldOf(schema, "shape");
    assert.deepEqual(shape.kind === "variant" && shape.variants.map(({ label }) => label), ["card", "cash"]);
  });

  it("names fields by their title, or makes their name readable", () => {
    const schema = {
      type: "object",
      properties: {
        firstName: { type: "string" },
        user_id: { type: "string" },
        apiURL: { type: "string" },
        x: { type: "string", title: "Size" },
      },
    };
    const root = readSchema(schema);
    assert.deepEqual(root.kind === "group" && root.entries.map(({ field }) => field.label), [
      "First name",
      "User id",
      "Api URL",
      "Size",
    ]);
  });

  it("follows references inside the schema, also escaped ones, and joins allOf", () => {
    const schema = {
      $ref: "#/definitions/Trip",
      definitions: {
        Trip: {
          allOf: [
            { $ref: "#/definitions/a~1b%20c" },
            { type: "object", properties: { to: { type: "string" } }, required: ["to"] },
          ],
        },
        "a/b c": { type: "object", properties: { from: { type: "string" } }, required: ["from"] },
      },
    };
    const root = readSchema(schema);
    assert.deepEqual(kinds(root), { from: "text", to: "text" });
    assert.deepEqual(root.kind === "group" && root.entries.map(({ field }) => field.required), [true, true]);
  });

  it("lets null make a field one that may be empty", () => {
    const properties = {
      a: { type: ["string", "null"] },
      b: { anyOf: [{ type: "number" }, { type: "null" }] },
      c: { enum: ["x", null] },
      d: { $ref: "#/$defs/D" },
    };
    const schema = {
      type: "object",
      properties,
      required: ["a", "b", "c", "d"],
      $defs: { D: { oneOf: [{ const: 1 }, { const: null }] } },
    };
    assert.deepEqual(kinds(readSchema(schema)), { a: "text", b: "number", c: "choice", d: "choice" });
    for (const name of ["a", "b", "c", "d"]) {
      assert.equal(fieldOf(schema, name).nullable, true, name);
    }
    const { data, wrong } = readForm(readSchema(schema), initialValue(readSchema(schema)));
    assert.deepEqual([data, wrong.size], [{ a: null, b: null, c: null, d: null }, 0]);
  });

  it("keeps JSON with a secret in it as one", () => {
    const repeated = { $ref: "#/$defs/no", properties: { password: { type: "string" } } };
    assert.ok(asksForSecret(readSchema({ type: "banana", items: repeated })));
    assert.equal(asksForSecret(readSchema({ type: "banana", items: { properties: { name: {} } } })), false);
  });

  it("reads nullable as OpenAPI writes it", () => {
    const field = readSchema({
      type: "object",
      properties: { a: { type: "string", nullable: true } },
      required: ["a"],
    });
    const schema = { type: "object", properties: { a: { type: "string", nullable: true } }, required: ["a"] };
    const { data, wrong } = readForm(field, initialValue(field), schema);
    assert.deepEqual([data, wrong.size], [{ a: null }, 0]);
  });

  it("takes a default beside a $ref, of lists, objects, unions and JSON", () => {
    const shape = { type: "object", properties: { x: { type: "integer" } }, required: ["x"] };
    const defaults = {
      list: ["a", "b"],
      object: { x: 3 },
      union: 4,
      json: { any: [1, null] },
      record: { a: 1 },
      pair: ["p", 2],
      choice: "l",
      none: null,
    };
    const schema = {
      type: "object",
      properties: {
        list: { type: "array", items: { type: "string" }, default: defaults.list },
        object: { $ref: "#/$defs/Shape", default: defaults.object },
        union: { anyOf: [{ type: "string" }, { type: "integer" }], default: defaults.union },
        json: { default: defaults.json },
        record: { type: "object", additionalProperties: { type: "integer" }, default: defaults.record },
        pair: { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], default: defaults.pair },
        choice: { enum: ["s", "l"], default: defaults.choice },
        none: { type: ["array", "null"], items: { type: "string" }, default: defaults.none },
      },
      required: Object.keys(defaults),
      $defs: { Shape: shape },
    };
    const field = readSchema(schema);
    const { data, wrong } = readForm(field, initialValue(field), schema);
    assert.deepEqual([data, wrong.size], [defaults, 0]);
  });

  it("writes as JSON, with a sentence, what is no schema", () => {
    for (const nonsense of [undefined, null, "{nonsense", 5, true, [], ["object"]]) {
      const field = readSchema(nonsense);
      assert.ok(field.kind === "json", JSON.stringify(nonsense));
      assert.match(field.why, /didn't describe its input/);
    }
    const hostile = {
      type: "object",
      required: [{ toString: 1 }],
      not: { required: [{ toString: 1 }] },
      anyOf: [{}, {}],
    };
    assert.ok(readForm(readSchema(hostile), "{}", hostile));
    const odd: Readonly<Record<string, object>> = {
      unknownType: { type: "banana" },
      missing: { $ref: "#/$defs/nobody" },
      elsewhere: { $ref: "https://example.com/schema.json" },
      inherited: { $ref: "#/constructor" },
      empty: {},
    };
    for (const [name, schema] of Object.entries(odd)) {
      assert.equal(readSchema(schema).kind, "json", name);
    }
  });

  it("ends at schemas that never end", () => {
    const tree = {
      type: "object",
      properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
    };
    const childOf = (field: Field): Field => {
      assert.ok(field.kind === "group" && field.entries[1]?.field.kind === "list");
      return field.entries[1].field.item;
    };
    const last = childOf(childOf(childOf(readSchema(tree))));
    assert.match(last.kind === "json" ? last.why : last.kind, /repeats inside itself/);
    const wide = { $ref: "#/$defs/a", $defs: { a: mutual("b"), b: mutual("a") } };
    assert.equal(readSchema(wide).kind, "group", "shown less deep when there is no room for more");
    assert.equal(
      readSchema({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }).kind,
      "json",
    );
    assert.equal(readSchema({ allOf: [{ $ref: "#" }] }).kind, "json");
    const circle: Record<string, unknown> = { type: "object" };
    circle["properties"] = { self: circle, again: circle };
    assert.equal(readSchema(circle).kind, "json");
    let deep: object = { type: "string" };
    for (let level = 0; level < 5000; level += 1) {
      deep = { type: "array", items: deep };
    }
    assert.ok(readSchema(deep));
  });

  it("does not draw ten thousand fields or options", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`p${index}`, { type: "string" }]),
    );
    const field = readSchema({ type: "object", properties });
    assert.match(field.kind === "json" ? field.why : "", /more fields than a form can show/);
    assert.equal(readSchema({ enum: Array.from({ length: 5000 }, (_, index) => index) }).kind, "json");
  });

  it("makes some form of any JSON at all", () => {
    const keywords = fc.constantFrom(
      "type",
      "properties",
      "items",
      "enum",
      "anyOf",
      "oneOf",
      "allOf",
      "$ref",
      "const",
      "required",
      "default",
      "format",
      "minItems",
      "title",
      "if",
      "then",
      "dependentSchemas",
      "additionalProperties",
      "prefixItems",
      "not",
    );
    const words = fc.constantFrom(
      "string",
      "object",
      "array",
      "number",
      "null",
      "#",
      "#/properties",
      "__proto__",
      "date",
    );
    const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
      schema: fc.oneof(
        { depthSize: "small" },
        words,
        fc.jsonValue(),
        fc.dictionary(keywords, tie("schema")),
        fc.array(tie("schema"), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(schema, (any) => {
        const field = readSchema(any);
        readForm(field, initialValue(field), any);
      }),
      { numRuns: 500 },
    );
  });
});
