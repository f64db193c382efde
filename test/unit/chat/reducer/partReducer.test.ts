import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { parseChunk } from "../../../../src/agents/parseChunk";
import type { Part, ToolCallPart, Turn } from "../../../../src/shared/transcript";
import * as streams from "../captures/streams";
import { call, reduceAll } from "../turns";

describe("reduceParts with what a real server sent", () => {
  const replay = (...captures: (readonly unknown[])[]): Turn => reduceAll(captures.flat().map(parseChunk));
  const shape = (parts: readonly Part[] = []): string[] =>
    parts.map((part) => ("status" in part ? `${part.kind} ${part.status}` : part.kind));

  function tool(turn: Turn, index = 0): ToolCallPart {
    const found = turn.parts.filter((part) => part.kind === "tool")[index];
    ok(found);
    return found;
  }

  it("nests what a sub-agent says and does in the call that asked it", () => {
    const turn = replay(streams.subAgent);
    deepStrictEqual(shape(turn.parts), ["text", "tool done", "data", "data", "text"]);
    deepStrictEqual(shape(tool(turn).nested), ["reasoning", "text", "tool done", "text"]);
    const inner = tool(turn).nested?.find((part) => part.kind === "tool");
    deepStrictEqual(
      inner?.progress?.map(({ label }) => label),
      ["first", "plain text"],
    );
    deepStrictEqual(turn.usage, {
      inputTokens: 22,
      outputTokens: 44,
      totalTokens: 66,
      reasoningTokens: 8,
      cachedInputTokens: 10,
    });
    strictEqual(turn.model, "cap-1-2025");
    strictEqual(turn.messageIds?.length, 1);
  });

  it("shows the steps of a workflow with their output and their error", () => {
    const done = tool(replay(streams.workflow)).nested ?? [];
    deepStrictEqual(shape(done), ["step done", "step done"]);
    ok(done[0]?.kind === "step" && done[0].name === "fetchIt");
    deepStrictEqual([done[0].output, shape(done[0].parts)], [{ temp: 5 }, ["data"]]);
    const failed = tool(replay(streams.workflowFailed)).nested?.[1];
    ok(failed?.kind === "step" && failed.status === "failed" && failed.error === "step broke");
  });

  it("goes on with the step that was suspended", () => {
    const waiting = replay(streams.workflowSuspended);
    deepStrictEqual([waiting.state, shape(tool(waiting).nested)], ["waiting", ["step done", "step waiting"]]);
    deepStrictEqual(tool(waiting).suspension?.payload, { q: "sure?" });
    ok(tool(waiting).suspension?.schema);
    const done = replay(streams.workflowSuspended, streams.workflowResumed);
    deepStrictEqual(
      [done.state, shape(done.parts), shape(tool(done).nested)],
      ["complete", ["tool done", "text"], ["step done", "step done"]],
    );
    strictEqual(done.messageIds?.length, 2);
  });

  it("keeps the reports of a tool, and drops what was only for the moment when the turn ends", () => {
    const streaming = reduceAll(streams.progress.slice(0, -1).map(parseChunk));
    deepStrictEqual(
      streaming.parts.filter((part) => part.kind === "data").map(({ note }) => note.label),
      ["halfway", "one", "two"],
    );
    const turn = replay(streams.progress);
    deepStrictEqual(
      turn.parts.filter((part) => part.kind === "data").map(({ note }) => note.label),
      ["halfway", "one"],
    );
    deepStrictEqual(tool(turn).progress, [
      { label: "first", value: { step: 1, label: "first" } },
      { label: "plain text" },
    ]);
  });

  it("shows files and sources", () => {
    deepStrictEqual(replay(streams.filesAndSources).parts.slice(1, 3), [
      { kind: "file", id: "file-1", mediaType: "image/png", base64: "iVBORw0KGgo=", name: "image.png" },
      { kind: "source", id: "s1", title: "Example", url: "https://example.com/a" },
    ]);
  });

  it("shows a structured object once, not its spelling besides", () => {
    deepStrictEqual(replay(streams.structuredObject).parts, [
      { kind: "object", id: "object-0", value: { city: "Paris", temperatureC: 21 }, finished: true },
    ]);
  });

  it("keeps the stack of the server to itself", () => {
    const turn = replay(streams.runError);
    strictEqual(turn.state, "failed");
    deepStrictEqual(turn.error?.actions, ["retryTurn"]);
    doesNotMatch(JSON.stringify(turn), /srv|at gen/);
  });

  it("asks for the approval of a sub-agent's tool once, and says which tool it is", () => {
    const turn = replay(streams.subAgentApproval);
    strictEqual(turn.state, "waiting");
    deepStrictEqual(shape(turn.parts), ["text", "tool awaitingApproval"]);
    deepStrictEqual(shape(tool(turn).nested), ["tool running"]);
    deepStrictEqual([tool(turn).toolName, tool(turn).args], ["agent-subAgent", { prompt: "danger" }]);
    deepStrictEqual(tool(turn).suspension?.payload, { toolName: "danger", args: { id: "9" } });
    const done = replay(streams.subAgentApproval, streams.subAgentApproved);
    deepStrictEqual(shape(tool(done).nested), ["tool done", "text"]);
  });

  it("approves several calls one after the other, and keeps the reason of a refusal", () => {
    const statuses = (turn: Turn): string[] => shape(turn.parts);
    deepStrictEqual(statuses(replay(streams.twoApprovals)), ["tool awaitingApproval", "tool running"]);
    const done = replay(streams.twoApprovals, streams.firstDeclined, streams.secondApproved);
    deepStrictEqual(statuses(done), ["tool declined", "tool done", "text"]);
    strictEqual(tool(done).reason, "too risky");
  });
});

describe("reduceParts with very much", () => {
  it("keeps the newest reports of a tool and all of its result", () => {
    const notes = Array.from(
      { length: 500 },
      (_, index) => ({ type: "tool-progress", ...call, note: { label: String(index) } }) as const,
    );
    const result = "x".repeat(5_000_000);
    const [part] = reduceAll([...notes, { type: "tool-result", ...call, result }]).parts;
    ok(part?.kind === "tool" && part.result === result);
    deepStrictEqual(
      [part.progress?.length, part.progress?.[0]?.label, part.progress?.at(-1)?.label],
      [200, "300", "499"],
    );
  });

  it("draws one bar for reports without an id, and no more than 200 of other ones", () => {
    const data = (note: { label: string; percent?: number }): AgentChunk => ({
      type: "data",
      name: "p",
      transient: false,
      note,
    });
    const bar = reduceAll([10, 20, 30].map((percent) => data({ label: "", percent })));
    deepStrictEqual(
      bar.parts.map((part) => (part.kind === "data" ? part.note.percent : part.kind)),
      [30],
    );
    const many = reduceAll(Array.from({ length: 1_000 }, (_, index) => data({ label: String(index) })));
    ok(many.parts.length <= 201);
    const last = many.parts.at(-1);
    ok(last?.kind === "data" && last.note.label === "999");
  });
});
