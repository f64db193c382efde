import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { endTurn, joinWords, reduceTurn } from "../../../../src/chat/reducer/turnReducer";
import type { Turn } from "../../../../src/shared/transcript";
import { call, emptyTurn, finish, reduceAll, text, toolChunks } from "../turns";

describe("reduceTurn", () => {
  it("joins the text of one run of text", () => {
    const turn = reduceAll([text("Hello "), text("world"), finish()]);
    deepStrictEqual(turn.parts, [{ kind: "text", id: "t1", text: "Hello world" }]);
    strictEqual(turn.state, "complete");
  });

  it("keeps the order of text, tool calls and text with the same id", () => {
    const turn = reduceAll([text("Let me look. "), ...toolChunks, text("21 °C")]);
    deepStrictEqual(
      turn.parts.map((part) => part.kind),
      ["text", "tool", "text"],
    );
  });

  it("follows a tool call from its arguments to its result", () => {
    const statuses = toolChunks.map((_, index) => {
      const part = reduceAll(toolChunks.slice(0, index + 1)).parts[0];
      return part?.kind === "tool" ? part.status : part;
    });
    deepStrictEqual(statuses, ["writing", "writing", "writing", "running", "done"]);
    deepStrictEqual(reduceAll(toolChunks).parts, [
      {
        kind: "tool",
        id: "c1",
        toolName: "getWeather",
        status: "done",
        argsText: '{"location":"Paris"}',
        args: { location: "Paris" },
        startedAt: 0,
        durationMs: 0,
        result: { tempC: 21 },
      },
    ]);
  });

  it("shows a failed tool call without ending the turn", () => {
    const turn = reduceAll([{ type: "tool-error", ...call, message: "no such city" }]);
    const [part] = turn.parts;
    ok(part?.kind === "tool" && part.status === "failed" && part.error === "no such city");
    strictEqual(turn.state, "streaming");
  });

  it("waits for an approval and keeps the run id for the decision", () => {
    const turn = reduceAll([{ type: "tool-call-approval", ...call, args: { city: "Rome" }, runId: "run-1" }]);
    const [part] = turn.parts;
    ok(part?.kind === "tool" && part.status === "awaitingApproval");
    deepStrictEqual(part.args, { city: "Rome" });
    deepStrictEqual([turn.state, turn.runId], ["waiting", "run-1"]);
  });

  it("goes on in the same turn after a decision", () => {
    const waiting = reduceAll([{ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }]);
    const turn = reduceAll([{ type: "tool-result", ...call, result: "booked" }, text("Done."), finish()], waiting);
    deepStrictEqual(
      turn.parts.map((part) => part.kind),
      ["tool", "text"],
    );
    strictEqual(turn.state, "complete");
  });

  it("marks a declined call", () => {
    const [part] = reduceAll([{ type: "tool-denied", ...call }]).parts;
    ok(part?.kind === "tool" && part.status === "declined");
  });

  it("closes reasoning when something else begins", () => {
    const thought = { type: "reasoning-delta", id: "r1", text: "Hmm" } as const;
    const turn = reduceAll([thought, text("Answer")]);
    deepStrictEqual(turn.parts[0], {
      kind: "reasoning",
      id: "r1",
      text: "Hmm",
      finished: true,
      startedAt: 0,
      durationMs: 0,
    });
  });

  it("times reasoning and tools, but not the time a person takes to decide", () => {
    const at = (turn: Turn, chunk: AgentChunk, now: number): Turn => reduceTurn(turn, chunk, now);
    let turn = at(emptyTurn(), { type: "reasoning-delta", id: "r", text: "Hmm" }, 100);
    turn = at(turn, { type: "reasoning-end", id: "r" }, 350);
    turn = at(turn, { type: "tool-call", ...call, args: {} }, 400);
    turn = at(turn, { type: "tool-call-approval", ...call, args: {}, runId: "r" }, 410);
    turn = at(turn, { type: "tool-progress", ...call, note: { label: "Go" } }, 9_000);
    turn = at(turn, { type: "tool-result", ...call, result: 1 }, 9_500);
    turn = at(turn, finish(), 9_600);
    const [reasoning, tool] = turn.parts;
    ok(reasoning?.kind === "reasoning" && reasoning.durationMs === 250);
    ok(tool?.kind === "tool" && tool.startedAt === 9_000 && tool.durationMs === 500);
    strictEqual(turn.endedAt, 9_600);
  });

  it("keeps the text that came before an error, and says what happened", () => {
    const turn = reduceAll([text("Partly"), { type: "error", message: "provider exploded" }, finish("error")]);
    strictEqual(turn.state, "failed");
    match(turn.error?.message ?? "", /provider exploded/);
    strictEqual(turn.parts.length, 1);
  });

  it("names the reason of a tripwire", () => {
    const turn = reduceAll([{ type: "tripwire", reason: "blocked by policy" }]);
    strictEqual(turn.state, "failed");
    match(turn.error?.message ?? "", /blocked by policy/);
  });

  for (const [reason, words] of [
    ["length", /length limit/],
    ["content-filter", /content filter/],
  ] as const) {
    it(`says why an answer is short: ${reason}`, () => {
      const turn = reduceAll([text("a"), finish(reason)]);
      strictEqual(turn.state, "complete");
      match(turn.error?.message ?? "", words);
      strictEqual(turn.error?.severity, "warning");
    });
  }

  it("leaves the turn itself alone on a chunk it does not know", () => {
    const turn = emptyTurn();
    strictEqual(reduceAll([{ type: "other", name: "telepathy" }, { type: "accepted" }], turn), turn);
  });
});

describe("endTurn", () => {
  it("cancels the calls that were still running", () => {
    const turn = endTurn(reduceAll(toolChunks.slice(0, 4)), "stopped");
    const [part] = turn.parts;
    ok(part?.kind === "tool" && part.status === "cancelled");
    strictEqual(turn.state, "stopped");
  });

  it("closes what is open inside of calls and steps, and keeps what was closed as it is", () => {
    const nested = (chunk: AgentChunk): AgentChunk => ({ type: "tool-nested", ...call, chunk });
    const turn = reduceAll([
      text("Done before"),
      nested({ type: "workflow-step", id: "s", name: "s", status: "running" }),
      nested({ type: "tool-call", toolCallId: "inner", toolName: "x", args: {} }),
      nested({ type: "reasoning-delta", id: "r", text: "Hm" }),
    ]);
    const ended = endTurn(turn, "stopped", undefined, 5);
    strictEqual(ended.parts[0], turn.parts[0]);
    const part = ended.parts[1];
    ok(part?.kind === "tool");
    deepStrictEqual(
      part.nested?.map((each) => ("status" in each ? each.status : each.kind)),
      ["failed", "cancelled", "reasoning"],
    );
    const reasoning = part.nested[2];
    ok(reasoning?.kind === "reasoning" && reasoning.finished && reasoning.durationMs === 5);
    strictEqual(endTurn(ended, "stopped", undefined, 6).parts, ended.parts);
  });
});

const thought = (value: string, id = "r1"): AgentChunk => ({ type: "reasoning-delta", id, text: value });

describe("joinWords", () => {
  it("makes one chunk of words that follow one another in the same text", () => {
    deepStrictEqual(joinWords([text("Sun"), text("ny"), text(" all day")]), [text("Sunny all day")]);
    deepStrictEqual(joinWords([thought("It "), thought("rains")]), [thought("It rains")]);
  });

  it("keeps apart what is of another text, or has something between", () => {
    const apart = [
      text("a"),
      text("b", "t2"),
      thought("c"),
      thought("d", "r2"),
      text("e"),
      { type: "tool-call-start", ...call } as const,
      text("f"),
    ];
    deepStrictEqual(joinWords(apart), apart);
  });

  it("does not take a text for the reasoning of the same id", () => {
    const both = [text("a", "1"), thought("b", "1"), text("c", "1")];
    deepStrictEqual(joinWords(both), both);
  });

  it("leaves the chunks that it was given as they were", () => {
    const first = text("Sun");
    joinWords([first, text("ny")]);
    deepStrictEqual(first, text("Sun"));
  });

  it("makes the same turn, whatever came together", () => {
    const chunk = fc.oneof(
      { weight: 3, arbitrary: fc.string({ maxLength: 3 }).map((value) => text(value)) },
      fc.string({ maxLength: 3 }).map((value) => text(value, "t2")),
      { weight: 2, arbitrary: fc.string({ maxLength: 3 }).map((value) => thought(value)) },
      fc.constantFrom<AgentChunk>(
        ...toolChunks,
        { type: "reasoning-end", id: "r1" },
        { type: "other", name: "text-start" },
        { type: "error", message: "broke" },
        finish(),
      ),
    );
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => deepStrictEqual(reduceAll(joinWords(chunks)), reduceAll(chunks))),
    );
  });

  it("loses no letter of a thousand chunks", () => {
    const chunks = Array.from({ length: 1_000 }, (_, index) => text(`${String(index)} `));
    const [joined, ...rest] = joinWords(chunks);
    strictEqual(rest.length, 0);
    strictEqual(
      joined?.type === "text-delta" ? joined.text : "",
      chunks.map((_, index) => `${String(index)} `).join(""),
    );
  });
});
