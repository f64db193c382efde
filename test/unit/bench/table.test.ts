import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { atMost, timesLess } from "../../bench/measure/goal";
import { judged, type Measured, notMeasured } from "../../bench/measure/row";
import { summary, textTable } from "../../bench/measure/table";

const measured = (over: Partial<Measured> = {}): Measured => ({
  id: "answer.cpu",
  what: "whole answer, CPU",
  unit: "ms",
  ours: [10, 12, 11, 10.5, 11.5],
  against: { name: "client-js", values: [5_500, 3_300, 4_400, 4_000, 4_800] },
  goals: [timesLess(300)],
  ...over,
});

describe("judged", () => {
  it("holds every goal against the row, and says them in words", () => {
    strictEqual(judged(measured()).verdict, "met");
    strictEqual(judged(measured({ goals: [atMost(20), timesLess(500)] })).verdict, "missed");
    strictEqual(judged(measured({ goals: [atMost(20), timesLess(400)] })).verdict, "not sure");
    strictEqual(judged(measured({ goals: [timesLess(300), atMost(20)] })).goal, "300× less, ≤ 20 ms");
    strictEqual(judged(measured({ unit: "count", goals: [atMost(1.1)] })).goal, "≤ 1.1");
  });

  it("passes on how good the clock was, and that something was counted", () => {
    strictEqual(judged(measured({ error: 30, goals: [atMost(20)] })).verdict, "not sure");
    strictEqual(judged(measured({ ours: [1], goals: [atMost(2)] })).verdict, "not sure");
    strictEqual(judged(measured({ ours: [1], exact: true, goals: [atMost(2)] })).verdict, "met");
  });

  it("takes what could not be measured for neither met nor missed", () => {
    const { against, ...alone } = measured();
    ok(against);
    strictEqual(judged(alone).verdict, undefined);
    strictEqual(judged(measured({ against: { name: "client-js", values: [] } })).verdict, undefined);
    strictEqual(judged(measured({ goals: [] })).verdict, undefined);
    const row = notMeasured(alone, "there is no browser");
    deepStrictEqual([row.verdict, row.note], [undefined, "not measured: there is no browser"]);
  });
});

describe("the table", () => {
  const rows = [
    judged(measured()),
    judged({ id: "size.vsix", what: "VSIX", unit: "KB", ours: [600], exact: true, goals: [atMost(500)], note: "why" }),
    notMeasured({ id: "studio", what: "Studio | chat", unit: "ms", goals: [timesLess(10)] }, "no network"),
    judged({ id: "few", what: "few", unit: "ms", ours: [1, 2], goals: [atMost(5)] }),
  ];

  it("stands in columns, with medians, spreads, ratios and verdicts", () => {
    const lines = textTable(rows).split("\n");
    match(
      lines[1] ?? "",
      /^whole answer, CPU +11 ms \(10\.5–11\.5\) +4,400 ms \(4,000–4,800\) \[1\] +400× less \(348–457\) +300× less +met$/,
    );
    match(lines[2] ?? "", /^VSIX\s+600 KB\s+≤ 500 KB\s+MISSED$/);
    match(lines[3] ?? "", /^Studio \| chat\s+–\s+10× less$/);
    match(lines[4] ?? "", /^few\s+1\.5 ms \(1\.25–1\.75\)\s+≤ 5 ms\s+not sure$/);
    strictEqual(lines[0]?.indexOf("goal"), lines[1]?.indexOf("300× less"));
    deepStrictEqual(lines.slice(6), ["[1] client-js", "VSIX: why", "Studio | chat: not measured: no network"]);
  });

  it("names what is missed and what is not sure", () => {
    strictEqual(summary(rows), "1 of 3 goals met; missed: VSIX; not sure: few");
    strictEqual(summary(rows.slice(0, 1)), "1 of 1 goals met");
  });

  it("shows no quotient where ours is nothing", () => {
    ok(!textTable([judged(measured({ ours: [0], goals: [] }))]).includes("∞"));
  });
});
