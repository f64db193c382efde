import { strictEqual } from "node:assert/strict";
import { turnsInFront } from "../../../src/chat/turnOrder";
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
