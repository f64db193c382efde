import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { endTurn } from "../../../src/chat/turnReducer";
import { call, emptyTurn, finish, reduceAll, text, toolChunks } from "./turns";

describe("reduceTurn", () => {
  it("joins the text of one run of text", () => {
    const turn = reduceAll([text("Hello "), text("world"), finish()]);
    deepStrictEqual(turn.parts, [{ kind: "text", id: "t1", text: "Hello world" }]);
    strictEqual(turn.state, "complete");
  });

  it("keeps the order of text, tool calls and text with the same id", () => {
    const turn = reduceAll([text("Let me look. "), ...toolChunks, text("21 °C")]);
    deepStrictEqual(turn.parts.map((part) => part.kind), ["text", "tool", "text"]);
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
    deepStrictEqual(turn.parts.map((part) => part.kind), ["tool", "text"]);
    strictEqual(turn.state, "complete");
  });

  it("marks a declined call", () => {
    const [part] = reduceAll([{ type: "tool-denied", ...call }]).parts;
    ok(part?.kind === "tool" && part.status === "declined");
  });

  it("closes reasoning when something else begins", () => {
    const thought = { type: "reasoning-delta", id: "r1", text: "Hmm" } as const;
    const turn = reduceAll([thought, text("Answer")]);
    deepStrictEqual(turn.parts[0], { kind: "reasoning", id: "r1", text: "Hmm", finished: true });
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

  for (const [reason, words] of [["length", /length limit/], ["content-filter", /content filter/]] as const) {
    it(`says why an answer is short: ${reason}`, () => {
      const turn = reduceAll([text("a"), finish(reason)]);
      strictEqual(turn.state, "complete");
      match(turn.error?.message ?? "", words);
    });
  }

  it("leaves the turn itself alone on a chunk it does not know", () => {
    const turn = emptyTurn();
    strictEqual(reduceAll([{ type: "other", name: "data-progress" }], turn), turn);
  });
});

describe("endTurn", () => {
  it("cancels the calls that were still running", () => {
    const turn = endTurn(reduceAll(toolChunks.slice(0, 4)), "stopped");
    const [part] = turn.parts;
    ok(part?.kind === "tool" && part.status === "cancelled");
    strictEqual(turn.state, "stopped");
  });
});
