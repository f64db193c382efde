import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { parseChunk } from "../../../src/agents/parseChunk";
import { failureIn, toolOutcome } from "../../../src/agents/toolOutcome";

const call = { toolCallId: "c", toolName: "lookUp" };
const result = (value: unknown, more: object = {}) =>
  parseChunk({ type: "tool-result", payload: { ...call, result: value, ...more } });

describe("toolOutcome", () => {
  it("takes the error of an MCP server for one, with its text", () => {
    const answer = { content: [{ type: "text", text: "API key invalid" }], isError: true };
    deepStrictEqual(result(answer), { type: "tool-error", ...call, message: "API key invalid", result: answer });
    strictEqual(
      failureIn({
        isError: true,
        content: [{ type: "text", text: "a" }, { type: "image" }, { type: "text", text: "b" }],
      }),
      "a\n\nb",
    );
    strictEqual(failureIn({ isError: true, content: "plain" }), "plain");
    strictEqual(failureIn({ isError: true, message: "why" }), "why");
    strictEqual(failureIn({ isError: true, structuredContent: { code: 7 } }), "");
  });

  it("says which arguments Mastra refused, and why", () => {
    const refused = {
      error: true,
      message:
        'Tool input validation failed for lookUp. Please fix the following errors and try again:\n- count: Too big\n\nProvided arguments: {\n  "count": 99\n}',
      validationErrors: {
        errors: ["Not both"],
        fields: {
          count: { errors: ["Too big"], fields: {} },
          hotel: { errors: [], fields: { stars: { errors: ["Too few"], fields: {} } } },
        },
      },
    };
    const message =
      "Tool input validation failed for lookUp. Please fix the following errors and try again:\nNot both\ncount: Too big\nhotel.stars: Too few";
    deepStrictEqual(result(refused), { type: "tool-error", ...call, message, result: refused });
    strictEqual(failureIn({ error: true, message: "One\nTwo" }), "One\nTwo");
    strictEqual(failureIn({ error: true, validationErrors: [] }), "");
  });

  it("keeps a result beside the server's mark that it is an error, with or without words of its own", () => {
    deepStrictEqual(result({ code: 7, tries: [1, 2] }, { isError: true }), {
      type: "tool-error",
      ...call,
      message: "",
      result: { code: 7, tries: [1, 2] },
    });
    deepStrictEqual(result({ message: "no", code: 7 }, { isError: true }), {
      type: "tool-error",
      ...call,
      message: "no",
      result: { message: "no", code: 7 },
    });
    deepStrictEqual(result("no", { isError: true }), { type: "tool-error", ...call, message: "no" });
  });

  it("knows what Mastra makes of a workflow that failed", () => {
    strictEqual(failureIn({ error: 'No figures for "Atlantis"', runId: "r" }), 'No figures for "Atlantis"');
  });

  it("leaves results that only speak of errors", () => {
    for (const value of [
      { isError: false, content: [] },
      { error: null, data: 1 },
      { error: "0.02", mean: 1 },
      { error: true },
      { success: false, message: "No seats" },
      [{ isError: true }],
      '{"isError":true}',
      null,
      undefined,
    ]) {
      strictEqual(toolOutcome(call, value).type, "tool-result", JSON.stringify(value));
    }
  });

  it("passes no stack of the server on, in the words or beside them", () => {
    const stack = "Error: broke\n    at run (/srv/app/run.js:10:3)";
    for (const chunk of [
      result({ isError: true, content: [{ type: "text", text: stack }] }),
      result({ message: stack, stack, cause: { stack } }, { isError: true }),
      parseChunk({ type: "tool-error", payload: { ...call, error: { cause: { message: stack, stack } } } }),
      parseChunk({ type: "background-task-failed", payload: { ...call, error: { message: stack } } }),
      parseChunk({
        type: "workflow-step-result",
        payload: { id: "s", status: "failed", error: { message: stack }, output: { stack } },
      }),
    ]) {
      ok(!JSON.stringify(chunk).includes("/srv/"), JSON.stringify(chunk));
      ok(JSON.stringify(chunk).includes("broke"));
    }
  });

  it("keeps every line that a tool threw", () => {
    const message = "The build failed.\nsrc/a.ts: no such name\nRun it again.";
    const chunk = parseChunk({ type: "tool-error", payload: { ...call, error: { cause: { message } } } });
    strictEqual(chunk.type === "tool-error" && chunk.message, message);
  });

  it("is a failed step of a workflow as well", () => {
    const chunk = parseChunk({
      type: "workflow-step-result",
      payload: { id: "s", status: "success", output: { isError: true, content: [{ type: "text", text: "No key" }] } },
    });
    ok(chunk.type === "workflow-step" && chunk.status === "failed" && chunk.error === "No key");
  });

  it("takes anything", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            isError: fc.anything(),
            error: fc.anything(),
            content: fc.anything(),
            message: fc.anything(),
            validationErrors: fc.anything(),
          },
          { requiredKeys: [] },
        ),
        (value) => toolOutcome(call, value, true).type === "tool-error",
      ),
    );
  });
});
