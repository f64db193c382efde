import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../src/agents/chunk";
import { diffTurns } from "../../../src/chat/turnPatches";
import { endTurn, reduceTurn } from "../../../src/chat/turnReducer";
import type { TranscriptPatch } from "../../../src/shared/protocol";
import type { Turn } from "../../../src/shared/transcript";
import { applyPatches } from "../../../src/webview/patches";
import { call, emptyTurn, finish, reduceAll, text, toolChunks } from "./turns";

const chunks: fc.Arbitrary<AgentChunk> = fc.oneof(
  fc.string().map((value) => text(value)),
  fc.string().map((value) => text(value, "t2")),
  fc.string().map((value) => ({ type: "reasoning-delta", id: "r", text: value }) as const),
  fc.constantFrom(...toolChunks),
  fc.constantFrom<AgentChunk>(
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
        let sent: readonly Turn[] = [];
        let panel: readonly Turn[] = [];
        const send = (now: readonly Turn[]): void => {
          panel = applyPatches(panel, diffTurns(sent, now));
          sent = now;
        };
        for (const batch of batches) {
          turn = batch.reduce(reduceTurn, turn);
          send([turn]);
        }
        send([stop ? endTurn(turn, "stopped") : reduceTurn(turn, finish())]);
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
});
