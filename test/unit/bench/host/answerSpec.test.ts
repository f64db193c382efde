import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { answerSpec, piecesOf, questionFor, specIn } from "../../../bench/host/server/answerSpec";

describe("the spec of an answer", () => {
  const spec = answerSpec({ chunks: 51_250, resultBytes: 1_000_000, thinkMs: 5, perSecond: 1_000, latin: true });

  it("survives the way through a question, of which the last counts", () => {
    const body = JSON.stringify({ messages: [questionFor(answerSpec({ chunks: 1 })), questionFor(spec)] });
    deepStrictEqual(specIn(body), spec);
    strictEqual(specIn("What's the weather like?"), undefined);
  });

  it("has as many characters as it says", () => {
    const pieces = piecesOf(answerSpec({ chunks: 1_000, chunkSize: 41 }));
    deepStrictEqual([pieces.length, new Set(pieces.map(({ length }) => length))], [1_000, new Set([41])]);
  });

  it("goes beyond Latin-1 unless it is told not to", () => {
    const beyond = (latin: boolean): boolean =>
      /[^\u0000-\u00FF]/.test(piecesOf(answerSpec({ chunks: 100, latin })).join(""));
    ok(beyond(false));
    ok(!beyond(true));
  });
});
