import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { TextCache } from "../../../src/shared/textCache";

describe("TextCache", () => {
  it("knows the texts until their thread changes", () => {
    const cache = new TextCache(100);
    cache.set("a", 1, ["one"]);
    deepStrictEqual(cache.get("a", 1), ["one"]);
    strictEqual(cache.get("a", 2), undefined);
    cache.set("a", 2, ["two"]);
    deepStrictEqual(cache.get("a", 2), ["two"]);
    strictEqual(cache.get("a", 1), undefined);
  });

  it("lets go of what changed longest ago when there is too much, in whatever order it came", () => {
    const cache = new TextCache(25);
    cache.set("middle", 2, ["x".repeat(10)]);
    cache.set("old", 1, ["x".repeat(10)]);
    cache.set("new", 3, ["x".repeat(10)]);
    deepStrictEqual(
      [...cache.all()].map(({ id }) => id),
      ["middle", "new"],
    );
    cache.set("older", 0, ["x".repeat(10)]);
    strictEqual(cache.get("older", 0), undefined);
    cache.set("huge", 9, ["x".repeat(26)]);
    strictEqual(cache.get("huge", 9), undefined);
  });

  it("counts a text that is set again once", () => {
    const cache = new TextCache(25);
    for (let time = 0; time < 9; time += 1) {
      cache.set("a", time, ["x".repeat(10)]);
    }
    cache.set("b", 0, ["x".repeat(10)]);
    strictEqual([...cache.all()].length, 2);
  });
});
