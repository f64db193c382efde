import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { initialValue, typedIn } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";
import type { FormValue } from "../../../src/webview/state/formDrafts";

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
        const read = readForm(field, typedIn(field, expected) ?? null);
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
    assert.match(wrong.get("field-0") ?? "", /is required. Fill it in, or choose to leave it empty/);
    assert.match(wrong.get("field-2") ?? "", /^Choose an option/);
    assert.match(wrong.get("field-4-0") ?? "", /is required/);
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
    [{ type: "string", minLength: 3 }, "👍👍", /3 or more characters/],
    [{ type: "string", maxLength: 2 }, "abc", /2 or fewer characters/],
    [{ type: "string", pattern: "^\\d{5}$" }, "7500", /format that the tool expects: \^\\d\{5\}\$/],
    [{ type: "string", format: "email" }, "ada@", /email address/],
    [{ type: "string", format: "uri" }, "example", /https:\/\/example\.com/],
    [{ type: "string", format: "date" }, "2026-02-31", /Enter a date,/],
    [{ type: "string", format: "date-time" }, "2026-02-31T10:00", /date and time/],
    [{ type: "string", format: "time" }, "25:00", /Enter a time,/],
    [{ type: "string", format: "uuid" }, "1234", /UUID/],
    [{ type: "number" }, "1,5", /Enter a number/],
    [{ type: "number" }, "Infinity", /Enter a number/],
    [{ type: "number" }, "0x10", /Enter a number/],
    [{ type: "integer" }, "1.5", /whole number/],
    [{ type: "integer" }, "9007199254740993", /too large to send exactly/],
    [{ type: "number" }, "1e400", /Enter a number/],
    [{ type: "number", minimum: 2 }, "1", /2 or more/],
    [{ type: "number", maximum: 2 }, "3", /2 or less/],
    [{ type: "number", exclusiveMinimum: 2 }, "2", /greater than 2/],
    [{ type: "number", exclusiveMaximum: 2 }, "2", /less than 2/],
    [{ type: "number", multipleOf: 0.1 }, "0.35", /multiple of 0\.1/],
    [{ type: "number", minimum: 2, exclusiveMinimum: true }, "2", /greater than 2/],
    [{ type: "number", multipleOf: 0.1 }, "1000000000000.05", /multiple of 0\.1/],
    [{ type: "string", format: "ipv4" }, "192.0.2.256", /192\.0\.2\.1/],
    [{ type: "string", format: "ipv6" }, "2001:db8", /2001:db8::1/],
    [{ type: "string", format: "hostname" }, "-a.example", /www\.example\.com/],
    [{ type: "string", format: "duration" }, "1 day", /P1DT2H/],
    [{ type: "string", format: "date", pattern: "^2026" }, "2025-01-01", /format that the tool expects: \^2026/],
    [{}, "{a: 1}", /isn't valid JSON/],
    [{}, '{"id": 9007199254740993}', /number 9007199254740993 is too large/],
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
    [{ type: "integer" }, "9007199254740992", 9007199254740992],
    [{ type: "number" }, "1e300", 1e300],
    [{ type: "string", format: "time" }, "14:30", "14:30:00"],
    [{ type: "string", format: "uri" }, "https://example.com/a b", "https://example.com/a%20b"],
    [z.toJSONSchema(z.iso.datetime()), "2026-03-31T14:30:00+02:00", "2026-03-31T12:30:00Z"],
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
    assert.match(read("a") ?? "", /at least 2 entries/);
    assert.match(read("a", "b", "c", "d") ?? "", /at most 3 entries/);
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
    assert.match(readForm(field, initialValue(field)).wrong.get("field") ?? "", /^Choose an option/);
    const chosen = (index: number): unknown =>
      readForm(field, { chosen: index, variants: [{ group: [null, "4242"] }, { group: [null] }] }).data;
    assert.deepEqual(chosen(0), { t: "card", number: "4242" });
    assert.deepEqual(chosen(1), { t: "cash" });
  });

  it("lets a text be empty once somebody says that it is", () => {
    const schema = { type: "object", properties: { note: { type: "string" } }, required: ["note"] };
    const field = readSchema(schema);
    assert.equal(readForm(field, { group: [""] }, schema).wrong.size, 1);
    const { data, wrong } = readForm(field, { group: [{ empty: true }] }, schema);
    assert.deepEqual([data, wrong.size], [{ note: "" }, 0]);
  });

  it("sends a default that somebody has cleared as empty, where that is an answer", () => {
    const properties = {
      note: { type: "string", default: "-" },
      tags: { type: "array", items: { type: "string" }, default: ["a"] },
      code: { type: "string", minLength: 2, default: "xy" },
    };
    const schema = { type: "object", properties };
    const cleared = { group: ["", { entries: [] }, ""] };
    assert.deepEqual(readForm(readSchema(schema), cleared, schema).data, { note: "", tags: [] });
    assert.deepEqual(readForm(readSchema(schema), initialValue(readSchema(schema)), schema).data, {
      note: "-",
      tags: ["a"],
      code: "xy",
    });
  });

  it("says which fields go together", () => {
    const properties = {
      token: { type: "string" },
      username: { type: "string", title: "Your name" },
      password: { type: "string" },
    };
    const either = [{ required: ["token"] }, { required: ["username", "password"] }];
    const read = (more: object, ...group: string[]): string | undefined => {
      const schema = { type: "object", properties, ...more };
      return readForm(readSchema(schema), { group }, schema).wrong.get("field");
    };
    const sentence = "Fill in one of these: Token; Your name and Password.";
    assert.equal(read({ anyOf: either }, "", "ada", ""), sentence);
    assert.equal(read({ anyOf: either }, "", "ada", "x"), undefined);
    assert.equal(read({ oneOf: either }, "t", "ada", "x"), "Fill in only one of these: Token; Your name and Password.");
    assert.equal(read({ allOf: [{ anyOf: either }] }, "t", "", ""), undefined);
    const not = { not: { required: ["token", "password"] } };
    assert.equal(read(not, "t", "", "x"), "These can't be combined: Token and Password.");
    assert.match(read({ minProperties: 2 }, "t", "", "") ?? "", /at least 2 entries/);
  });

  it("says at its box what another answer makes necessary", () => {
    const properties = {
      card: { type: "string" },
      code: { type: "string", minLength: 3 },
      tags: { type: "array", items: {} },
    };
    const read = (more: object) => {
      const schema = { type: "object", properties, ...more };
      return readForm(readSchema(schema), { group: ["4242", "", { entries: [] }] }, schema);
    };
    const dependent = read({ dependentRequired: { card: ["code"] } });
    assert.deepEqual([...dependent.wrong.keys()], ["field-1"]);
    const then = { if: { required: ["card"] }, then: { required: ["tags"] } };
    assert.deepEqual(read(then).data, { card: "4242", tags: [] }, "an empty list is a list");
    const older = read({ dependencies: { card: ["code"] } });
    assert.deepEqual([...older.wrong.keys()], ["field-1"]);
  });

  it("names the place inside of a box for JSON that does not fit", () => {
    let schema: object = { type: "object", properties: { days: { type: "integer" } }, required: ["days"] };
    for (let level = 0; level < 9; level += 1) {
      schema = { type: "object", properties: { in: schema }, required: ["in"] };
    }
    const field = readSchema(schema);
    const inside = (text: string): readonly [string, string][] => {
      const typed = Array(8)
        .fill(0)
        .reduce<FormValue>((value) => ({ group: [value] }), text);
      return [...readForm(field, typed, schema).wrong];
    };
    const box = `field${"-0".repeat(8)}`;
    assert.deepEqual(inside('{"in": {"days": "x"}}'), [[box, "At in/days: Enter a whole number, such as 12."]]);
    assert.deepEqual(inside('{"in": {}}'), [[box, "At in/days: This field is required."]]);
    assert.deepEqual(inside('{"in": {"days": 3}}'), []);
  });

  it("reads records, and says when two names are the same", () => {
    const schema = {
      type: "object",
      additionalProperties: { type: "integer" },
      properties: { a: { type: "integer" } },
    };
    const field = readSchema(schema);
    const read = (...pairs: readonly (readonly [string, string])[]) => {
      const entries = pairs.map((group, key) => ({ key, value: { group } }));
      return readForm(field, { group: ["1", { entries }] }, schema);
    };
    assert.deepEqual(read(["b", "2"], ["c", "3"]).data, { a: 1, b: 2, c: 3 });
    assert.deepEqual([...read(["b", "2"], ["b", "3"]).wrong.keys()], ["field-1"]);
    assert.deepEqual([...read(["a", "2"]).wrong.keys()], ["field-1"]);
    assert.deepEqual([...read(["b", "x"]).wrong.keys()], ["field-1-0-1"]);
  });

  it("reads tuples, and leaves no hole in them", () => {
    const schema = {
      type: "array",
      prefixItems: [{ type: "number" }, { type: "number" }, { type: "number" }],
      minItems: 1,
    };
    const read = (...group: string[]) => readForm(readSchema(schema), { group }, schema);
    assert.deepEqual(read("1", "2", "").data, [1, 2]);
    assert.deepEqual([...read("1", "", "3").wrong.keys()], ["field-1"]);
    assert.deepEqual([...read("", "", "").wrong.keys()], ["field-0"]);
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
