import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import {
  atMost,
  atMostOver,
  atMostTimes,
  exactly,
  type Goal,
  judge,
  timesLess,
  type Verdict,
  worst,
} from "../../bench/measure/goal";

/** Five values around one, of which the outer two lie far away. */
const around = (value: number, half: number) => ({
  values: [value - 100 * half, value - half, value, value + half, value + 100 * half],
});

describe("a goal", () => {
  it("is met or missed when both ends of the spread say so", () => {
    const cases: readonly (readonly [Goal, number, number, Verdict])[] = [
      [atMost(11), 10, 99, "met"],
      [atMost(11), 20, 99, "missed"],
      [timesLess(10), 10, 200, "met"],
      [timesLess(10), 10, 50, "missed"],
      [timesLess(1), 10, 20, "met"],
      [atMostTimes(3), 20, 10, "met"],
      [atMostTimes(3), 50, 10, "missed"],
      [atMostOver(16), 20, 10, "met"],
      [atMostOver(16), 40, 10, "missed"],
    ];
    for (const [goal, ours, theirs, verdict] of cases) {
      strictEqual(judge(goal, around(ours, 0.5), around(theirs, 0.5)), verdict, goal.text("ms"));
    }
  });

  it("is not sure when the spread of either side crosses it", () => {
    strictEqual(judge(atMost(11), around(10.5, 1), undefined), "not sure");
    strictEqual(judge(timesLess(10), around(10, 1), around(105, 1)), "not sure", "ours spreads");
    strictEqual(judge(timesLess(10), around(10, 0), around(105, 20)), "not sure", "theirs spreads");
    strictEqual(judge(timesLess(10), around(10, 0), around(105, 1)), "met");
  });

  it("does not care how far away single samples are", () => {
    strictEqual(judge(atMost(50), { values: [10, 10, 10, 10, 5000] }, undefined), "met");
  });

  it("counts the error of a clock on both sides", () => {
    const ours = { ...around(20, 0.1), error: 2 };
    deepStrictEqual(
      [18, 21, 23].map((limit) => judge(atMost(limit), ours, undefined)),
      ["not sure", "not sure", "met"],
    );
    strictEqual(judge(atMost(17), ours, undefined), "missed");
    strictEqual(judge(atMostOver(16), around(20, 0), { ...around(5, 0), error: 2 }), "not sure");
  });

  it("is not sure with fewer than five samples of a side, unless they were counted", () => {
    const four = { values: [1, 1, 1, 1] };
    const five = { values: [1, 1, 1, 1, 1] };
    strictEqual(judge(atMost(2), four, undefined), "not sure");
    strictEqual(judge(atMost(2), five, undefined), "met");
    strictEqual(judge(atMostTimes(2), five, four), "not sure");
    strictEqual(judge(atMost(2), { values: [1] }, undefined, true), "met");
  });

  it("for a count wants it every time, and one value is enough", () => {
    strictEqual(judge(exactly(0), { values: [0] }, undefined), "met");
    strictEqual(judge(exactly(0), { values: [0, 0, 0, 0, 0, 0, 0, 0, 1] }, undefined), "not sure");
    strictEqual(judge(exactly(1), { values: [0, 1, 2] }, undefined), "not sure");
    strictEqual(judge(exactly(0), { values: [2, 3] }, undefined), "missed");
  });

  it("cannot be judged without values, or without the side that it is held against", () => {
    strictEqual(judge(atMost(1), { values: [] }, undefined), undefined);
    strictEqual(judge(atMostTimes(1), around(1, 0), undefined), undefined);
    strictEqual(judge(atMostTimes(1), around(1, 0), { values: [] }), undefined);
  });

  it("is never missed by samples that all meet it, nor met by samples that all miss it", () => {
    const samples = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(samples, samples, fc.integer({ min: 1, max: 5 }), (ours, theirs, factor) => {
        const verdict = judge(atMostTimes(factor), { values: ours }, { values: theirs });
        const [all, none] = [
          Math.max(...ours) <= factor * Math.min(...theirs),
          Math.min(...ours) > factor * Math.max(...theirs),
        ];
        return (!all || verdict === "met") && (!none || verdict === "missed");
      }),
    );
  });
});

describe("several goals", () => {
  it("are as good as the worst of them", () => {
    strictEqual(worst(["met", "met"]), "met");
    strictEqual(worst(["met", "not sure"]), "not sure");
    strictEqual(worst(["not sure", undefined]), undefined);
    strictEqual(worst([undefined, "missed", "met"]), "missed");
    strictEqual(worst([]), undefined);
  });
});
