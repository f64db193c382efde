import { isPassing } from "../../agents/requestErrors";
import { type RunChunk, SILENCE_MS } from "../../agents/threadSubscription";
import { delay } from "../../shared/delay";

/** Milliseconds before the first attempt to connect again, and the most of them; each time it is twice as long. */
const WAITS = { first: 1_000, most: 60_000 };

/**
 * Milliseconds that a connection must have lasted to count as one that works: longer than the silence after which it is
 * given up, and than what proxies that end or hold back every stream allow.
 */
const WORKS_MS = 2 * SILENCE_MS;

export interface MirrorFeedDependencies {
  readonly subscribe: (signal: AbortSignal) => AsyncIterable<readonly RunChunk[]>;
  /** The server has taken the request: what is under way is told once more. */
  readonly onOpen: () => void;
  readonly onChunks: (batch: readonly RunChunk[]) => void;
  /** The connection is lost. @param error why it is not made again; missing where it is */
  readonly onLost: (error?: unknown) => void;
  readonly waits?: Partial<typeof WAITS>;
}

/** Keeps the subscription of one thread open, and makes it again when it is lost, ever more seldom. */
export class MirrorFeed {
  private readonly end = new AbortController();
  private connection = new AbortController();
  private connected = false;

  constructor(private readonly deps: MirrorFeedDependencies) {
    void this.follow();
  }

  get isOpen(): boolean {
    return this.connected;
  }

  /** Ends no run on the server. */
  close(): void {
    this.end.abort();
    this.connection.abort();
  }

  /** Makes a connection in the place of this one, so that what is under way is told from its beginning. */
  renew(): void {
    this.connection.abort();
  }

  private async follow(): Promise<void> {
    const { first, most } = { ...WAITS, ...this.deps.waits };
    const { signal } = this.end;
    for (let wait = first; !signal.aborted; wait = Math.min(wait * 2, most)) {
      const began = performance.now();
      const { signal: connection } = (this.connection = new AbortController());
      try {
        await this.connect(connection);
      } catch (error) {
        if (this.isClosed()) {
          return;
        }
        if (!connection.aborted && !isPassing(error)) {
          this.connected = false;
          this.deps.onLost(error);
          return;
        }
      }
      const worked = this.connected && performance.now() - began > WORKS_MS;
      this.connected = false;
      if (this.isClosed()) {
        return;
      }
      if (connection.aborted) {
        wait = first / 2;
        continue;
      }
      this.deps.onLost();
      wait = worked ? first : wait;
      // Not all windows at the same moment.
      await delay(wait * (0.5 + Math.random() / 2), { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Asked anew after each wait. */
  private isClosed(): boolean {
    return this.end.signal.aborted;
  }

  private async connect(signal: AbortSignal): Promise<void> {
    for await (const batch of this.deps.subscribe(signal)) {
      if (signal.aborted) {
        return;
      }
      if (!this.connected) {
        this.connected = true;
        this.deps.onOpen();
      }
      this.deps.onChunks(batch);
    }
  }
}
