import { randomUUID } from "node:crypto";
import { closeSync, futimesSync, openSync, readFileSync, rmSync, statSync, unlinkSync, writeSync } from "node:fs";
import { hostname } from "node:os";

/** What one look at a lock file showed. */
export interface Sighting {
  readonly content: string;
  /** Milliseconds since the epoch; the holder's heartbeat moves it. */
  readonly mtimeMs: number;
}

/** Longest that a removal can take, in milliseconds: it is a handful of system calls. */
const removalMs = 10_000;

/**
 * One window's view of one lock file. File operations are synchronous on purpose: each is a few system
 * calls, and a process that is killed between two of them leaves others waiting.
 */
export class LockFile {
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

  look(): Sighting | undefined {
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
  remove(seen: Sighting): boolean {
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
