import { deepStrictEqual, rejects } from "node:assert/strict";
import { interleaved } from "../../bench/measure/interleaved";

describe("interleaved", () => {
  const side = (name: string, times: number, order: string[]) => ({
    times,
    sample: () => {
      order.push(name);
      return Promise.resolve(order.length);
    },
  });

  it("takes the samples by turns, and as many as each side wants", async () => {
    const order: string[] = [];
    const taken = await interleaved({ a: side("a", 3, order), b: side("b", 1, order) });
    deepStrictEqual(order, ["a", "b", "a", "a"]);
    deepStrictEqual(taken, { a: [1, 3, 4], b: [2] });
  });

  it("goes on without a side that may fail, with what it had", async () => {
    const order: string[] = [];
    const failures: string[] = [];
    const b = {
      times: 3,
      sample: () =>
        order.includes("b") ? Promise.reject(new Error("The page is gone.")) : side("b", 1, order).sample(),
      onFailure: (why: string) => failures.push(why),
    };
    deepStrictEqual(await interleaved({ a: side("a", 3, order), b }), { a: [1, 3, 4], b: [2] });
    deepStrictEqual(failures, ["The page is gone."]);
  });

  it("fails with a side that must not", async () => {
    const broken = { times: 1, sample: () => Promise.reject(new Error("The page is gone.")) };
    await rejects(interleaved({ broken }), /The page is gone/);
  });
});
