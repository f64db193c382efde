import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { turnsWithRun } from "../../../../src/chat/live/runPlace";
import type { Part, Turn } from "../../../../src/shared/transcript";
import { emptyTurn, text } from "../turns";

const AGENT = { id: "weatherAgent", name: "Weather" };
const start: AgentChunk = { type: "start", runId: "r", messageId: "m" };
const call = (status: "done" | "awaitingApproval"): Part => ({
  kind: "tool",
  id: "c1",
  toolName: "bookTrip",
  status,
  argsText: "",
  args: {},
  progress: [],
});
const words: Part = { kind: "text", id: "t", text: "Hanoi is" };
const asked: Turn = { ...emptyTurn("q"), role: "user", state: "complete", messageIds: ["q"] };
const answer = (turn: Partial<Turn>): Turn => ({ ...emptyTurn("a"), state: "interrupted", parts: [words], ...turn });
const place = (turns: readonly Turn[], ...unread: AgentChunk[]): readonly Turn[] | undefined =>
  turnsWithRun(turns, { runId: "r", unread }, AGENT);

describe("turnsWithRun", () => {
  it("gives a run that is not known a turn of its own", () => {
    const made = place([asked, answer({ runId: "other" })], start);
    deepStrictEqual(
      made?.map(({ runId, state, parts }) => [runId, state, parts.length]),
      [
        [undefined, "complete", 0],
        ["other", "interrupted", 1],
        ["r", "streaming", 0],
      ],
    );
  });

  it("takes the question from what another window of this computer has kept, unless it is known or answered", () => {
    const streaming = answer({ state: "streaming" });
    const roles = (turns: readonly Turn[], kept: readonly Turn[]): readonly string[] | undefined =>
      turnsWithRun(turns, { runId: "r", unread: [start] }, AGENT, kept)?.map(({ role }) => role);
    deepStrictEqual(roles([], [asked, streaming]), ["user", "agent"]);
    deepStrictEqual(roles([asked], [asked, streaming]), ["user", "agent"]);
    deepStrictEqual(roles([], [asked, answer({ state: "complete" })]), ["agent"]);
    deepStrictEqual(roles([], []), ["agent"]);
  });

  it("writes a response anew that is there from before a reload, known by its run, its message or its question", () => {
    const message: AgentChunk = { type: "user-message", id: "s", clientId: "q", parts: [] };
    for (const known of [answer({ runId: "r" }), answer({ messageIds: ["m"] }), answer({})]) {
      const made = place([asked, known], start, message);
      deepStrictEqual(
        made?.map(({ id, runId, state, parts }) => [id, runId, state, parts]),
        [
          ["q", undefined, "complete", []],
          ["a", "r", "streaming", []],
        ],
      );
    }
  });

  it("goes on behind the call that was decided, and keeps what was before it", () => {
    const waiting = answer({ runId: "r", state: "waiting", parts: [words, call("awaitingApproval")] });
    const result: AgentChunk = { type: "tool-result", toolCallId: "c1", toolName: "bookTrip", result: {} };
    for (const turn of [waiting, { ...waiting, parts: [...waiting.parts, { ...words, id: "t2" }] }]) {
      deepStrictEqual(place([asked, turn], result)?.at(-1)?.parts, waiting.parts);
    }
    const stored = answer({ state: "complete", parts: [words, call("awaitingApproval")] });
    strictEqual(place([asked, stored], result)?.at(-1)?.id, "a");
  });

  it("changes nothing where the call waits already, or something was answered since", () => {
    const waits: AgentChunk = {
      type: "tool-call-approval",
      toolCallId: "c1",
      toolName: "bookTrip",
      args: {},
      runId: "r",
    };
    const waiting = answer({ runId: "r", state: "waiting", parts: [call("awaitingApproval")] });
    strictEqual(place([asked, waiting], start, waits), undefined);
    strictEqual(
      place([asked, answer({ runId: "r" }), answer({ id: "b", runId: "later" })], start, text("x")),
      undefined,
    );
  });
});
