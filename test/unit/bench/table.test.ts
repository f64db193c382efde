import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import {
  atMost,
  atMostOver,
  atMostTimes,
  exactly,
  judged,
  type Measured,
  notMeasured,
  timesLess,
} from "../../bench/measure/row";
import { markdownTable, textTable, verdict } from "../../bench/measure/table";

const measured = (over: Partial<Measured> = {}): Measured => ({
  id: "answer.cpu",
  what: "whole answer, CPU",
  unit: "ms",
  ours: [10, 12, 11],
  against: { name: "client-js", values: [5_500, 3_300] },
  goals: [timesLess(300)],
  ...over,
});

describe("judged", () => {
  it("compares medians", () => {
    strictEqual(judged(measured()).met, true);
    strictEqual(judged(measured({ goals: [timesLess(401)] })).met, false);
    strictEqual(judged(measured({ goals: [atMost(11)] })).met, true);
    strictEqual(judged(measured({ goals: [atMost(11), timesLess(401)] })).met, false, "every goal counts");
    strictEqual(judged(measured({ goals: [exactly(11)] })).met, true);
    strictEqual(judged(measured({ against: { name: "short", values: [10] }, goals: [atMostTimes(1.1)] })).met, true);
    strictEqual(judged(measured({ unit: "count", goals: [atMost(1.1)] })).goal, "≤ 1.1");
    strictEqual(judged(measured({ against: { name: "raw", values: [1] }, goals: [atMostOver(9)] })).met, false);
    strictEqual(judged(measured({ goals: [timesLess(300), atMost(20)] })).goal, "300× less, ≤ 20 ms");
  });

  it("takes what could not be measured for neither met nor missed", () => {
    const { against, ...alone } = measured();
    ok(against);
    strictEqual(judged(alone).met, undefined);
    strictEqual(judged(measured({ against: { name: "client-js", values: [] } })).met, undefined);
    strictEqual(judged(measured({ goals: [] })).met, undefined);
    const row = notMeasured(alone, "there is no browser");
    deepStrictEqual([row.met, row.note], [undefined, "not measured: there is no browser"]);
  });

  it("knows that a goal is missed even when another one cannot be judged", () => {
    strictEqual(
      judged(measured({ against: { name: "client-js", values: [] }, goals: [timesLess(2), atMost(1)] })).met,
      false,
    );
  });
});

describe("the table", () => {
  const rows = [
    judged(measured()),
    judged({ id: "size.vsix", what: "VSIX", unit: "KB", ours: [600], goals: [atMost(500)], note: "why it is so" }),
    notMeasured({ id: "studio", what: "Studio | chat", unit: "ms", goals: [timesLess(10)] }, "no network"),
  ];

  it("stands in columns, with ratios and what is met and missed", () => {
    const lines = textTable(rows).split("\n");
    match(lines[1] ?? "", /^whole answer, CPU\s+11 ms\s+4,400 ms \[1\]\s+400×\s+300× less\s+met$/);
    match(lines[2] ?? "", /^VSIX\s+600 KB\s+≤ 500 KB\s+MISSED$/);
    match(lines[3] ?? "", /^Studio \| chat\s+–\s+10× less$/);
    strictEqual(lines[0]?.indexOf("goal"), lines[1]?.indexOf("300× less"));
    deepStrictEqual(lines.slice(5), ["[1] client-js", "VSIX: why it is so", "Studio | chat: not measured: no network"]);
  });

  it("is a table in Markdown", () => {
    const lines = markdownTable(rows).split("\n");
    strictEqual(lines[2], "| whole answer, CPU, against client-js | 11 ms | 4,400 ms | 400× | 300× less | met |");
    ok(lines[4]?.includes("Studio \\| chat"));
    strictEqual(
      new Set(lines.map((line) => line.replaceAll("\\|", "").split("|").length)).size,
      1,
      "as many cells in each line",
    );
  });

  it("names what is missed", () => {
    strictEqual(verdict(rows), "1 of 2 goals met; missed: VSIX");
    strictEqual(verdict(rows.slice(0, 1)), "1 of 1 goals met");
  });

  it("shows no quotient where ours is nothing", () => {
    ok(!textTable([judged(measured({ ours: [0], goals: [] }))]).includes("∞"));
  });
});
