import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../src/agents/chunk";
import { commonTurns, diffTurns, turnsInFront } from "../../../src/chat/turnPatches";
import { endTurn, reduceTurn } from "../../../src/chat/reducer/turnReducer";
import type { TranscriptPatch } from "../../../src/shared/protocol";
import type { Turn } from "../../../src/shared/transcript";
import { applyPatches } from "../../../src/webview/state/store";
import { call, emptyTurn, finish, reduceAll, text, toolChunks } from "./turns";

const chunks: fc.Arbitrary<AgentChunk> = fc.oneof(
  fc.string().map((value) => text(value)),
  fc.string().map((value) => text(value, "t2")),
  fc.string().map((value) => ({ type: "reasoning-delta", id: "r", text: value }) as const),
  fc.constantFrom(...toolChunks),
  fc.string().map((value) => ({ type: "tool-nested", ...call, chunk: text(value) }) as const),
  fc.string().map((label) => ({ type: "tool-progress", ...call, note: { label } }) as const),
  fc
    .record({ transient: fc.boolean(), id: fc.constantFrom("d1", "c1"), label: fc.string() })
    .map(({ label, ...data }) => ({
      type: "data" as const,
      name: "status",
      note: { label },
      ...data,
    })),
  fc.constantFrom<AgentChunk>(
    { type: "start", runId: "r", messageId: "m1" },
    { type: "message", messageId: "m2" },
    { type: "reasoning-end", id: "r" },
    { type: "object", value: { a: 1 }, final: false },
    { type: "object", value: { a: 1 }, final: true },
    { type: "text-delta", id: "t1", text: '{"a":1}' },
    { type: "workflow-step", id: "s", name: "s", status: "running" },
    { type: "workflow-step-nested", name: "s", chunk: { type: "text-delta", id: "t", text: "x" } },
    { type: "tool-call-approval", ...call, args: {}, runId: "r" },
    { type: "error", message: "no" },
    { type: "source", id: "s", title: "T", url: "https://example.com" },
  ),
);

describe("diffTurns", () => {
  it("sends only what was added to a text", () => {
    const before = reduceAll([text("Hello ")]);
    const after = reduceAll([text("world"), text("!")], before);
    deepStrictEqual(diffTurns([before], [after]), [{ op: "append", turnId: "turn-1", part: 0, text: "world!" }]);
  });

  it("sends nothing when nothing has changed", () => {
    const turn = reduceAll([text("Hello")]);
    deepStrictEqual(diffTurns([turn], [turn]), []);
  });

  it("sends a new turn whole, and removes one that was taken back", () => {
    const [a, b] = [emptyTurn("a"), emptyTurn("b")];
    deepStrictEqual(diffTurns([a], [b]), [
      { op: "turn", turn: b },
      { op: "remove", turnId: "a" },
    ] satisfies TranscriptPatch[]);
  });

  it("leads the panel to the same turns, however chunks are batched", () => {
    fc.assert(
      fc.property(fc.array(fc.array(chunks, { maxLength: 4 }), { maxLength: 8 }), fc.boolean(), (batches, stop) => {
        let turn = emptyTurn();
        let now = 0;
        let sent: readonly Turn[] = [];
        let panel: readonly Turn[] = [];
        const send = (turns: readonly Turn[]): void => {
          panel = applyPatches(panel, diffTurns(sent, turns));
          sent = turns;
        };
        for (const batch of batches) {
          turn = batch.reduce((reduced, chunk) => reduceTurn(reduced, chunk, (now += 7)), turn);
          send([turn]);
        }
        send([stop ? endTurn(turn, "stopped") : reduceTurn(turn, finish(), now)]);
        deepStrictEqual(panel, sent);
      }),
    );
  });

  it("costs one patch a batch, whatever the length of the thread", () => {
    const old = Array.from({ length: 500 }, (_, index) => emptyTurn(`old-${String(index)}`));
    const before = reduceAll([text("a")]);
    const after = reduceAll([text("b"), text("c")], before);
    strictEqual(diffTurns([...old, before], [...old, after]).length, 1);
  });

  it("leads the panel to the same turns, whatever has come, gone or changed behind those that stay", () => {
    const pool = ["a", "b", "c", "d", "e", "f"].map((id) => emptyTurn(id));
    fc.assert(
      fc.property(fc.subarray(pool), fc.nat(6), fc.subarray(pool), fc.boolean(), (sent, kept, more, grown) => {
        const same = sent.slice(0, kept);
        const rest = more.filter((turn) => !sent.some(({ id }) => id === turn.id));
        const changed = grown ? sent.slice(kept).map((turn) => reduceAll([text("x")], turn)) : [];
        const now = [...same, ...changed, ...rest];
        deepStrictEqual(applyPatches(sent, diffTurns(sent, now)), now);
      }),
    );
  });

  it("sends the turn itself only when something besides its parts has changed", () => {
    const before = reduceAll([{ type: "start", runId: "r", messageId: "m" }, text("a")]);
    const after = reduceAll([{ type: "message", messageId: "m2" }, text("b")], before);
    deepStrictEqual(
      diffTurns([before], [after]).map(({ op }) => op),
      ["turn"],
    );
    const same = reduceAll([{ type: "message", messageId: "m" }, { type: "start", runId: "r" }, text("b")], before);
    deepStrictEqual(
      diffTurns([before], [same]).map(({ op }) => op),
      ["append"],
    );
    const counted = { ...before, usage: { totalTokens: 1 } };
    deepStrictEqual(diffTurns([before], [counted]), [{ op: "turn", turn: counted }]);
  });

  it("sends a part whole when its text is another one", () => {
    const before = reduceAll([text("Partly")]);
    const after = { ...before, parts: [{ kind: "text" as const, id: "t1", text: "Another answer" }] };
    deepStrictEqual(diffTurns([before], [after]), [{ op: "part", turnId: "turn-1", part: 0, value: after.parts[0]! }]);
  });
});

const turnsOf = (ids: string): Turn[] => Array.from(ids, (id) => emptyTurn(id));

describe("turnsInFront", () => {
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ["", "", 0],
    ["", "ab", 0],
    ["ab", "ab", 0],
    ["ab", "abc", 0],
    ["ab", "xyab", 2],
    ["ab", "xyabc", 2],
    ["abc", "ac", 0],
    ["abc", "xc", 1],
    ["ab", "axb", undefined],
    ["ab", "ba", undefined],
    ["ab", "cd", 0],
  ];
  for (const [sent, now, expected] of cases) {
    it(`${sent || "nothing"} → ${now || "nothing"}: ${String(expected)}`, () => {
      strictEqual(turnsInFront(turnsOf(sent), turnsOf(now)), expected);
    });
  }
});

describe("turnsInFront of lists that share turns", () => {
  it("says the same as for lists that share none", () => {
    const pool = turnsOf("abcdef");
    const lists = fc.shuffledSubarray(pool);
    fc.assert(
      fc.property(lists, lists, (sent, now) => {
        const copies = now.map((turn) => ({ ...turn }));
        strictEqual(turnsInFront(sent, now), turnsInFront(sent, copies));
      }),
    );
  });
});

describe("commonTurns", () => {
  it("counts the turns at the beginning that are the very same", () => {
    const sent = turnsOf("abc");
    strictEqual(commonTurns(sent, sent), 3);
    strictEqual(commonTurns(sent, [...sent, emptyTurn("d")]), 3);
    strictEqual(commonTurns(sent, [...sent.slice(0, 2), emptyTurn("c")]), 2);
    strictEqual(commonTurns(sent, turnsOf("abc")), 0);
    strictEqual(commonTurns(sent, []), 0);
  });
});
