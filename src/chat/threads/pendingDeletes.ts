/** Milliseconds in which a deleted thread can be brought back. */
export const UNDO_MS = 10_000;

/**
 * Threads that a person has deleted and the server has not: the server cannot undo, so it is told when
 * the time to undo is over, or the window closes.
 */
export class PendingDeletes {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Those that the server is being told of. */
  private readonly running = new Map<string, Promise<void>>();

  /** @param carryOut deletes the thread for good; must not throw */
  constructor(private readonly carryOut: (threadId: string) => Promise<void>) {}

  get ids(): ReadonlySet<string> {
    // Still hidden until the server has done it, or a row would come back for a moment.
    return new Set([...this.timers.keys(), ...this.running.keys()]);
  }

  add(threadId: string): void {
    clearTimeout(this.timers.get(threadId));
    this.timers.set(
      threadId,
      setTimeout(() => this.finish(threadId), UNDO_MS),
    );
  }

  /** @returns false when it was too late */
  undo(threadId: string): boolean {
    clearTimeout(this.timers.get(threadId));
    return this.timers.delete(threadId);
  }

  /** Undoes all that wait. @returns how many those were */
  undoAll(): number {
    const count = this.timers.size;
    for (const threadId of this.timers.keys()) {
      this.undo(threadId);
    }
    return count;
  }

  /** Deletes what waits, at once. */
  async flush(): Promise<void> {
    for (const threadId of this.timers.keys()) {
      this.finish(threadId);
    }
    await Promise.all(this.running.values());
  }

  private finish(threadId: string): void {
    clearTimeout(this.timers.get(threadId));
    if (this.timers.delete(threadId)) {
      this.running.set(
        threadId,
        this.carryOut(threadId).finally(() => this.running.delete(threadId)),
      );
    }
  }
}
