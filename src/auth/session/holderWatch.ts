import { hostname } from "node:os";
import type { Sighting } from "./lockFile";

/**
 * Watches the holder of a lock from one waiting window, and tells when it is gone. Only the time that
 * the waiter itself was awake counts: after a sleep of the computer every lock file looks old.
 */
export class HolderWatch {
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
  isGone(seen: Sighting | undefined): boolean {
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
