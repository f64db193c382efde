import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RefreshLock } from "./refreshLock";

/** Times in milliseconds. */
export interface LockTimes {
  /** Age after which the holder must have crashed: longer than a refresh with its timeouts can take. */
  readonly staleAfter: number;
  /** Longest wait for another holder. */
  readonly longestWait: number;
  readonly pollEvery: number;
}

const defaultTimes: LockTimes = { staleAfter: 45_000, longestWait: 50_000, pollEvery: 60 };

/**
 * A lock file that every window of this computer sees. Without it two windows use the same rotating
 * refresh token, and a server that detects reuse ends the session of both (facts/clerk.md §9).
 */
export class FileRefreshLock implements RefreshLock {
  constructor(
    private readonly directory: string,
    private readonly times: LockTimes = defaultTimes,
  ) {}

  /**
   * When the lock cannot be had in time, or the directory cannot be written, the task runs without
   * it: being signed out for want of a lock file would be worse than a race.
   */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    // The name holds an issuer and a client id; a hash is a file name everywhere.
    const path = join(this.directory, `refresh-${createHash("sha256").update(name).digest("hex").slice(0, 24)}.lock`);
    const owner = randomUUID();
    const held = await this.acquire(path, owner);
    try {
      return await task();
    } finally {
      if (held) {
        await release(path, owner);
      }
    }
  }

  private async acquire(path: string, owner: string): Promise<boolean> {
    const deadline = Date.now() + this.times.longestWait;
    try {
      await mkdir(this.directory, { recursive: true });
      while (!(await create(path, owner))) {
        if (Date.now() > deadline) {
          return false;
        }
        await this.removeIfStale(path);
        // Jitter, so that windows waiting together do not try together.
        await delay(this.times.pollEvery * (0.5 + Math.random()));
      }
      return true;
    } catch {
      return false;
    }
  }

  private async removeIfStale(path: string): Promise<void> {
    const before = await readOwner(path);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (before === undefined || age < this.times.staleAfter) {
      return;
    }
    const aside = `${path}.${randomUUID()}`;
    try {
      // Only one window can move the file away. If another one did so first and locked afresh, what was
      // moved is not what was read: it goes back where it was.
      await rename(path, aside);
      if ((await readOwner(aside)) !== before) {
        await link(aside, path);
      }
      await unlink(aside);
    } catch {
      // Somebody else was faster.
    }
  }
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(owner);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // Windows says EPERM or EACCES while a file of that name is being deleted.
    if (code === "EEXIST" || (await readOwner(path)) !== undefined) {
      return false;
    }
    throw error;
  }
}

async function release(path: string, owner: string): Promise<void> {
  // After a long sleep of the computer the lock may be somebody else's by now.
  if ((await readOwner(path)) === owner) {
    await unlink(path).catch(() => undefined);
  }
}

async function readOwner(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
