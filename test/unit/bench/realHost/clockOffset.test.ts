import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { clockOffset } from "../../../bench/realHost/page/clockOffset";

describe("the offset of a page's clock", () => {
  it("is what all looks agree about", () => {
    const looks = [
      { before: 0, theirs: 1_004, after: 10 },
      { before: 20, theirs: 1_021, after: 22 },
    ];
    deepStrictEqual(clockOffset(looks, 0), { offset: 1_000, error: 1 });
  });

  it("may be wrong by the steps of that clock as well", () => {
    deepStrictEqual(clockOffset([{ before: 5, theirs: 1_005, after: 5 }], 1), { offset: 1_000.5, error: 0.5 });
  });

  it("is never further from the truth than its error", () => {
    // In parts of a millisecond that numbers can hold exactly.
    const ms = (min: number, max: number) => fc.integer({ min: min * 64, max: max * 64 }).map((parts) => parts / 64);
    const look = fc.record({ at: ms(0, 1e6), there: ms(0, 50), back: ms(0, 50) });
    const grain = 1 / 8;
    fc.assert(
      fc.property(ms(-1e6, 1e6), fc.array(look, { minLength: 1 }), (truth, all) => {
        const looks = all.map(({ at, there, back }) => {
          const theirs = Math.floor((at + there + truth) / grain) * grain;
          return { before: at, theirs, after: at + there + back };
        });
        const { offset, error } = clockOffset(looks, grain);
        ok(Math.abs(offset - truth) <= error, `${String(offset)} ± ${String(error)} is not ${String(truth)}`);
      }),
    );
  });

  it("is refused when the clocks do not run alike, or nobody has looked", () => {
    const looks = [
      { before: 0, theirs: 100, after: 1 },
      { before: 50, theirs: 155, after: 51 },
    ];
    throws(() => clockOffset(looks, 0), /cannot be compared/);
    throws(() => clockOffset([], 0), /cannot be compared/);
  });
});
