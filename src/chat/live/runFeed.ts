import { type AgentChunk, endsTurn } from "../../agents/chunk";

/**
 * What comes of one run from the subscription of its thread, up to its end or to where it waits for a person. Nothing
 * is lost while nobody reads it yet. After a lost connection the server tells the run once more: that takes the place
 * of what was read as soon as it has got as far, so that no words come twice and none are seen to go.
 */
export class RunFeed {
  /** Whose run it is, where its beginning has come. */
  agentId: string | undefined;
  private queue: (readonly AgentChunk[])[] = [];
  private wake: () => void = () => undefined;
  private failure: Error | undefined;
  private hasEnded = false;
  private isLeft = false;
  private isRead = false;
  /** Letters that have come since the beginning of the feed. */
  private letters = 0;
  /** What the server tells once more, until it has got as far as before. */
  private again: AgentChunk[] | undefined;
  private ending: AgentChunk | undefined;

  constructor(readonly runId: string) {}

  /** What has come and was not read. */
  get unread(): readonly AgentChunk[] {
    return this.queue.flat();
  }

  /** True once nothing more can come of it: it has ended, or waits for a person. */
  get isOver(): boolean {
    return this.ending !== undefined || this.hasEnded || this.failure !== undefined;
  }

  /** True when it waits for a person: after their decision it goes on as another feed. */
  get waits(): boolean {
    return this.ending?.type === "tool-call-approval" || this.ending?.type === "tool-call-suspended";
  }

  /** True once somebody has read it and has gone. */
  get wasLeft(): boolean {
    return this.isLeft;
  }

  take(chunks: readonly AgentChunk[]): void {
    if (this.isLeft || this.isOver) {
      return;
    }
    this.ending = chunks.findLast(endsTurn);
    if (this.again === undefined) {
      this.letters += lettersOf(chunks);
      this.push(chunks);
      return;
    }
    this.again.push(...chunks);
    const letters = lettersOf(this.again);
    if (letters >= this.letters || this.ending) {
      this.letters = letters;
      this.push([{ type: "rewind" }, ...this.again]);
      this.again = undefined;
    }
  }

  /** The connection is there again: what comes next is all of it once more. */
  beginAgain(): void {
    if (this.isOver) {
      return;
    }
    if (this.isRead) {
      this.again = [];
    } else {
      this.queue = [];
      this.letters = 0;
    }
  }

  /** True while the server has not told it once more after a lost connection. */
  get isMissing(): boolean {
    return this.again?.length === 0 || (!this.isRead && this.queue.length === 0);
  }

  /** Nothing more comes of it, though it has not properly ended. */
  end(): void {
    this.hasEnded = true;
    this.wake();
  }

  fail(error: Error): void {
    this.failure = error;
    this.wake();
  }

  /** Leaving it ends no run; one reader, once. @throws the signal's reason, and what it failed with */
  async *read(signal: AbortSignal): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    this.isRead = true;
    const stop = (): void => this.wake();
    signal.addEventListener("abort", stop);
    try {
      for (;;) {
        signal.throwIfAborted();
        const batch = this.queue.shift();
        if (batch) {
          yield batch;
        } else if (this.failure) {
          throw this.failure;
        } else if (this.isOver) {
          return;
        } else {
          await new Promise<void>((resolve) => (this.wake = resolve));
        }
      }
    } finally {
      signal.removeEventListener("abort", stop);
      this.isLeft = true;
      this.queue = [];
    }
  }

  private push(chunks: readonly AgentChunk[]): void {
    this.queue.push(chunks);
    this.wake();
  }
}

function lettersOf(chunks: readonly AgentChunk[]): number {
  return chunks.reduce(
    (sum, chunk) => (chunk.type === "text-delta" || chunk.type === "reasoning-delta" ? sum + chunk.text.length : sum),
    0,
  );
}
