import { createHash, randomUUID } from "node:crypto";
import { closeSync, futimesSync, openSync, readFileSync, rmSync, statSync, unlinkSync, writeSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CrossWindowLock } from "./crossWindowLock";

/** Times in milliseconds. */
export interface LockTimes {
  /** How long a holder may show no sign of life while the waiter is awake. */
  readonly staleAfter: number;
  /** Longest wait for one and the same holder: longer than a refresh with all its timeouts can take. */
  readonly longestWait: number;
  readonly pollEvery: number;
  readonly heartbeatEvery: number;
}

const defaultTimes: LockTimes = { staleAfter: 15_000, longestWait: 120_000, pollEvery: 60, heartbeatEvery: 2000 };

/** Longest wait while a file can be neither made nor seen, in milliseconds. */
const unseenWait = 2000;

/** Longest that a removal can take, in milliseconds: it is a handful of system calls. */
const removalMs = 10_000;

/** What one look at the file of a lock that somebody holds showed. */
interface LockState {
  readonly content: string;
  /** Milliseconds since the epoch; the holder's heartbeat moves it. */
  readonly mtimeMs: number;
}

/**
 * One window's hold on the file of one lock. File operations are synchronous on purpose: each is a few system
 * calls, and a process that is killed between two of them leaves others waiting.
 */
class LockHandle {
  private readonly content = JSON.stringify({ owner: randomUUID(), pid: process.pid, host: hostname() });
  private descriptor: number | undefined;

  constructor(private readonly path: string) {}

  /**
   * Takes the lock.
   *
   * @returns false when somebody else has it
   * @throws Error when no file can be made here
   */
  create(): boolean {
    let descriptor: number;
    try {
      descriptor = openSync(this.path, "wx", 0o600);
    } catch (error) {
      if (isHeld(error)) {
        return false;
      }
      throw error;
    }
    try {
      writeSync(descriptor, this.content);
    } catch (error) {
      closeSync(descriptor);
      rmSync(this.path, { force: true });
      throw error;
    }
    this.descriptor = descriptor;
    return true;
  }

  /** Shows that the holder lives. The open file is touched, which after a takeover is nobody else's. */
  touch(): void {
    if (this.descriptor !== undefined) {
      const now = new Date();
      // Not in the background: the descriptor may be another file's by the time it is used.
      futimesSync(this.descriptor, now, now);
    }
  }

  /** Gives the lock back, unless another window has taken it over meanwhile. */
  release(): void {
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
    if (this.look()?.content === this.content) {
      unlinkQuietly(this.path);
    }
  }

  look(): LockState | undefined {
    try {
      return { content: readFileSync(this.path, "utf8"), mtimeMs: statSync(this.path).mtimeMs };
    } catch {
      return undefined;
    }
  }

  /**
   * Removes the lock of a holder that is gone. Only one window at a time may, and only what it saw: the
   * lock that another window took since is not touched.
   *
   * @returns whether the lock is free now
   */
  remove(seen: LockState): boolean {
    const claim = `${this.path}.removal`;
    try {
      closeSync(openSync(claim, "wx", 0o600));
    } catch {
      removeOld(claim);
      return false;
    }
    try {
      const current = this.look();
      return current?.content === seen.content && current.mtimeMs === seen.mtimeMs && unlinkQuietly(this.path);
    } finally {
      unlinkQuietly(claim);
    }
  }
}

/**
 * Watches the holder of a lock from one waiting window, and tells when it is gone. Only the time that
 * the waiter itself was awake counts: after a sleep of the computer every lock file looks old.
 */
class HolderWatch {
  private lastLook: number | undefined;
  private awake = 0;
  private content: string | undefined;
  private mtimeMs: number | undefined;
  private holderSince = 0;
  private beatSince = 0;

  /**
   * @param staleAfter how long a holder may show no sign of life, in milliseconds
   * @param longestGap a longer time between two looks means that the computer slept, in milliseconds
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly staleAfter: number,
    private readonly longestGap: number,
    private readonly now: () => number,
  ) {}

  /** Milliseconds, awake, for which the same holder (or none) was seen. */
  get waited(): number {
    return this.awake - this.holderSince;
  }

  /** Notes what was seen; true when its holder has died, or has been silent for too long. */
  isGone(seen: LockState | undefined): boolean {
    const slept = this.passTime();
    if (seen?.content !== this.content) {
      this.holderSince = this.awake;
    }
    if (slept || seen?.content !== this.content || seen?.mtimeMs !== this.mtimeMs) {
      this.beatSince = this.awake;
    }
    this.content = seen?.content;
    this.mtimeMs = seen?.mtimeMs;
    return seen !== undefined && (isDead(seen.content) || this.awake - this.beatSince >= this.staleAfter);
  }

  private passTime(): boolean {
    const now = this.now();
    const gap = now - (this.lastLook ?? now);
    this.lastLook = now;
    const slept = gap > this.longestGap;
    this.awake += slept ? 0 : gap;
    return slept;
  }
}

/**
 * Lock files that every window of this computer sees. Without them two windows use the same rotating
 * refresh token, and a server that detects reuse ends the session of both (docs/wire.md#clerk-refresh-tokens-rotate).
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
   * it: a race is better than a sign-out that only a missing lock file causes.
   */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    // The name holds an issuer and a client id; a hash is a file name everywhere.
    const hash = createHash("sha256").update(name).digest("hex").slice(0, 24);
    const handle = new LockHandle(join(this.directory, `${hash}.lock`));
    if (!(await this.acquire(handle))) {
      return task();
    }
    const heartbeat = setInterval(() => {
      handle.touch();
    }, this.times.heartbeatEvery);
    try {
      return await task();
    } finally {
      clearInterval(heartbeat);
      handle.release();
    }
  }

  private async acquire(handle: LockHandle): Promise<boolean> {
    const holder = new HolderWatch(this.times.staleAfter, this.longestGap, this.now);
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      while (!handle.create()) {
        const seen = handle.look();
        if (holder.isGone(seen) && seen !== undefined && handle.remove(seen)) {
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

/** A process of this computer that does not exist any more; about other computers nothing is known. */
function isDead(content: string): boolean {
  const { pid, host } = readHolder(content);
  if (pid === undefined || host !== hostname()) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function readHolder(content: string): { readonly pid?: number; readonly host?: unknown } {
  try {
    const value: unknown = JSON.parse(content);
    const { pid, host } = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    return Number.isSafeInteger(pid) && Number(pid) > 0 ? { pid: Number(pid), host } : {};
  } catch {
    return {};
  }
}

// Windows says EPERM or EACCES while a file of that name is being deleted.
function isHeld(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EEXIST" || (process.platform === "win32" && (code === "EPERM" || code === "EACCES"));
}

function removeOld(claim: string): void {
  try {
    if (Date.now() - statSync(claim).mtimeMs > removalMs) {
      unlinkSync(claim);
    }
  } catch {
    // Its maker removed it.
  }
}

function unlinkQuietly(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
