import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { FileLock } from "../../../src/storage/fileLock";
import { Child } from "../auth/setup/childProcess";

describe("fileLock", () => {
  let directory: string;
  const times = { staleAfter: 60_000, longestWait: 5000, pollEvery: 5, heartbeatEvery: 20 };
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "lock-"))));
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Leaves a lock file with this content, as a process does that ends without giving it back. */
  const leave = async (name: string, content: string): Promise<string> => {
    await new FileLock(directory, times).run(name, async () => {
      const [file = ""] = await readdir(directory);
      await writeFile(join(directory, file), content);
    });
    const [file = ""] = await readdir(directory);
    return join(directory, file);
  };
  const crowd = async (lock: () => FileLock): Promise<number> => {
    let inside = 0;
    let most = 0;
    const windows = Array.from({ length: 6 }, async () => {
      await lock().run("a", async () => {
        most = Math.max(most, ++inside);
        await pause(10);
        inside--;
      });
    });
    await Promise.all(windows);
    return most;
  };

  it("lets one window in at a time, and leaves nothing behind", async () => {
    assert.equal(await crowd(() => new FileLock(directory, times)), 1);
    assert.deepEqual(await readdir(directory), []);
  });

  it("lets one task of the same window in at a time", async () => {
    const lock = new FileLock(directory, times);
    assert.equal(await crowd(() => lock), 1);
  });

  it("does not make other names wait", async () => {
    const lock = new FileLock(directory, times);
    await lock.run("a", () => lock.run("https://b.example|../../etc", () => Promise.resolve()));
    assert.deepEqual(await readdir(directory), []);
  });

  it("lets go after a failure", async () => {
    const lock = new FileLock(directory, times);
    await assert.rejects(
      lock.run("a", () => Promise.reject(new Error("own"))),
      /own/,
    );
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
  });

  it("takes over the lock of a killed process at once, one window at a time", async () => {
    const holder = new Child("lockHolder", { directory, name: "a" });
    await holder.started();
    holder.kill("SIGKILL");
    await holder.exited;
    assert.equal((await readdir(directory)).length, 1);
    const started = performance.now();
    assert.equal(await crowd(() => new FileLock(directory, times)), 1);
    assert.ok(performance.now() - started < 2000);
    assert.deepEqual(await readdir(directory), []);
  }).timeout(10_000);

  it("does not call a process of another computer dead", async () => {
    const path = await leave("a", JSON.stringify({ owner: "o", pid: 2 ** 30, host: `${hostname()}.elsewhere` }));
    const lock = new FileLock(directory, { ...times, longestWait: 60 });
    assert.equal(await lock.run("a", () => Promise.resolve("without")), "without");
    assert.match(await readFile(path, "utf8"), /elsewhere/);
  });

  it("does not rob a paused process before its time, which begins when it is paused", async () => {
    const holder = new Child("lockHolder", { directory, name: "a" });
    try {
      await holder.started();
      let robbed = false;
      const waiting = new FileLock(directory, { ...times, staleAfter: 400 }).run("a", () => {
        robbed = true;
        return Promise.resolve(performance.now());
      });
      // It beats: longer than `staleAfter` is no reason.
      await pause(600);
      assert.equal(robbed, false);
      const paused = performance.now();
      holder.kill("SIGSTOP");
      const after = (await waiting) - paused;
      // It beats every 20 ms, so the last beat may have been a little before; more on a busy computer.
      assert.ok(after >= 300, `after ${after} ms`);
    } finally {
      holder.kill("SIGKILL");
      await holder.exited;
    }
  }).timeout(10_000);

  it("observes anew after a sleep of its own", async () => {
    // It seems to be hours old, which after a sleep is true of every lock.
    const path = await leave("a", "no longer beating");
    await utimes(path, new Date(0), new Date(0));
    let now = 0;
    let looks = 0;
    let woke = 0;
    const clock = (): number => {
      now += 10;
      if (++looks === 15) {
        now += 3_600_000;
        woke = now;
      }
      return now;
    };
    const lock = new FileLock(directory, { ...times, staleAfter: 200, pollEvery: 1 }, clock);
    assert.equal(await lock.run("a", () => Promise.resolve(now - woke)), 200);
  });

  it("takes over the lock of an unknown holder after a silence, one window at a time", async () => {
    await leave("a", "");
    assert.equal(await crowd(() => new FileLock(directory, { ...times, staleAfter: 50 })), 1);
    assert.deepEqual(await readdir(directory), []);
  });

  it("is not stopped by a window that died while it removed a lock", async () => {
    const path = await leave("a", JSON.stringify({ owner: "o", pid: 2 ** 30, host: hostname() }));
    await writeFile(`${path}.removal`, "");
    await utimes(`${path}.removal`, new Date(0), new Date(0));
    assert.equal(await new FileLock(directory, times).run("a", async () => (await readdir(directory)).length), 1);
    assert.deepEqual(await readdir(directory), []);
  });

  it("goes on without the lock when its holder takes too long, and leaves that lock alone", async () => {
    const path = await leave("a", "alive");
    const started = performance.now();
    const lock = new FileLock(directory, { ...times, longestWait: 60 });
    assert.equal(await lock.run("a", () => Promise.resolve("done")), "done");
    assert.ok(performance.now() - started >= 60);
    assert.equal(await readFile(path, "utf8"), "alive");
  });

  it("leaves a lock alone that was taken over from it", async () => {
    const path = await new FileLock(directory, times).run("a", async () => {
      const [file = ""] = await readdir(directory);
      await writeFile(join(directory, file), "theirs");
      return join(directory, file);
    });
    assert.equal(await readFile(path, "utf8"), "theirs");
  });

  it("makes its directory", async () => {
    const lock = new FileLock(join(directory, "deep", "er"), times);
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
  });

  it("works without a lock where no directory can be made, and where no file can", async () => {
    await writeFile(join(directory, "file"), "");
    const lock = new FileLock(join(directory, "file", "sub"), times);
    assert.equal(await lock.run("a", () => Promise.resolve(1)), 1);
    // A directory in the place of the lock file can be neither made nor read.
    const path = await leave("b", "");
    await rm(path);
    await mkdir(path);
    let now = 0;
    const clock = (): number => (now += 100);
    assert.equal(await new FileLock(directory, times, clock).run("b", () => Promise.resolve(2)), 2);
  });
});
