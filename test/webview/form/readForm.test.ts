import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import type { Field } from "../../../src/webview/form/field";
import { initialValue } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";
import type { FormValue } from "../../../src/webview/state/formDrafts";

/** Types data into a form as a person would: the opposite of `readForm`. */
function typed(field: Field, data: unknown): FormValue {
  switch (field.kind) {
    case "group": {
      const record = (data ?? {}) as Record<string, unknown>;
      return {
        group: field.entries.map(({ name, field: inner }) =>
          name in record ? typed(inner, record[name]) : initialValue(inner),
        ),
      };
    }
    case "list":
      return { entries: (data as unknown[]).map((entry, key) => ({ key, value: typed(field.item, entry) })) };
    case "choice":
      return `${field.options.findIndex(({ value }) => value === data)}`;
    case "boolean":
      return data as boolean;
    case "json":
      return JSON.stringify(data);
    default:
      return data === null ? "" : typeof data === "string" ? data : JSON.stringify(data);
  }
}

/** The sentence for one text typed into a field of this schema; undefined when it is taken. */
function wrongFor(schema: object, text: string): string | undefined {
  const { wrong } = readForm(readSchema(schema), text);
  return wrong.get("field");
}

describe("readForm", () => {
  it("gives back the data that was typed, and zod takes it", () => {
    const shape = z.object({
      name: z.string().min(1),
      count: z.number().int().min(-1000).max(1000),
      share: z.number(),
      kind: z.enum(["a", "b", "c"]),
      on: z.boolean(),
      tags: z.array(z.string().min(1)).max(5),
      place: z.object({ city: z.string().min(1), floor: z.number().int().optional() }).optional(),
      free: z.record(z.string(), z.number()),
    });
    const field = readSchema(z.toJSONSchema(shape));
    const text = fc.string({ minLength: 1 });
    const data = fc.record(
      {
        name: text,
        count: fc.integer({ min: -1000, max: 1000 }),
        share: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => value + 0),
        kind: fc.constantFrom("a", "b", "c"),
        on: fc.boolean(),
        tags: fc.array(text, { maxLength: 5 }),
        place: fc.record({ city: text, floor: fc.integer({ min: 0, max: 99 }) }, { requiredKeys: ["city"] }),
        free: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer()),
      },
      { requiredKeys: ["name", "count", "share", "kind", "on", "tags", "free"] },
    );
    fc.assert(
      fc.property(data, (expected) => {
        const read = readForm(field, typed(field, expected));
        assert.deepEqual([...read.wrong.values()], []);
        assert.deepEqual(shape.parse(read.data), shape.parse({ ...expected, free: { ...expected.free } }));
      }),
    );
  });

  it("says of every empty field that is needed that it is, and nothing of the others", () => {
    const schema = {
      type: "object",
      properties: {
        name: { type: "string" },
        nick: { type: "string" },
        kind: { enum: ["a", "b"] },
        agree: { type: "boolean" },
        home: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
        second: {
          type: "object",
          properties: { city: { type: "string" }, land: { type: "string", default: "FR" } },
          required: ["city"],
        },
      },
      required: ["name", "kind", "agree", "home"],
    };
    const field = readSchema(schema);
    const { data, wrong } = readForm(field, initialValue(field));
    assert.deepEqual([...wrong.keys()], ["field-0", "field-2", "field-4-0"]);
    assert.match(wrong.get("field-0") ?? "", /needs it/);
    assert.match(wrong.get("field-2") ?? "", /^Choose one/);
    assert.deepEqual(data, { agree: false, home: {} });
  });

  it("says of an optional group that was begun what is missing in it", () => {
    const schema = {
      type: "object",
      properties: {
        home: { type: "object", properties: { city: { type: "string" }, zip: { type: "string" } }, required: ["city"] },
      },
    };
    const { wrong } = readForm(readSchema(schema), { group: [{ group: ["", "75001"] }] });
    assert.deepEqual([...wrong.keys()], ["field-0-0"]);
  });

  const sentences: readonly [object, string, RegExp][] = [
    [{ type: "string", minLength: 3 }, "👍👍", /too short.*3 or more/],
    [{ type: "string", maxLength: 2 }, "abc", /too long.*2 or less/],
    [{ type: "string", pattern: "^\\d{5}$" }, "7500", /form that the tool expects: \^\\d\{5\}\$/],
    [{ type: "string", format: "email" }, "ada@", /e-mail address/],
    [{ type: "string", format: "uri" }, "example", /https:\/\/example\.com/],
    [{ type: "string", format: "date" }, "2026-02-31", /not a date/],
    [{ type: "string", format: "date-time" }, "2026-02-31T10:00", /date with a time/],
    [{ type: "string", format: "time" }, "25:00", /not a time/],
    [{ type: "string", format: "uuid" }, "1234", /UUID/],
    [{ type: "number" }, "1,5", /not a number/],
    [{ type: "number" }, "Infinity", /not a number/],
    [{ type: "number" }, "0x10", /not a number/],
    [{ type: "integer" }, "1.5", /whole number/],
    [{ type: "integer" }, "12345678901234567890", /too large to be sent exactly/],
    [{ type: "number", minimum: 2 }, "1", /2 or more/],
    [{ type: "number", maximum: 2 }, "3", /2 or less/],
    [{ type: "number", exclusiveMinimum: 2 }, "2", /greater than 2/],
    [{ type: "number", exclusiveMaximum: 2 }, "2", /less than 2/],
    [{ type: "number", multipleOf: 0.1 }, "0.35", /multiple of 0\.1/],
    [{}, "{a: 1}", /not JSON/],
  ];
  for (const [schema, text, sentence] of sentences) {
    it(`refuses ${text} for ${JSON.stringify(schema)} in one sentence`, () => {
      assert.match(wrongFor(schema, text) ?? "", sentence);
    });
  }

  const fine: readonly [object, string, unknown][] = [
    [{ type: "string", minLength: 2, maxLength: 2 }, "👍👍", "👍👍"],
    [{ type: "string" }, "  spaces stay ", "  spaces stay "],
    [{ type: "string", format: "email" }, " ada@example.org ", "ada@example.org"],
    [{ type: "string", format: "date" }, "2028-02-29", "2028-02-29"],
    [{ type: "string", format: "date-time" }, "2026-03-31T14:30:00+02:00", "2026-03-31T14:30:00+02:00"],
    [{ type: "string", format: "postal-code" }, "anything", "anything"],
    [{ type: "number", multipleOf: 0.1 }, "0.3", 0.3],
    [{ type: "number" }, " -1.5e3 ", -1500],
    [{ type: "integer" }, "12", 12],
    [{}, '[1, {"a": null}]', [1, { a: null }]],
  ];
  for (const [schema, text, expected] of fine) {
    it(`takes ${text} for ${JSON.stringify(schema)}`, () => {
      const { data, wrong } = readForm(readSchema(schema), text);
      assert.deepEqual([data, [...wrong.values()]], [expected, []]);
    });
  }

  it("sends a local date and time as the moment it is", () => {
    const { data } = readForm(readSchema({ type: "string", format: "date-time" }), "2026-03-31T14:30");
    assert.equal(new Date(String(data)).getTime(), new Date("2026-03-31T14:30").getTime());
    assert.match(String(data), /Z$/);
  });

  it("counts the entries of a list and compares them", () => {
    const list = { type: "array", items: { type: "string" }, minItems: 2, maxItems: 3, uniqueItems: true };
    const read = (...texts: string[]): string | undefined =>
      readForm(readSchema(list), { entries: texts.map((value, key) => ({ key, value })) }).wrong.get("field");
    assert.match(read("a") ?? "", /2 or more/);
    assert.match(read("a", "b", "c", "d") ?? "", /3 or less/);
    assert.match(read("a", "a") ?? "", /are the same/);
    assert.equal(read("a", "b"), undefined);
  });

  it("reads the shape that was chosen, with what tells it apart", () => {
    const schema = z.toJSONSchema(
      z.discriminatedUnion("t", [
        z.object({ t: z.literal("card"), number: z.string() }),
        z.object({ t: z.literal("cash") }),
      ]),
    );
    const field = readSchema(schema);
    assert.match(readForm(field, initialValue(field)).wrong.get("field") ?? "", /^Choose one/);
    const chosen = (index: number): unknown =>
      readForm(field, { chosen: index, variants: [{ group: [null, "4242"] }, { group: [null] }] }).data;
    assert.deepEqual(chosen(0), { t: "card", number: "4242" });
    assert.deepEqual(chosen(1), { t: "cash" });
  });

  it("keeps a property called __proto__ a property", () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}',
    ) as unknown;
    const { data } = readForm(readSchema(schema), { group: ["x"] });
    assert.equal(JSON.stringify(data), '{"__proto__":"x"}');
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
  });
});
