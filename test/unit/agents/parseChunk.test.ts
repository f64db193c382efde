import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { endsTurn } from "../../../src/agents/chunk";
import { parseChunk } from "../../../src/agents/parseChunk";

describe("parseChunk", () => {
  it("reads text", () => {
    deepStrictEqual(parseChunk({ type: "text-delta", runId: "r", payload: { id: "t1", text: "Hello" } }), {
      type: "text-delta",
      id: "t1",
      text: "Hello",
    });
  });

  it("reads a tool call with its arguments", () => {
    deepStrictEqual(
      parseChunk({ type: "tool-call", payload: { toolCallId: "c", toolName: "getWeather", args: { location: "Paris" } } }),
      { type: "tool-call", toolCallId: "c", toolName: "getWeather", args: { location: "Paris" } },
    );
  });

  it("finds a tool error's message where Mastra hides it", () => {
    const payload = {
      error: { name: "Error", cause: { message: "tool blew up", name: "Error" }, details: { errorMessage: "Error: x" } },
      toolCallId: "c",
      toolName: "boomTool",
    };
    deepStrictEqual(parseChunk({ type: "tool-error", payload }), {
      type: "tool-error",
      toolCallId: "c",
      toolName: "boomTool",
      message: "tool blew up",
    });
  });

  it("never keeps the stack of the server", () => {
    const error = { message: "exploded\n    at script (file:///srv/app.js)", stack: "Error: at file:///srv/app.js" };
    deepStrictEqual(parseChunk({ type: "error", payload: { error } }), { type: "error", message: "exploded" });
  });

  it("reads an abort, which has no payload", () => {
    deepStrictEqual(parseChunk({ type: "abort", runId: "r" }), { type: "abort" });
  });

  it("keeps the run id of an approval", () => {
    const chunk = parseChunk({
      type: "tool-call-approval",
      runId: "run-1",
      payload: { toolCallId: "c", toolName: "bookTrip", args: { city: "Rome" }, resumeSchema: "{}" },
    });
    deepStrictEqual(chunk, {
      type: "tool-call-approval",
      toolCallId: "c",
      toolName: "bookTrip",
      args: { city: "Rome" },
      runId: "run-1",
    });
    strictEqual(endsTurn(chunk), true);
  });

  it("passes unknown types on as other, and never throws", () => {
    deepStrictEqual(parseChunk({ type: "data-progress", data: { pct: 50 } }), { type: "other", name: "data-progress" });
    fc.assert(
      fc.property(fc.anything(), fc.string(), (payload, type) => {
        strictEqual(typeof parseChunk({ type, payload }).type, "string");
        strictEqual(typeof parseChunk(payload).type, "string");
      }),
    );
  });

  it("takes only the five ends for the end of a turn", () => {
    const ends = ["finish", "abort", "tripwire", "text-delta", "step-finish", "error"].filter((type) =>
      endsTurn(parseChunk({ type, payload: {} })),
    );
    deepStrictEqual(ends, ["finish", "abort", "tripwire"]);
  });
});
