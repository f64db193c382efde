import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { answerSpec } from "../../../bench/host/server/answerSpec";
import { spans, wordRows, type WordSamples } from "../../../bench/realHost/words/wordRows";

describe("the rows of first words", () => {
  const each = { id: "instant", what: "at once", spec: answerSpec({}) };
  const samples: WordSamples = {
    ours: [
      {
        enter: 60,
        asked: 72,
        wire: 100,
        posted: 101,
        received: 105,
        text: 110,
        frame: 116,
        painted: 118,
        clockError: 0.3,
      },
    ],
    raw: [{ wire: 50, received: 51 }],
    studio: [{ enter: 0, wire: 90, text: 290, painted: 390, clockError: 0.5 }],
  };
  const rowsOf = (changed: Partial<WordSamples> = {}) =>
    new Map(wordRows(each, { ...samples, ...changed }).map((row) => [row.id.replace("firstWords.instant.", ""), row]));

  it("count from the wire, and from Enter, and the stages in between", () => {
    const ours = Object.fromEntries([...rowsOf()].map(([id, row]) => [id, row.ours]));
    deepStrictEqual(ours, {
      text: [10],
      painted: [18],
      posted: [1],
      received: [4],
      drawn: [5],
      frame: [6],
      paint: [2],
      studioText: [10],
      studioPainted: [18],
      enter: [58],
      asked: [12],
      run: [28],
    });
  });

  it("hold ours against the raw reader and against Studio", () => {
    const rows = rowsOf();
    strictEqual(rows.get("text")?.verdict, "not sure", "a single question says too little");
    const many = rowsOf({ ours: Array(5).fill(samples.ours[0]), raw: Array(5).fill(samples.raw[0]) });
    strictEqual(many.get("text")?.verdict, "met");
    deepStrictEqual(rows.get("painted")?.against?.values, [1]);
    deepStrictEqual(rows.get("enter")?.against?.values, [390]);
    match(rows.get("text")?.note ?? "", /0\.30 ms/);
    match(rows.get("painted")?.note ?? "", /4 ms are VS Code's way to the page, 6 ms the wait/);
    match(rows.get("enter")?.note ?? "", /28 ms are the server's own/);
  });

  it("say why there is no Studio, and judge nothing against it", () => {
    const rows = rowsOf({ studio: [], why: "no network" });
    match(rows.get("studioText")?.note ?? "", /no network/);
    deepStrictEqual(rows.get("studioText")?.against?.values, []);
    deepStrictEqual(rows.get("text")?.ours, [10]);
  });

  it("know by how much a page's clock may be wrong, where one moment of two is the page's", () => {
    const rows = rowsOf();
    const errors = Object.fromEntries([...rows].map(([id, { error }]) => [id, error]));
    for (const id of ["text", "painted", "received", "studioText", "studioPainted", "asked"]) {
      strictEqual(errors[id], 0.3, id);
    }
    for (const id of ["posted", "drawn", "frame", "paint", "enter", "run"]) {
      strictEqual(errors[id], undefined, id);
    }
    strictEqual(rows.get("studioText")?.against?.error, 0.5);
    strictEqual(rows.get("text")?.against?.error, undefined, "the raw reader has the clock of all processes");
  });

  it("leave out what one of the two moments is missing for", () => {
    deepStrictEqual(spans([{ wire: 1 }, { wire: 2, text: Number.NaN }, { wire: 3, text: 7 }], "wire", "text"), [4]);
  });
});
