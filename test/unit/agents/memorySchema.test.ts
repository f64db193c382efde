import { deepStrictEqual } from "node:assert/strict";
import { z } from "zod";
import { memorySchema } from "../../../src/agents/memorySchema";

/** As a server tells it. */
const told = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema));

describe("the schema of a working memory", () => {
  it("is a JSON Schema as it is, but that nothing has to be filled in", () => {
    const schema = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
    deepStrictEqual(memorySchema(schema, ""), { type: "object", properties: { name: { type: "string" } } });
  });

  it("is read from what a zod schema looks like on the wire", () => {
    const schema = z.object({
      name: z.string().default("Ada"),
      age: z.number().int().nullable(),
      isIn: z.boolean().optional(),
      tags: z.array(z.enum(["a", "b"])),
      home: z.object({ city: z.string() }),
      kind: z.literal("person"),
      other: z.union([z.string(), z.number()]),
    });
    deepStrictEqual(memorySchema(told(schema), ""), {
      type: "object",
      properties: {
        name: { type: "string" },
        age: { type: "number" },
        isIn: { type: "boolean" },
        tags: { type: "array", items: { enum: ["a", "b"] } },
        home: { type: "object", properties: { city: { type: "string" } } },
        kind: { enum: ["person"] },
        other: {},
      },
    });
  });

  it("is guessed from an empty memory where nothing else is told", () => {
    deepStrictEqual(memorySchema(undefined, '{"name":"","age":0,"tags":[],"home":{"city":""},"x":null,"ok":false}'), {
      type: "object",
      properties: {
        name: { type: "string" },
        age: { type: "number" },
        tags: { type: "array", items: {} },
        home: { type: "object", properties: { city: { type: "string" } } },
        x: {},
        ok: { type: "boolean" },
      },
    });
  });

  it("is any JSON where nothing is told at all, or what is told has no end", () => {
    let deep: object = {};
    for (let level = 0; level < 5_000; level += 1) {
      deep = { properties: { deep } };
    }
    for (const schema of [undefined, null, "x", { def: 1 }, deep]) {
      deepStrictEqual(memorySchema(schema, "no JSON"), {});
    }
  });
});
