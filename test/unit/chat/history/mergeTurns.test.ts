import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../../src/agents/chunk";
import type { Fields } from "../../../../src/agents/fields";
import { parseChunk } from "../../../../src/agents/parseChunk";
import { storedMessage, type SuspendedRun } from "../../../../src/agents/storedThread";
import { mergeTurns } from "../../../../src/chat/history/mergeTurns";
import { turnsFromMessages, withSuspendedRuns } from "../../../../src/chat/history/storedTurns";
import { endTurn } from "../../../../src/chat/reducer/turnReducer";
import type { Part, Turn } from "../../../../src/shared/transcript";
import { emptyTurn, finish, reduceAll, text } from "../turns";
import * as histories from "../captures/histories";
import * as streams from "../captures/streams";

const words = (value: string): Part => ({ kind: "text", id: "t", text: value });

function question(id: string, createdAt: number): Turn {
  return {
    id,
    role: "user",
    agentName: "",
    parts: [words(`Question ${id}`)],
    state: "complete",
    createdAt,
    messageIds: [id],
  };
}

function answer(id: string, createdAt: number, change: Partial<Turn> = {}): Turn {
  return {
    id,
    role: "agent",
    agentName: "A",
    agentId: "a",
    parts: [words(`Answer ${id}`)],
    state: "complete",
    createdAt,
    messageIds: [id],
    ...change,
  };
}

const exchange = (id: string, at: number, change: Partial<Turn> = {}): Turn[] => [
  question(`${id}?`, at),
  answer(`${id}!`, at + 1, change),
];
const notice = { message: "No", actions: [] };
const failed = (id: string, at: number): Turn[] => exchange(id, at, { state: "failed", error: notice, messageIds: [] });
const ids = (turns: readonly Turn[]): string =>
  turns
    .filter(({ role }) => role === "user")
    .map(({ id }) => id.slice(0, -1))
    .join("");

describe("mergeTurns", () => {
  it("keeps the very same list when the server adds nothing", () => {
    const local = [...exchange("a", 1), ...failed("b", 2)];
    strictEqual(mergeTurns(local, exchange("a", 1), true), local);
    strictEqual(mergeTurns(local, [], true), local);
  });

  it("keeps what only this machine has in its place", () => {
    const local = [...exchange("a", 10), ...failed("x", 20), ...exchange("b", 30), ...failed("y", 40)];
    const stored = [...exchange("a", 10), ...exchange("b", 30), ...exchange("c", 50)];
    strictEqual(ids(mergeTurns(local, stored, true)), "axbyc");
  });

  it("sorts what two windows wrote at the same time, and parts no question from its answer", () => {
    const local = [...exchange("a", 10), ...failed("x", 25), ...failed("y", 45)];
    const stored = [...exchange("a", 10), ...exchange("b", 24), ...exchange("c", 40), ...exchange("d", 50)];
    const merged = mergeTurns(local, stored, true);
    strictEqual(ids(merged), "abxcyd");
    deepStrictEqual(
      merged.map(({ role }) => role),
      merged.map((_, index) => (index % 2 === 0 ? "user" : "agent")),
    );
  });

  it("puts earlier messages in front of what is there", () => {
    const local = [...exchange("c", 30), ...failed("x", 40)];
    strictEqual(ids(mergeTurns(local, [...exchange("a", 10), ...exchange("b", 20)], false)), "abcx");
  });

  it("joins an answer that lies on two pages", () => {
    const local = [answer("late", 30), ...exchange("c", 40)];
    const merged = mergeTurns(local, [question("a?", 10), answer("early", 20)], false);
    deepStrictEqual(
      merged.map(({ id }) => id),
      ["a?", "late", "c?", "c!"],
    );
    deepStrictEqual(merged[1]?.parts, [words("Answer early"), words("Answer late")]);
    deepStrictEqual(merged[1].messageIds, ["late", "early"].toReversed());
  });

  it("knows an answer again by its message, and lets its own words, times and usage stand", () => {
    const own = [question("a?", 1), answer("local", 2, { messageIds: ["a!"], usage: { totalTokens: 3 }, endedAt: 9 })];
    const stored = [question("a?", 1), { ...answer("a!", 2), parts: [words("Answer local")] }];
    strictEqual(mergeTurns(own, stored, true), own);
  });

  it("takes the answer of the server to a question whose connection was lost", () => {
    const lost = [
      question("a?", 1),
      answer("local", 2, { messageIds: [], parts: [words("Ans")], state: "interrupted", error: notice }),
    ];
    const merged = mergeTurns(lost, exchange("a", 1), true);
    deepStrictEqual(
      merged.map(({ id, state, error, parts }) => [id, state, error, parts.length]),
      [
        ["a?", "complete", undefined, 1],
        ["local", "complete", undefined, 1],
      ],
    );
    deepStrictEqual(merged[1]?.parts, [words("Answer a!")]);
  });

  it("lets a stopped answer be a stopped one, with whatever the server had written by then", () => {
    const local = [question("a?", 1), answer("a!", 2, { parts: [words("Answer")], state: "stopped" })];
    const [, merged] = mergeTurns(local, exchange("a", 1), true);
    deepStrictEqual([merged?.state, merged?.parts], ["stopped", [words("Answer a!")]]);
  });

  it("adds what only the server has of a response that went on, though the same words stand before it", () => {
    const cut = words("| Month |\n| --- ");
    const local = [question("a?", 1), answer("a!", 2, { parts: [cut], state: "interrupted" })];
    const stored = (...more: readonly Part[]): Turn[] => [
      question("a?", 1),
      answer("a!", 2, { parts: [cut, ...more] }),
    ];
    const merged = mergeTurns(local, stored(words("|\n")), true);
    deepStrictEqual(merged[1]?.parts, [cut, words("|\n")]);
    // What went on from there is in the same part here, and in one of its own there.
    const whole = merged.with(1, { ...merged[1], parts: [cut, words("|\n| May |\n")], state: "complete" });
    strictEqual(mergeTurns(whole, stored(words("|\n"), words("| May |\n")), true), whole);
  });

  it("does not touch what is being written", () => {
    const local = [
      question("a?", 1),
      answer("local", 2, { state: "streaming", messageIds: ["a!"], parts: [words("A")] }),
    ];
    strictEqual(mergeTurns(local, exchange("a", 1), true)[1], local[1]);
  });

  it("removes what another window has deleted, and only what is certain to have been stored", () => {
    const local = [
      ...exchange("a", 10),
      ...exchange("b", 20),
      ...exchange("m", 25, { agentId: "forgetful" }),
      ...failed("x", 30),
    ];
    const stored = [...exchange("a", 10), ...exchange("c", 40)];
    strictEqual(ids(mergeTurns(local, stored, true)), "amxc");
    // The newest answer may not have been written down yet.
    strictEqual(ids(mergeTurns([...exchange("a", 10), ...exchange("b", 20)], exchange("a", 10), true)), "ab");
    // What lies before the page was not read.
    strictEqual(ids(mergeTurns([...exchange("a", 10), ...exchange("b", 20)], exchange("b", 20), false)), "ab");
  });

  it("keeps what a thread held that the server has lost, once a question has begun it anew there", () => {
    const local = [...exchange("a", 10), ...exchange("b", 20), ...exchange("c", 30)];
    strictEqual(mergeTurns(local, exchange("c", 30), true), local);
    strictEqual(ids(mergeTurns(local, [...exchange("c", 30), ...exchange("d", 40)], true)), "abcd");
    // The first question was changed in another window.
    strictEqual(ids(mergeTurns(local, [...exchange("x", 25), ...exchange("c", 30)], true)), "xc");
  });

  const generated = fc.uniqueArray(fc.record({ at: fc.nat(50), kind: fc.constantFrom("local", "stored", "both") }), {
    selector: ({ at }) => at,
    maxLength: 12,
  });

  it("loses nothing of either side, has nothing twice, and comes to rest", () => {
    fc.assert(
      fc.property(generated, fc.boolean(), (all, complete) => {
        const sorted = all.toSorted((a, b) => a.at - b.at);
        const local = sorted.flatMap(({ at, kind }) =>
          kind === "stored" ? [] : kind === "local" ? failed(`n${at}`, at) : exchange(`n${at}`, at),
        );
        const stored = sorted.flatMap(({ at, kind }) => (kind === "local" ? [] : exchange(`n${at}`, at)));
        const merged = mergeTurns(local, stored, complete);
        deepStrictEqual(
          merged.map(({ id }) => id),
          sorted.flatMap(({ at }) => [`n${at}?`, `n${at}!`]),
        );
        ok(local.every((turn) => merged.includes(turn)));
        strictEqual(mergeTurns(merged, stored, complete), merged);
      }),
    );
  });

  it("comes to rest for clocks and lists in any disorder", () => {
    const some = fc.array(fc.record({ id: fc.nat(6), at: fc.nat(20), stopped: fc.boolean() }), { maxLength: 8 });
    const turns = (
      list: readonly { id: number; at: number; stopped: boolean }[],
      state: "stopped" | "complete",
    ): Turn[] =>
      [...new Map(list.map((each) => [each.id, each])).values()].flatMap(({ id, at, stopped }) =>
        exchange(`n${id}`, at, { state: stopped ? state : "complete" }),
      );
    fc.assert(
      fc.property(some, some, fc.boolean(), (a, b, complete) => {
        const stored = turns(b, "complete");
        const merged = mergeTurns(turns(a, "stopped"), stored, complete);
        strictEqual(new Set(merged.map(({ id }) => id)).size, merged.length);
        const missing = stored.filter(({ id }) => !merged.some((turn) => turn.id === id));
        deepStrictEqual(missing, []);
        // Once others of an agent are known to be stored, one that is not has been deleted.
        const again = mergeTurns(merged, stored, complete);
        strictEqual(mergeTurns(again, stored, complete), again);
      }),
    );
  });
});

describe("what only this machine knows of a turn", () => {
  const call = { toolCallId: "c1", toolName: "getWeather", args: {} };
  const start: AgentChunk = { type: "start", runId: "run-1", messageId: "a" };
  const usage: AgentChunk = { type: "finish", reason: "length", usage: { totalTokens: 3 }, model: "gpt-x" };
  const begun: readonly AgentChunk[] = [start, { type: "reasoning-delta", id: "r", text: "Hm" }, text("It is")];
  const waiting = reduceAll([...begun, { type: "tool-call-approval", ...call, runId: "run-1" }], emptyTurn("local"));
  const storedCall = (state: string): Fields => ({ type: "tool-invocation", toolInvocation: { ...call, state } });
  const kept: readonly Fields[] = [
    { type: "reasoning", reasoning: "Hm" },
    { type: "text", text: "It is" },
  ];

  const end = (...chunks: readonly AgentChunk[]): Turn => reduceAll([...begun, ...chunks], emptyTurn("local"));
  const cases: Readonly<Record<string, { local: Turn; parts?: readonly Fields[]; runs?: readonly SuspendedRun[] }>> = {
    "cut short by the model's length limit": { local: end(usage) },
    "ended by a content filter": { local: end(finish("content-filter")) },
    stopped: { local: endTurn(end(), "stopped", undefined, 5) },
    "stopped, with more words on the server": {
      local: endTurn(end(), "stopped", undefined, 5),
      parts: [{ type: "text", text: "It is co" }],
    },
    interrupted: { local: endTurn(end(), "interrupted", notice, 5) },
    failed: { local: end({ type: "error", message: "Broke" }, finish("error")) },
    "stopped by a guard, after which nothing is stored": {
      local: reduceAll([start, { type: "tripwire", reason: "No" }], emptyTurn("local")),
      parts: [],
    },
    waiting: {
      local: waiting,
      parts: [...kept, storedCall("call")],
      runs: [{ runId: "run-1", toolCalls: [{ ...call, requiresApproval: true }] }],
    },
  };

  for (const [name, { local, parts = kept, runs = [] }] of Object.entries(cases)) {
    const file = [question("q", 1), local];
    const answers = parts.length === 0 ? [] : [{ id: "a", role: "assistant", createdAt: 2, parts, metadata: {} }];
    const asked = {
      id: "q",
      role: "user",
      createdAt: 1,
      parts: [{ type: "text", text: "Question q" }],
      metadata: {},
    };
    const server = turnsFromMessages([asked, ...answers], "A", "a");

    it(`is there after the file was read, and then the server: ${name}`, () => {
      const merged = withSuspendedRuns(mergeTurns(file, server, true), runs);
      const { state, error, usage: tokens, endedAt, createdAt } = local;
      const turn = merged[1];
      deepStrictEqual(
        [turn?.state, turn?.error, turn?.usage, turn?.endedAt, turn?.createdAt],
        [state, error, tokens, endedAt, createdAt],
      );
      strictEqual(merged.length, 2, "nothing twice");
      strictEqual(mergeTurns(merged, server, true), merged);
    });

    it(`is there after the server was read, and then the file: ${name}`, () => {
      const shown = withSuspendedRuns(server, runs);
      deepStrictEqual(mergeTurns(file, shown, true), withSuspendedRuns(mergeTurns(file, server, true), runs));
    });
  }

  it("waits again when the window was closed at the call, whichever of file and server is read first", () => {
    const file = [question("q", 1), endTurn(waiting, "interrupted", notice, 5)];
    const messages = [
      { id: "q", role: "user", createdAt: 1, parts: [{ type: "text", text: "Question q" }], metadata: {} },
      {
        id: "a",
        role: "assistant",
        createdAt: 2,
        parts: [
          ...kept,
          storedCall("call"),
          { type: "tool-invocation", toolInvocation: { ...call, toolCallId: "approved before", state: "call" } },
        ],
        metadata: {},
      },
    ];
    const runs = [{ runId: "run-1", toolCalls: [{ ...call, requiresApproval: true }] }];
    const server = turnsFromMessages(messages, "A", "a");
    const first = withSuspendedRuns(mergeTurns(file, server, true), runs);
    deepStrictEqual(mergeTurns(file, withSuspendedRuns(server, runs), true), first);
    const [, turn] = first;
    deepStrictEqual([turn?.state, turn?.error, turn?.runId], ["waiting", undefined, "run-1"]);
    strictEqual(
      turn?.parts.some((part) => part.kind === "tool" && part.status === "awaitingApproval"),
      true,
    );
  });
});

describe("mergeTurns with what a real server sent and keeps", () => {
  const stored = (captured: readonly unknown[]): Turn[] =>
    turnsFromMessages(
      captured.flatMap((each) => storedMessage(each) ?? []),
      "Main",
    ).slice(1);
  const streamed = (...captures: (readonly unknown[])[]): Turn =>
    reduceAll(captures.flat().map(parseChunk), emptyTurn());

  for (const name of [
    "subAgent",
    "toolError",
    "filesAndSources",
    "structuredObject",
    "suspended",
    "subAgentApproval",
    "twoApprovals",
    "progress",
    "workflowSuspended",
    "runError",
  ] as const) {
    it(`finds nothing to add to what was seen: ${name}`, () => {
      const local = [streamed(streams[name])];
      const merged = mergeTurns(local, stored(histories[name]), true);
      deepStrictEqual(merged[0]?.parts, local[0]?.parts);
      deepStrictEqual(merged.length, 1);
    });
  }

  it("finds nothing to add after decisions", () => {
    const local = [streamed(streams.twoApprovals, streams.firstDeclined, streams.secondApproved)];
    deepStrictEqual(mergeTurns(local, stored(histories.twoDecided), true)[0]?.parts, local[0]?.parts);
  });

  it("learns how it ended when another window decided", () => {
    const [turn] = mergeTurns([streamed(streams.subAgentApproval)], stored(histories.subAgentApproved), true);
    strictEqual(turn?.state, "complete");
    deepStrictEqual(
      turn.parts.map((part) => ("status" in part ? part.status : part.kind)),
      ["text", "done", "text"],
    );
    const call = turn.parts[1];
    ok(call?.kind === "tool" && call.nested?.length === 1, "the sub-agent's own words stay");
  });

  it("keeps waiting when only the first of two calls was decided", () => {
    const waiting = streamed(streams.twoApprovals);
    strictEqual(mergeTurns([waiting], stored(histories.twoApprovals), true)[0]?.state, "waiting");
  });

  it("keeps the end of a turn that failed here", () => {
    const local = endTurn(
      reduceAll([{ type: "start", runId: "r", messageId: "m" }, text("a"), finish()]),
      "failed",
      notice,
      5,
    );
    const [merged] = mergeTurns([local], [{ ...answer("m", 1), parts: [words("a"), words("b")] }], true);
    deepStrictEqual([merged?.state, merged?.error, merged?.endedAt, merged?.parts.length], ["failed", notice, 5, 2]);
  });
});
