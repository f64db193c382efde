import assert from "node:assert/strict";
import { matchAt, matchFrom, numberOf, locationOf } from "../../../src/webview/find/matches";
import { agentTurn, textPart, userTurn } from "../setup/fakes";

describe("matches", () => {
  const result = {
    total: 6,
    hits: [
      { turnId: "a", count: 1 },
      { turnId: "c", count: 3 },
      { turnId: "d", count: 2 },
    ],
  };
  const turns = ["a", "b", "c", "d", "e"].map((id) => ({ id }));

  it("numbers matches over all turns, and finds them again by number", () => {
    for (let number = 1; number <= 6; number++) {
      assert.equal(numberOf(result, matchAt(result, number)), number);
    }
    assert.deepEqual(matchAt(result, 3), { turnId: "c", occurrence: 1 });
  });

  it("goes on at the other end", () => {
    assert.deepEqual(matchAt(result, 7), { turnId: "a", occurrence: 0 });
    assert.deepEqual(matchAt(result, 0), { turnId: "d", occurrence: 1 });
    assert.equal(matchAt({ total: 0, hits: [] }, 1), undefined);
  });

  it("has no number for a match that is no longer one", () => {
    assert.equal(numberOf(result, undefined), undefined);
    assert.equal(numberOf(result, { turnId: "b", occurrence: 0 }), undefined);
    assert.equal(numberOf(result, { turnId: "a", occurrence: 1 }), undefined);
  });

  it("begins where the reader is", () => {
    assert.deepEqual(matchFrom(result, turns, "b"), { turnId: "c", occurrence: 0 });
    assert.deepEqual(matchFrom(result, turns, "d"), { turnId: "d", occurrence: 0 });
    assert.deepEqual(matchFrom(result, turns, "e"), { turnId: "a", occurrence: 0 }, "nothing below: from the top");
    assert.deepEqual(matchFrom(result, turns, undefined), { turnId: "a", occurrence: 0 });
    assert.equal(matchFrom({ total: 0, hits: [] }, turns, "a"), undefined);
  });

  it("knows in which text of a turn a match stands", () => {
    const call = { kind: "tool", id: "c", toolName: "rain", status: "done", argsText: "", result: "rain" } as const;
    const turn = agentTurn("a", [textPart("Rain"), call, textPart("more rain, rain")]);
    const spots = [0, 1, 2, 3, 4, 5].map((occurrence) => locationOf(turn, "rain", false, occurrence));
    assert.deepEqual(spots, [
      { block: 0, occurrence: 0 },
      { block: -1, occurrence: 0 },
      { block: -1, occurrence: 1 },
      { block: 1, occurrence: 0 },
      { block: 1, occurrence: 1 },
      undefined,
    ]);
    assert.equal(locationOf(userTurn("u", "rain"), "Rain", true, 0), undefined);
  });
});
