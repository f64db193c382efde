import { match, ok, strictEqual, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { atMost, judged, type Row } from "../../bench/measure/row";
import { readmeWithFigures } from "../../bench/readme";

const marks = "before\n\n<!-- bench: written by npm run bench -->\nold\n<!-- /bench -->\n\nafter\n";
const date = "2026-11-24";

/** Every row that the README shows: asked for one after the other, as the errors name them. */
function shownRows(): readonly Row[] {
  const rows: Row[] = [];
  for (;;) {
    try {
      readmeWithFigures(marks, rows, date);
      return rows;
    } catch (error) {
      const id = /measured (\S+),/.exec(String(error))?.[1] ?? "";
      ok(id !== "" && rows.every((row) => row.id !== id), String(error));
      rows.push(judged({ id, what: `the ${id}`, unit: "ms", ours: [1], goals: [atMost(2)] }));
    }
  }
}

describe("the README's figures", () => {
  it("stand between the marks, and replace those of the last run", () => {
    const text = readmeWithFigures(marks, shownRows(), date);
    match(text, /^before\n/);
    match(text, /\nafter\n$/);
    match(text, /Measured on 2026-11-24:\n\n\| what \|/);
    ok(!text.includes("old"));
    strictEqual(readmeWithFigures(text, shownRows(), date), text);
  });

  it("say that all goals are met, or which ones are not, and why", () => {
    const rows = shownRows();
    match(
      readmeWithFigures(marks, rows, date),
      new RegExp(`${String(rows.length)} of ${String(rows.length)} goals met\\.`),
    );
    const missed = judged({
      id: "x",
      what: "a wait",
      unit: "ms",
      ours: [3],
      goals: [atMost(2)],
      note: "The wheel is square",
    });
    match(readmeWithFigures(marks, [...rows, missed], date), /- a wait: 3 ms; wanted: ≤ 2 ms\. The wheel is square\./);
  });

  it("have their place in the README", () => {
    ok(readmeWithFigures(readFileSync("README.md", "utf8"), shownRows(), date).includes("Measured on"));
    throws(() => readmeWithFigures("no marks", shownRows(), date), /no place/);
  });
});
