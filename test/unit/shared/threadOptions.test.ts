import { strictEqual } from "node:assert/strict";
import { countOptions, isThreadOptions, OPTION_LIMITS } from "../../../src/shared/threadOptions";

const whole = { instructions: "Be brief.", maxSteps: 3, temperature: 0.5, requestContext: { tenant: "acme" } };

describe("options of a thread", () => {
  const fits: readonly unknown[] = [{}, whole, { maxSteps: 1 }, { temperature: 0 }, { temperature: 2 }];
  const refused: readonly unknown[] = [
    undefined,
    null,
    "options",
    { model: "another" },
    { instructions: "" },
    { instructions: "x".repeat(OPTION_LIMITS.instructions + 1) },
    { maxSteps: 0 },
    { maxSteps: 1.5 },
    { maxSteps: "3" },
    { temperature: -0.1 },
    { temperature: Number.NaN },
    { requestContext: {} },
    { requestContext: { tenant: 1 } },
    { requestContext: { "": "acme" } },
    { requestContext: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`name${index}`, "value"])) },
    { toString: "own" },
  ];
  for (const value of fits) {
    it(`are ${JSON.stringify(value)}`, () => strictEqual(isThreadOptions(value), true));
  }
  for (const value of refused) {
    it(`are not ${(JSON.stringify(value) ?? "undefined").slice(0, 60)}`, () =>
      strictEqual(isThreadOptions(value), false));
  }

  it("are counted", () => {
    strictEqual(countOptions(whole), 4);
    strictEqual(countOptions(undefined), 0);
  });
});
