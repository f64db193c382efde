import { strictEqual } from "node:assert/strict";
import { declineWords, takesRefusalForAnswer } from "../../../src/agents/declining";

const text = { type: "string" };

describe("takesRefusalForAnswer", () => {
  const cases: readonly (readonly [string, unknown, boolean])[] = [
    ["an object of which nothing is required", { type: "object", properties: { name: text } }, true],
    ["one whose required properties all have defaults", object({ name: { ...text, default: "" } }, ["name"]), true],
    ["one of which something is required", object({ name: text }, ["name"]), false],
    ["one that knows how to be declined", { type: "object", properties: { approved: { type: "boolean" } } }, false],
    ["one with combinations", { type: "object", properties: {}, anyOf: [{ required: ["a"] }] }, false],
    ["a text", text, false],
    ["no schema at all", undefined, false],
    ["what is no schema", 7, false],
  ];
  for (const [what, schema, expected] of cases) {
    it(`${what}: ${String(expected)}`, () => strictEqual(takesRefusalForAnswer(schema), expected));
  }

  function object(properties: object, required: readonly string[]): object {
    return { type: "object", properties, required };
  }
});

describe("declineWords", () => {
  it("says that there is no answer, and why", () => {
    strictEqual(declineWords(" "), "The user declined to answer.");
    strictEqual(declineWords("Not today."), "The user declined to answer: Not today.");
  });
});
