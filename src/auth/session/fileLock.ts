import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CrossWindowLock } from "./crossWindowLock";
import { HolderWatch } from "./holderWatch";
import { LockFile } from "./lockFile";

/** Times in milliseconds. */
export interface LockTimes {
  /** How long a holder may show no sign of life while the waiter is awake. */
  readonly staleAfter: number;
  /** Longest wait for one and the same holder: longer than a refresh with all its timeouts can take. */
  readonly longestWait: number;
  readonly pollEvery: number;
  readonly heartbeatEvery: number;
}

const defaultTimes: LockTimes = { staleAfter: 15_000, longestWait: 60_000, pollEvery: 60, heartbeatEvery: 2000 };

/** Longest wait while a file can be neither made nor seen, in milliseconds. */
const unseenWait = 2000;

/**
 * Lock files that every window of this computer sees. Without them two windows use the same rotating
 * refresh token, and a server that detects reuse ends the session of both (facts/clerk.md §9).
 */
export class FileLock implements CrossWindowLock {
  private readonly times: LockTimes;
  private readonly longestGap: number;

  /** @param now a clock in milliseconds that nobody sets; it may or may not go on while the computer sleeps */
  constructor(
    private readonly directory: string,
    times: Partial<LockTimes> = {},
    private readonly now: () => number = () => performance.now(),
  ) {
    this.times = { ...defaultTimes, ...times };
    this.longestGap = Math.max(2000, 10 * this.times.pollEvery);
  }

  /**
   * When the lock cannot be had in time, or the directory cannot be written, the task runs without
   * it: being signed out for want of a lock file would be worse than a race.
   */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    // The name holds an issuer and a client id; a hash is a file name everywhere.
    const hash = createHash("sha256").update(name).digest("hex").slice(0, 24);
    const file = new LockFile(join(this.directory, `${hash}.lock`));
    if (!(await this.acquire(file))) {
      return task();
    }
    const heartbeat = setInterval(() => {
      file.touch();
    }, this.times.heartbeatEvery);
    try {
      return await task();
    } finally {
      clearInterval(heartbeat);
      file.release();
    }
  }

  private async acquire(file: LockFile): Promise<boolean> {
    const holder = new HolderWatch(this.times.staleAfter, this.longestGap, this.now);
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      while (!file.create()) {
        const seen = file.look();
        if (holder.isGone(seen) && seen !== undefined && file.remove(seen)) {
          continue;
        }
        if (holder.waited >= (seen === undefined ? unseenWait : this.times.longestWait)) {
          return false;
        }
        // Jitter, so that windows waiting together do not try together.
        await delay(this.times.pollEvery * (0.5 + Math.random()));
      }
      return true;
    } catch {
      return false;
    }
  }
}
