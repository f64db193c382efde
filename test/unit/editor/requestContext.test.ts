import { deepStrictEqual } from "node:assert/strict";
import { contextFor } from "../../../src/editor/requestContext";

const setting = {
  "https://mastra.example.com/": { tenant: "acme", tier: 2 },
  "localhost:4111": { tenant: "local" },
  "https://mastra.example.com/eu": { tenant: "acme-eu" },
  "not an address": { tenant: "nobody" },
  "https://bad.example.com": ["a"],
};

describe("agentChat.requestContext", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["https://mastra.example.com", { tenant: "acme", tier: 2 }],
    ["https://mastra.example.com/eu", { tenant: "acme-eu" }],
    ["http://localhost:4111", { tenant: "local" }],
    ["https://bad.example.com", {}],
    ["https://other.example.com", {}],
  ];
  for (const [baseUrl, context] of cases) {
    it(`has for ${baseUrl} what its address says`, () => deepStrictEqual(contextFor(setting, baseUrl), context));
  }

  it("is nothing where it is no object", () => {
    for (const value of [undefined, null, "text", [], 3]) {
      deepStrictEqual(contextFor(value, "https://mastra.example.com"), {});
    }
  });
});
