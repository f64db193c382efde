import { strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { commonTurns, turnsInFront } from "../../../src/chat/turnOrder";
import type { Turn } from "../../../src/shared/transcript";
import { emptyTurn } from "./turns";

const turns = (ids: string): Turn[] => Array.from(ids, (id) => emptyTurn(id));

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
      strictEqual(turnsInFront(turns(sent), turns(now)), expected);
    });
  }
});

describe("turnsInFront of lists that share turns", () => {
  it("says the same as for lists that share none", () => {
    const pool = turns("abcdef");
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
    const sent = turns("abc");
    strictEqual(commonTurns(sent, sent), 3);
    strictEqual(commonTurns(sent, [...sent, emptyTurn("d")]), 3);
    strictEqual(commonTurns(sent, [...sent.slice(0, 2), emptyTurn("c")]), 2);
    strictEqual(commonTurns(sent, turns("abc")), 0);
    strictEqual(commonTurns(sent, []), 0);
  });
});
