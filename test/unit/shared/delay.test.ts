import { ok, rejects, strictEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { getEventListeners } from "node:events";
import { delay } from "../../../src/shared/delay";
import { isCancellation } from "../../../src/shared/userFacingError";

describe("delay", () => {
  it("waits", async () => {
    const began = performance.now();
    await delay(30);
    ok(performance.now() - began >= 29);
  });

  it("ends as a cancellation when its signal aborts, before or meanwhile", async () => {
    const ending = new AbortController();
    const waiting = delay(60_000, { signal: ending.signal });
    ending.abort(new Error("another reason"));
    await rejects(waiting, isCancellation);
    await rejects(delay(60_000, { signal: ending.signal }), isCancellation);
  });

  it("leaves nothing at its signal when it is over", async () => {
    const { signal } = new AbortController();
    await delay(1, { signal });
    strictEqual(getEventListeners(signal, "abort").length, 0);
  });

  it("keeps a program of Node from ending only when it is to", () => {
    const source = (options: string): string => `
      const timer = setTimeout;
      globalThis.setTimeout = (...args) => { globalThis.made = timer(...args); return globalThis.made; };
      (${String(delay)})(60_000, ${options});
      console.log(globalThis.made.hasRef());
      process.exit();`;
    const run = (options: string): string =>
      spawnSync(process.execPath, ["-e", source(options)], { encoding: "utf8" }).stdout.trim();
    strictEqual(run("{ ref: false }"), "false");
    strictEqual(run("{}"), "true");
  });
});
