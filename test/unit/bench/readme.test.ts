import { match, ok, strictEqual, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { atMost } from "../../bench/measure/goal";
import { judged, type Measured, type Row } from "../../bench/measure/row";
import type { Run } from "../../bench/measure/runs";
import { readmeWithFigures } from "../../bench/readme";

const marks = "before\n\n<!-- bench: written by npm run bench -->\nold\n<!-- /bench -->\n\nafter\n";

const runOf = (rows: readonly Row[], over: Partial<Run> = {}): Run => ({
  date: "2026-11-24T10:00:00.000Z",
  version: "0.5.0",
  machine: { cpu: "", cores: 2, memoryGb: 8, node: "", chromium: "" },
  suites: { all: { rows, curves: [] } },
  failed: {},
  ...over,
});

const measured = (over: Partial<Measured> = {}): Row =>
  judged({ id: "x", what: "a wait", unit: "ms", ours: [3, 3, 3, 3, 3], goals: [atMost(2)], ...over });

/** The names of what the README shows: those that it misses when there is nothing. */
function shownIds(): readonly string[] {
  const line = /missing from the table: (.+)\.$/m.exec(readmeWithFigures(marks, [runOf([])]))?.[1] ?? "";
  return line.split(", ").map((id) => id.slice(1, -1));
}

/** Every row that the README shows, met. */
function shownRows(): readonly Row[] {
  return shownIds().map((id) => measured({ id, what: `the ${id}`, ours: [1, 1, 1, 1, 1] }));
}

describe("the README's figures", () => {
  it("stand between the marks, and replace those of the last run", () => {
    const runs = [runOf(shownRows())];
    const text = readmeWithFigures(marks, runs);
    match(text, /^before\n/);
    match(text, /\nafter\n$/);
    match(text, /Measured on 2026-11-24 in one run:\n\n\| what \|/);
    ok(!text.includes("old"));
    strictEqual(readmeWithFigures(text, runs), text);
  });

  it("are ranges over two runs", () => {
    const theirs = { name: "client-js", values: [10, 10, 10, 10, 10] };
    const x = (ours: number): Row => measured({ ...shownRows()[0], ours: [ours], against: theirs, goals: [] });
    const rest = shownRows().slice(1);
    const second = runOf([x(2), ...rest], { date: "2026-11-25T10:00:00.000Z" });
    const text = readmeWithFigures(marks, [runOf([x(1), ...rest]), second]);
    match(text, /Measured on 2026-11-24 and 2026-11-25 in 2 runs/);
    match(text, /, against client-js \| 1–2 ms \| 10 ms \| 5–10× less \|/);
    match(text, /\| 1 ms \|/, "no range where both say the same");
    const cells = text.split("\n").filter((line) => line.startsWith("|"));
    strictEqual(new Set(cells.map((line) => line.split("|").length)).size, 1, "as many cells in each line");
  });

  it("say that all goals are met, or which ones are not, and why", () => {
    const rows = shownRows();
    match(readmeWithFigures(marks, [runOf(rows)]), new RegExp(`${rows.length} of ${rows.length} goals are met\\.`));
    const missed = measured({ note: "The wheel is square" });
    match(
      readmeWithFigures(marks, [runOf([...rows, missed])]),
      /1 missed:\n\n- a wait: 3 ms; wanted: ≤ 2 ms\. The wheel is square\./,
    );
  });

  it("are not sure where a run is not, or where two do not say the same", () => {
    const rows = shownRows();
    const [met, missed, unsure] = [
      measured({ ours: [1, 1, 1, 1, 1] }),
      measured(),
      measured({ ours: [1, 1, 2, 3, 3] }),
    ];
    for (const pair of [
      [met, missed],
      [unsure, unsure],
      [met, unsure],
    ] as const) {
      const text = readmeWithFigures(
        marks,
        pair.map((row) => runOf([...rows, row])),
      );
      match(text, /1 not sure, because .*:\n\n- a wait: /, pair.map(({ verdict }) => verdict).join(" and "));
      ok(!text.includes("missed:"));
    }
  });

  it("say which suites have failed, and why, and show what there is", () => {
    const [first, ...rest] = shownRows();
    ok(first);
    const failed = { firstWords: "Waited 60 s in vain for the first words." };
    const text = readmeWithFigures(marks, [runOf(rest, { failed })]);
    ok(text.includes(`missing from the table: \`${first.id}\`.`), text);
    match(text, /missing from it:\n\n- `firstWords`: Waited 60 s in vain for the first words\.\n/);
    ok(!text.includes(first.what));
    for (const { what } of rest) {
      ok(text.includes(`| ${what} |`), what);
    }
    const both = readmeWithFigures(marks, [runOf([first, ...rest]), runOf(rest, { failed })]);
    ok(both.includes(`| ${first.what} |`), "the run before has it");
    ok(!both.includes("missing from the table"));
  });

  it("have a name each", () => {
    const ids = shownIds();
    ok(ids.length > 10 && new Set(ids).size === ids.length, String(ids));
    ok(!readmeWithFigures(marks, [runOf(shownRows())]).includes("missing"));
  });

  it("have their place in docs/performance.md", () => {
    ok(readmeWithFigures(readFileSync("docs/performance.md", "utf8"), [runOf(shownRows())]).includes("Measured on"));
    throws(() => readmeWithFigures("no marks", [runOf(shownRows())]), /no place/);
  });
});
