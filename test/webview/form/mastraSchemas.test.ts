import assert from "node:assert/strict";
import { standardSchemaToJSONSchema, toStandardSchema } from "@mastra/core/schema";
import { z } from "zod";
import type { Field } from "../../../src/webview/form/field";
import { initialValue, typedIn } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";

/**
 * What a server sends for a tool's schema. A tool's own `suspend` describes what goes in (defaults may be
 * left out), a network of agents what comes out (they are required).
 */
function sentFor(schema: z.ZodType, io: "input" | "output"): unknown {
  return JSON.parse(JSON.stringify(standardSchemaToJSONSchema(toStandardSchema(schema), { io })));
}

interface Case {
  readonly schema: z.ZodType;
  /** How the form shows it. */
  readonly kind: Field["kind"];
  /** What somebody fills in. */
  readonly data: readonly unknown[];
}

const tree = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
});

const cases: Readonly<Record<string, Case>> = {
  "a default list": { schema: z.array(z.string()).default(["a", "b"]), kind: "list", data: [["c"], []] },
  "a default object": { schema: z.object({ x: z.number() }).default({ x: 1 }), kind: "group", data: [{ x: 2 }] },
  "a text that may be empty": { schema: z.string(), kind: "text", data: ["", "Ada"] },
  "an optional text": { schema: z.string().optional(), kind: "text", data: ["Ada"] },
  "a nullable number": { schema: z.number().nullable(), kind: "number", data: [null, 1.5] },
  "a nullish object": { schema: z.object({ x: z.number() }).nullish(), kind: "group", data: [{ x: 1 }] },
  "a union of types": { schema: z.union([z.string(), z.number()]), kind: "variant", data: ["a", 5] },
  "a union of texts and lists": {
    schema: z.union([z.string(), z.array(z.string())]),
    kind: "variant",
    data: ["a", ["b"]],
  },
  "a discriminated union": {
    schema: z.discriminatedUnion("type", [
      z.object({ type: z.literal("card"), number: z.string() }),
      z.object({ type: z.literal("cash") }),
    ]),
    kind: "variant",
    data: [{ type: "card", number: "4242" }, { type: "cash" }],
  },
  "an intersection with a union": {
    schema: z.intersection(
      z.object({ field1: z.string() }),
      z.union([z.object({ field2: z.string() }), z.object({ field3: z.number() })]),
    ),
    kind: "variant",
    data: [
      { field1: "a", field2: "b" },
      { field1: "a", field3: 3 },
    ],
  },
  "a record": { schema: z.record(z.string(), z.number()), kind: "list", data: [{}, { a: 1, b: 2 }] },
  "a record of known names": {
    schema: z.record(z.enum(["s", "l"]), z.number()),
    kind: "group",
    data: [{ s: 1, l: 2 }],
  },
  "an object that takes more": {
    schema: z.object({ a: z.string() }).catchall(z.number()),
    kind: "group",
    data: [{ a: "x" }, { a: "x", b: 1 }],
  },
  "a tuple": { schema: z.tuple([z.string(), z.number()]), kind: "group", data: [["a", 1]] },
  "an open tuple": { schema: z.tuple([z.string()]).rest(z.number()), kind: "group", data: [["a"], ["a", 1, 2]] },
  "a tree": { schema: tree, kind: "group", data: [{ name: "a", children: [{ name: "b", children: [] }] }] },
  "a moment": { schema: z.iso.datetime(), kind: "text", data: ["2026-03-31T14:30:00Z"] },
  "a whole number": { schema: z.number().int(), kind: "number", data: [9007199254740991] },
  "half steps": { schema: z.number().multipleOf(0.5), kind: "number", data: [1.5] },
  "a text with a form": { schema: z.templateLiteral(["v", z.number()]), kind: "text", data: ["v12"] },
  "several literals": { schema: z.literal(["p", 1, true]), kind: "choice", data: ["p", 1, true] },
  anything: { schema: z.any(), kind: "json", data: [{ a: [1] }] },
};

describe("forms for what a Mastra server makes of zod's schemas", () => {
  for (const [name, { schema, kind, data }] of Object.entries(cases)) {
    for (const io of ["input", "output"] as const) {
      it(`take ${name} (${io})`, () => {
        const whole = z.object({ value: schema, other: z.string().optional() });
        const sent = sentFor(whole, io);
        const field = readSchema(sent);
        const value = field.kind === "group" ? field.entries[0]?.field : undefined;
        assert.equal(value?.kind, kind);
        for (const expected of data) {
          const typed = typedIn(field, { value: expected });
          assert.ok(typed !== undefined, "there are boxes for it");
          const read = readForm(field, typed, sent);
          assert.deepEqual([...read.wrong], []);
          assert.deepEqual(whole.parse(read.data), whole.parse({ value: expected }));
        }
      });
    }
  }

  for (const io of ["input", "output"] as const) {
    it(`send defaults that nobody touched (${io})`, () => {
      const schema = z.object({
        tags: z.array(z.string()).default(["a", "b"]),
        home: z.object({ city: z.string(), zip: z.string().default("75001") }).default({ city: "Paris", zip: "75002" }),
        pay: z.union([z.string(), z.number()]).default(5),
        counts: z.record(z.string(), z.number()).default({ a: 1 }),
        pair: z.tuple([z.string(), z.number()]).default(["p", 2]),
        note: z.string().default(""),
        no: z.string().nullable().default(null),
      });
      const sent = sentFor(schema, io);
      const field = readSchema(sent);
      const { data, wrong } = readForm(field, initialValue(field), sent);
      assert.deepEqual([...wrong], []);
      assert.deepEqual(schema.parse(data), schema.parse({}));
    });
  }
});
