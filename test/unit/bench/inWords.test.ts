import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { rangeInWords, ratioInWords, ratioOf, ratiosInWords, samplesInWords } from "../../bench/measure/inWords";

const values = (...all: readonly number[]) => ({ values: all });

describe("samples in words", () => {
  it("are the median and where the middle half lies", () => {
    strictEqual(samplesInWords(values(9, 11, 10, 12, 500), "ms"), "11 ms (10–12)");
    strictEqual(samplesInWords(values(7), "KB"), "7 KB");
    strictEqual(samplesInWords(values(0, 0, 0, 0, 0), "count"), "0");
    strictEqual(samplesInWords(values(), "ms"), "–");
  });

  it("say how good the clock was where that matters", () => {
    const withError = (value: number, error: number) => samplesInWords({ values: [value], error }, "ms");
    deepStrictEqual(
      [withError(22, 1.3), withError(9, 1.3), withError(2, 1.3), withError(-0.5, 1.3)],
      ["22 ms", "9 ± 1.3 ms", "under 4 ms", "under 2 ms"],
    );
  });
});

describe("a ratio in words", () => {
  it("says what the spreads of both sides allow", () => {
    const ratio = ratioOf(values(9, 10, 10, 10, 11), values(80, 90, 100, 110, 120));
    deepStrictEqual(ratio, { middle: 10, low: 9, high: 11 });
    strictEqual(ratio && ratioInWords(ratio), "10× less (9–11)");
  });

  it("turns round where ours is the larger", () => {
    const ratio = ratioOf(values(30, 30, 30), values(20, 20, 20));
    strictEqual(ratio && ratioInWords(ratio), "1.5× as much");
  });

  it("is none beside nothing", () => {
    strictEqual(ratioOf(values(0), values(5)), undefined);
    strictEqual(ratioOf(values(5), values(0)), undefined);
    strictEqual(ratioOf(values(), values(5)), undefined);
  });
});

describe("several runs in words", () => {
  it("are the range of their medians", () => {
    strictEqual(rangeInWords([values(7, 7.2, 7.1), values(6.3)], "ms"), "6.3–7.1 ms");
    strictEqual(rangeInWords([values(7), values(7.0001)], "ms"), "7 ms");
    strictEqual(rangeInWords([{ values: [1], error: 1 }, values(1.5)], "ms"), "under 3 ms");
  });

  it("have the range of their ratios", () => {
    const ratio = (middle: number) => ({ middle, low: middle, high: middle });
    strictEqual(ratiosInWords([ratio(336), ratio(197)]), "197–336× less");
    strictEqual(ratiosInWords([ratio(0.5), ratio(0.5)]), "2× as much");
    strictEqual(ratiosInWords([ratio(0.5), ratio(0.4)]), "2–2.5× as much");
  });
});
