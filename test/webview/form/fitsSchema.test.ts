import assert from "node:assert/strict";
import { Validator } from "@cfworker/json-schema";
import fc from "fast-check";
import type { Field } from "../../../src/webview/form/field";
import { initialValue, typedIn } from "../../../src/webview/form/formValue";
import { readForm } from "../../../src/webview/form/readForm";
import { readSchema } from "../../../src/webview/form/readSchema";
import type { FormValue } from "../../../src/webview/state/formDrafts";
import { samples } from "./schemas";

/** What an independent validator has against the data. */
function errorsOf(schema: object, data: unknown): readonly string[] {
  return new Validator(schema, "2020-12", false).validate(data).errors.map(({ instanceLocation, error }) => {
    return `${instanceLocation}: ${error}`;
  });
}

const scribbles = ["", "a", "AB-1", "0", "-2.5", "7", "1e400", "12345678901234567890", "a@example.org", "[1]", "{}"];

/** Anything that somebody may type, tick, choose and add in these boxes. */
function anyTyped(field: Field): fc.Arbitrary<FormValue> {
  switch (field.kind) {
    case "const":
      return fc.constant(null);
    case "boolean":
      return fc.constantFrom(true, false, null);
    case "group":
      return fc.tuple(...field.entries.map((entry) => anyTyped(entry.field))).map((group) => ({ group }));
    case "list":
      return fc
        .array(anyTyped(field.item), { maxLength: 4 })
        .map((values) => ({ entries: values.map((value, key) => ({ key, value })) }));
    case "choice":
      return fc.integer({ min: -1, max: field.options.length - 1 }).map((index) => (index < 0 ? "" : `${index}`));
    case "variant":
      return fc.record({
        chosen: fc.integer({ min: -1, max: field.variants.length - 1 }),
        variants: fc.tuple(...field.variants.map(anyTyped)),
      });
    default:
      return fc.oneof(fc.constantFrom(...scribbles), fc.string());
  }
}

/** The data without lists and objects that have nothing in them: one that may be left out is. */
function filled(data: unknown): unknown {
  const isEmpty = (value: unknown): boolean => ["[]", "{}", "null"].includes(JSON.stringify(value));
  return JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).filter(([, inner]) => !isEmpty(inner))),
  );
}

describe("forms for random schemas", () => {
  it("can be filled in with whatever fits the schema, and send what fits it", () => {
    fc.assert(
      fc.property(
        samples.chain(({ schema, data }) => fc.tuple(fc.constant(schema), data)),
        ([schema, data]) => {
          assert.deepEqual(errorsOf(schema, data), [], "the sample is right");
          const field = readSchema(schema);
          const typed = typedIn(field, data);
          assert.ok(typed !== undefined, `no box for it in ${JSON.stringify(field)}`);
          const read = readForm(field, typed, schema);
          assert.deepEqual([...read.wrong], []);
          assert.deepEqual(errorsOf(schema, read.data), []);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("never send what does not fit, whatever is typed", () => {
    fc.assert(
      fc.property(
        samples.chain(({ schema }) => fc.tuple(fc.constant(schema), anyTyped(readSchema(schema)))),
        ([schema, typed]) => {
          const { data, wrong } = readForm(readSchema(schema), typed, schema);
          assert.ok(wrong.size > 0 || errorsOf(schema, data).length === 0, `${JSON.stringify(data)} was sent`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("send the schema's defaults when nobody touches anything", () => {
    fc.assert(
      fc.property(
        samples.chain(({ schema, data }) => fc.tuple(fc.constant(schema), data)),
        ([inner, data]) => {
          const { $defs, ...rest } = inner as { readonly $defs?: object };
          const schema = {
            type: "object",
            properties: { value: { ...rest, default: data } },
            required: ["value"],
            ...($defs === undefined ? {} : { $defs }),
          };
          const field = readSchema(schema);
          const read = readForm(field, initialValue(field), schema);
          assert.deepEqual([...read.wrong], []);
          assert.deepEqual(filled(read.data), filled({ value: data }));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("show JSON for what they do not know, and name what does not fit in it", () => {
    fc.assert(
      fc.property(
        samples.chain(({ schema, data }) => fc.tuple(fc.constant(schema), fc.oneof(data, fc.jsonValue()))),
        ([schema, data]) => {
          // A schema of a thousand alternatives, of which the last one fits: no form is made of it.
          const many = {
            anyOf: [...Array<object>(30).fill({ type: "object", required: ["no"], properties: {} }), schema],
          };
          const root = {
            ...many,
            ...((schema as { readonly $defs?: object }).$defs === undefined ? {} : schema),
            $ref: undefined,
          };
          const field = readSchema(JSON.parse(JSON.stringify(root)));
          if (field.kind === "json") {
            assert.notEqual(field.why, "");
            const read = readForm(field, JSON.stringify(data), JSON.parse(JSON.stringify(root)));
            assert.equal(
              read.wrong.size === 0,
              errorsOf(JSON.parse(JSON.stringify(root)) as object, data).length === 0,
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
