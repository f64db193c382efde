import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileRefreshLock } from "../../../../src/auth/session/fileRefreshLock";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("fileRefreshLock", () => {
  let directory: string;
  const times = { staleAfter: 60_000, longestWait: 5000, pollEvery: 5 };
  const pathOf = (name: string): string =>
    join(directory, `refresh-${createHash("sha256").update(name).digest("hex").slice(0, 24)}.lock`);
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "lock-"))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("lets one window in at a time, and leaves nothing behind", async () => {
    let inside = 0;
    let most = 0;
    const windows = Array.from({ length: 6 }, () => new FileRefreshLock(directory, times));
    const results = await Promise.all(
      windows.map((window, index) =>
        window.run("a", async () => {
          most = Math.max(most, ++inside);
          await pause(10);
          inside--;
          return index;
        }),
      ),
    );
    assert.equal(most, 1);
    assert.deepEqual(results, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(await readdir(directory), []);
  });

  it("does not make other names wait", async () => {
    const lock = new FileRefreshLock(directory, times);
    await lock.run("a", () => lock.run("https://b.example|../../etc", () => Promise.resolve()));
    assert.deepEqual(await readdir(directory), []);
  });

  it("lets go after a failure", async () => {
    const lock = new FileRefreshLock(directory, times);
    await assert.rejects(lock.run("a", () => Promise.reject(new Error("own"))), /own/);
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
  });

  it("takes over the lock of a window that crashed, one window at a time", async () => {
    await writeFile(pathOf("a"), "crashed");
    const old = new Date(Date.now() - 120_000);
    await utimes(pathOf("a"), old, old);
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 6 }, () =>
        new FileRefreshLock(directory, times).run("a", async () => {
          most = Math.max(most, ++inside);
          await pause(10);
          inside--;
        }),
      ),
    );
    assert.equal(most, 1);
    assert.deepEqual(await readdir(directory), []);
  });

  it("goes on without the lock when its holder takes too long, and leaves that lock alone", async () => {
    await writeFile(pathOf("a"), "alive");
    const started = Date.now();
    const lock = new FileRefreshLock(directory, { ...times, longestWait: 60 });
    assert.equal(await lock.run("a", () => Promise.resolve("done")), "done");
    assert.ok(Date.now() - started >= 60);
    assert.equal((await readdir(directory)).length, 1);
  });

  it("makes its directory", async () => {
    const lock = new FileRefreshLock(join(directory, "deep", "er"), times);
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
  });

  it("works without a lock where no directory can be made", async () => {
    await writeFile(join(directory, "file"), "");
    const lock = new FileRefreshLock(join(directory, "file", "sub"), times);
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
  });
});
