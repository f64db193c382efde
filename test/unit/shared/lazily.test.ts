import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { lazily } from "../../../src/shared/lazily";

describe("lazily", () => {
  it("makes nothing before somebody asks", async () => {
    let calls = 0;
    const part = lazily(() => ++calls);
    strictEqual(calls, 0);
    strictEqual(part.made, undefined);
    strictEqual(await part(), 1);
    strictEqual(part.made, 1);
  });

  it("makes one for all who ask, at the same time or later", async () => {
    const part = lazily(() => Promise.resolve({}));
    const [one, two] = await Promise.all([part(), part()]);
    strictEqual(one, two);
    strictEqual(await part(), one);
  });

  it("says what has been made only once it is there", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const part = lazily(() => promise);
    const asked = part();
    strictEqual(part.made, undefined);
    resolve("made");
    await asked;
    strictEqual(part.made, "made");
  });

  it("tries again after a failure, which all who waited hear of", async () => {
    const tries = [() => Promise.reject(new Error("not yet")), () => Promise.resolve("made")];
    const part = lazily(() => tries.shift()?.() ?? "no more");
    const first = await Promise.allSettled([part(), part()]);
    deepStrictEqual(
      first.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    strictEqual(await part(), "made");
    strictEqual(await part(), "made");
  });

  it("takes an error that is thrown at once like one that comes later", async () => {
    let tries = 0;
    const part = lazily((): string => {
      if (++tries === 1) {
        throw new Error("broken");
      }
      return "made";
    });
    await rejects(part(), /broken/);
    strictEqual(await part(), "made");
  });
});
