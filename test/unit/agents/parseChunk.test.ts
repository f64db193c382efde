import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { endsTurn } from "../../../src/agents/chunk";
import { parseChunk } from "../../../src/agents/parseChunk";
import * as streams from "../chat/captures/streams";

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
      parseChunk({
        type: "tool-call",
        payload: { toolCallId: "c", toolName: "getWeather", args: { location: "Paris" } },
      }),
      { type: "tool-call", toolCallId: "c", toolName: "getWeather", args: { location: "Paris" } },
    );
  });

  it("finds a tool error's message where Mastra hides it", () => {
    const payload = {
      error: {
        name: "Error",
        cause: { message: "tool blew up", name: "Error" },
        details: { errorMessage: "Error: x" },
      },
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
      resumeSchema: {},
    });
    strictEqual(endsTurn(chunk), true);
  });

  it("passes unknown types on as other, and never throws", () => {
    deepStrictEqual(parseChunk({ type: "telepathy", payload: { id: 1 } }), { type: "other", name: "telepathy" });
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

  it("knows every type that people can see in what a real server sent", () => {
    const unknown = Object.values(streams)
      .flat()
      .map(parseChunk)
      .flatMap((chunk) => (chunk.type === "other" ? [chunk.name] : []));
    deepStrictEqual([...new Set(unknown)].sort(), [
      "reasoning-start",
      "text-end",
      "text-start",
      "tool-call-input-streaming-end",
    ]);
  });

  it("reads usage, model and message of a finish, and keeps none of its echo", () => {
    const finish = streams.progress.map(parseChunk).find(({ type }) => type === "finish");
    ok(finish?.type === "finish" && finish.messageId !== undefined);
    deepStrictEqual(
      { ...finish, messageId: "" },
      {
        type: "finish",
        reason: "stop",
        messageId: "",
        usage: { inputTokens: 22, outputTokens: 44, totalTokens: 66, reasoningTokens: 8, cachedInputTokens: 10 },
        model: "cap-1-2025",
      },
    );
  });

  it("finds the chunks of a sub-agent inside the output of its tool", () => {
    const nested = streams.subAgent
      .map(parseChunk)
      .flatMap((chunk) => (chunk.type === "tool-nested" ? [chunk.chunk] : []));
    ok(nested.some((chunk) => chunk.type === "reasoning-delta" && chunk.text === "sub thinks"));
    ok(nested.some((chunk) => chunk.type === "tool-progress" && chunk.note.label === "first"));
  });

  it("takes a report that only looks like a chunk for a report", () => {
    const chunk = parseChunk({
      type: "tool-output",
      payload: { toolCallId: "c", output: { type: "upload", message: "Half" } },
    });
    ok(chunk.type === "tool-progress" && chunk.note.label === "Half");
  });

  it("reads data with an id, and whether the server keeps it", () => {
    deepStrictEqual(parseChunk({ type: "data-status", id: "s", data: { message: "two" }, transient: true }), {
      type: "data",
      name: "status",
      id: "s",
      toolCallId: "s",
      transient: true,
      note: { label: "two" },
    });
  });

  it("leaves out a schema that is none", () => {
    for (const resumeSchema of ["{not json", "[1]", "7", 7, null, undefined]) {
      const chunk = parseChunk({
        type: "tool-call-suspended",
        payload: { toolCallId: "c", toolName: "t", args: {}, resumeSchema },
      });
      ok(chunk.type === "tool-call-suspended" && !("resumeSchema" in chunk));
    }
  });

  it("follows what background tasks do to their call", () => {
    const types = ["running", "completed", "failed", "cancelled"].map(
      (state) =>
        parseChunk({
          type: `background-task-${state}`,
          payload: { toolCallId: "c", toolName: "t", error: { message: "no" } },
        }).type,
    );
    deepStrictEqual(types, ["tool-call", "tool-result", "tool-error", "tool-cancelled"]);
  });

  it("ends at a depth that no honest server reaches", () => {
    let chunk: unknown = { type: "text-delta", from: "AGENT", payload: { id: "t", text: "deep" } };
    for (let depth = 0; depth < 5_000; depth += 1) {
      chunk = { type: "tool-output", from: "USER", payload: { toolCallId: "c", toolName: "t", output: chunk } };
    }
    let parsed = parseChunk(chunk);
    while (parsed.type === "tool-nested") {
      parsed = parsed.chunk;
    }
    strictEqual(parsed.type, "tool-progress");
  });
});
