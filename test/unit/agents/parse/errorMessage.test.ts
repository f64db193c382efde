import { strictEqual } from "node:assert/strict";
import { errorMessage } from "../../../../src/agents/parse/errorMessage";

describe("errorMessage", () => {
  it("finds the words wherever Mastra puts them", () => {
    strictEqual(errorMessage("no"), "no");
    strictEqual(errorMessage({ message: "Error: no" }), "no");
    strictEqual(errorMessage({ cause: { message: "inner" } }), "inner");
    strictEqual(errorMessage({ details: { errorMessage: "Error: detail" } }), "detail");
    strictEqual(errorMessage({ message: 7 }), "");
  });

  it("cuts a stack off, on lines of its own or behind the words", () => {
    strictEqual(errorMessage("boom\n    at f (/srv/app.js:1:2)"), "boom");
    strictEqual(errorMessage("boom at f (/srv/app.js:1:2) at g"), "boom");
    strictEqual(errorMessage("boom at async file:///srv/app.js:1"), "boom");
    strictEqual(errorMessage("boom at processTicks (node:internal/x:1)"), "boom");
  });

  it("leaves words that look a little like one", () => {
    strictEqual(errorMessage("No route at /api/x (yet)"), "No route at /api/x (yet)");
    strictEqual(errorMessage("Meet at noon (maybe)"), "Meet at noon (maybe)");
  });

  it("is short, whatever comes", () => {
    strictEqual(errorMessage("x".repeat(1_000_000)).length, 500);
  });
});
