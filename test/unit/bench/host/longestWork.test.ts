import { ok, rejects } from "node:assert/strict";
import { setImmediate as nextTick } from "node:timers/promises";
import { longestWork } from "../../../bench/host/thread/longestWork";

/** Keeps the processor for so many milliseconds of its own time, however long that takes by the clock. */
function work(milliseconds: number): void {
  const before = process.threadCpuUsage();
  let spent = 0;
  while (spent < milliseconds) {
    const { user, system } = process.threadCpuUsage(before);
    spent = (user + system) / 1000;
  }
}

describe("longestWork", () => {
  it("counts what is done at a stretch, at the end as well", async () => {
    for (const before of [nextTick, () => Promise.resolve()]) {
      const longest = await longestWork(async () => {
        await before();
        work(30);
      });
      ok(longest >= 30, String(longest));
    }
  });

  it("does not hide an error", async () => {
    await rejects(
      longestWork(() => Promise.reject(new Error("broke"))),
      /broke/,
    );
  });
});
