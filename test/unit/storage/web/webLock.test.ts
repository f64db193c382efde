import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { WebLock } from "../../../../src/storage/web/webLock";

/** Node has the same locks as browsers. */
describe("WebLock", () => {
  it("lets one task of a name in at a time, in the order in which they came, and other names at once", async () => {
    const done: string[] = [];
    const [first, second] = [new WebLock(), new WebLock()];
    let goOn: () => void = () => undefined;
    const held = first.run("a", async () => {
      await new Promise<void>((resolve) => (goOn = resolve));
      done.push("first");
    });
    const waiting = second.run("a", () => Promise.resolve(done.push("second")));
    await second.run("b", () => Promise.resolve(done.push("other")));
    goOn();
    await Promise.all([held, waiting]);
    deepStrictEqual(done, ["other", "first", "second"]);
  });

  it("gives what the task gives, and lets go after a failure", async () => {
    const lock = new WebLock();
    await rejects(
      lock.run("c", () => Promise.reject(new Error("broken"))),
      /broken/,
    );
    strictEqual(await lock.run("c", () => Promise.resolve(1)), 1);
  });

  it("goes on without when the holder takes too long", async () => {
    let goOn: () => void = () => undefined;
    const held = new WebLock().run("d", () => new Promise<void>((resolve) => (goOn = resolve)));
    strictEqual(await new WebLock(20).run("d", () => Promise.resolve("done")), "done");
    goOn();
    await held;
  });

  it("goes on without where the browser refuses locks, and runs the task once", async () => {
    const { locks } = navigator;
    let runs = 0;
    const refuse = { request: () => Promise.reject(new DOMException("No storage.", "SecurityError")) };
    Object.defineProperty(navigator, "locks", { value: refuse, configurable: true });
    try {
      strictEqual(await new WebLock().run("e", () => Promise.resolve(++runs)), 1);
    } finally {
      Object.defineProperty(navigator, "locks", { value: locks, configurable: true });
    }
  });
});
