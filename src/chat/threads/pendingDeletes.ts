import type { DeletedThread } from "../../shared/threads";

/** Milliseconds in which a deleted thread can be brought back. */
export const UNDO_MS = 10_000;

/** A thread that waits to be deleted. */
export interface PendingDelete extends DeletedThread {
  /** True when the panel showed it then: bringing it back shows it again. */
  readonly wasShown: boolean;
}

/**
 * Threads that a person has deleted and the server has not: the server cannot undo, so it is told when
 * the time to undo is over, or the window closes.
 */
export class PendingDeletes {
  private readonly waiting = new Map<string, { readonly thread: PendingDelete; readonly timer: NodeJS.Timeout }>();
  /** Those that the server is being told of. */
  private readonly running = new Map<string, Promise<void>>();

  /**
   * @param carryOut deletes the thread for good; must not throw
   * @param onChange other threads are hidden, or another one can be brought back
   */
  constructor(
    private readonly carryOut: (threadId: string) => Promise<void>,
    private readonly onChange: () => void,
  ) {}

  get ids(): ReadonlySet<string> {
    // Still hidden until the server has done it, or a row would come back for a moment.
    return new Set([...this.waiting.keys(), ...this.running.keys()]);
  }

  /** The one that was deleted last among those that can be brought back. */
  get latest(): DeletedThread | undefined {
    const thread = [...this.waiting.values()].at(-1)?.thread;
    return thread && { id: thread.id, title: thread.title };
  }

  add(thread: PendingDelete): void {
    this.take(thread.id);
    this.waiting.set(thread.id, { thread, timer: setTimeout(() => this.finish(thread.id), UNDO_MS) });
    this.onChange();
  }

  /** @returns what was brought back; undefined when it was too late */
  undo(threadId: string): PendingDelete | undefined {
    const thread = this.take(threadId);
    this.onChange();
    return thread;
  }

  /** Undoes all that wait. @returns how many those were */
  undoAll(): number {
    const count = this.waiting.size;
    for (const threadId of this.waiting.keys()) {
      this.undo(threadId);
    }
    return count;
  }

  /** Deletes what waits, at once. */
  async flush(): Promise<void> {
    for (const threadId of this.waiting.keys()) {
      this.finish(threadId);
    }
    await Promise.all(this.running.values());
  }

  private take(threadId: string): PendingDelete | undefined {
    const found = this.waiting.get(threadId);
    clearTimeout(found?.timer);
    this.waiting.delete(threadId);
    return found?.thread;
  }

  private finish(threadId: string): void {
    if (this.take(threadId)) {
      this.running.set(
        threadId,
        this.carryOut(threadId).finally(() => {
          this.running.delete(threadId);
          this.onChange();
        }),
      );
      this.onChange();
    }
  }
}
