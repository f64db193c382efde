import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import * as fc from "fast-check";
import { growth, growths, median, quantile, shown, spread, timesLessThan } from "../../bench/measure/statistics";

describe("median", () => {
  it("is the middle value, or the mean of the middle two", () => {
    deepStrictEqual([median([3]), median([9, 1, 2]), median([4, 1, 2, 3])], [3, 2, 2.5]);
  });

  it("leaves the values as they were, and wants some", () => {
    const values = [2, 1];
    median(values);
    deepStrictEqual(values, [2, 1]);
    throws(() => median([]), RangeError);
  });
});

describe("quantile", () => {
  it("is one of the values or between two neighbours, and grows with its share", () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = quantile(values, share);
        ok(found >= Math.min(...values) && found <= Math.max(...values));
        ok(found <= quantile(values, 1) && found >= quantile(values, 0));
      }),
    );
  });
});

describe("spread", () => {
  it("is the middle half, whatever the outer values are", () => {
    deepStrictEqual(spread([1_000, 3, 2, 4, -1_000]), { low: 2, high: 4 });
    deepStrictEqual(spread([7]), { low: 7, high: 7 });
  });
});

describe("timesLessThan", () => {
  it("is above 1 when ours is the smaller", () => strictEqual(timesLessThan([1, 2, 3], [20, 10, 30]), 10));
});

describe("growth", () => {
  const points = (cost: (x: number) => number) => [10, 20, 50, 100].map((x) => ({ x, values: [cost(x), cost(x)] }));

  it("finds the power by which a cost grows", () => {
    for (const [power, cost] of [
      [0, () => 7],
      [1, (x: number) => 3 * x],
      [2, (x: number) => x * x],
    ] as const) {
      ok(Math.abs(growth(points(cost)) - power) < 1e-9, String(power));
    }
  });
});

describe("growths", () => {
  it("are one for each run that all points have", () => {
    const points = [
      { x: 10, values: [10, 100, 7] },
      { x: 100, values: [100, 10_000] },
    ];
    deepStrictEqual(
      growths(points).map((power) => Number(power.toFixed(9))),
      [1, 2],
    );
    deepStrictEqual(growths([]), []);
  });
});

describe("shown", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0"],
    [0.04567, "0.046"],
    [1.5, "1.5"],
    [2, "2"],
    [12.345, "12.3"],
    [99.96, "100"],
    [10, "10"],
    [123.4, "123"],
    [93_000, "93,000"],
    [1_234_567.8, "1,234,568"],
    [-2.5, "-2.5"],
    [Infinity, "∞"],
  ];
  for (const [value, text] of cases) {
    it(`${String(value)} is ${text}`, () => strictEqual(shown(value), text));
  }
});
