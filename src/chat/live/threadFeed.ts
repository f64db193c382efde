import { setTimeout as delay } from "node:timers/promises";
import type { AgentChunk } from "../../agents/chunk";
import type { RunChunk } from "../../agents/threadSubscription";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";
import { RunFeed } from "./runFeed";

/** Milliseconds before each attempt to connect again; after the last one the thread is left. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000];

/** Milliseconds that a connection must have lasted to count as one that works. */
const WORKS_MS = 10_000;

/** Milliseconds within which a run that is under way is told once more; measured: at once. */
const AGAIN_MS = 2_000;

/** What a server that is there answers now and then; after anything else it is not asked again. */
const PASSING: ReadonlySet<string> = new Set(["network", "timeout", "server"]);

export interface ThreadFeedDependencies {
  readonly subscribe: (signal: AbortSignal, ignored: () => string | undefined) => AsyncIterable<readonly RunChunk[]>;
  /** The run whose chunks come another way. */
  readonly ignored: () => string | undefined;
  /** There is a run that nobody reads. */
  readonly onRun: (run: RunFeed) => void;
  /** Nothing more comes. @param error why; missing after `close` */
  readonly onClosed: (error?: unknown) => void;
  readonly waits?: readonly number[];
}

/** The runs of one thread, whoever begins them, for as long as it is open; it connects again when it is cut off. */
export class ThreadFeed {
  private readonly runs = new Map<string, RunFeed>();
  private readonly abort = new AbortController();
  private missing: NodeJS.Timeout | undefined;

  constructor(private readonly deps: ThreadFeedDependencies) {
    void this.follow();
  }

  /** Ends no run on the server. */
  close(): void {
    this.abort.abort();
  }

  /** What comes of this run is another feed from now on. */
  forget(runId: string): void {
    this.runs.delete(runId);
  }

  private async follow(): Promise<void> {
    const { waits = WAITS, onClosed } = this.deps;
    const { signal } = this.abort;
    let failure: unknown;
    for (let attempt = 0; !signal.aborted && attempt <= waits.length;) {
      const began = performance.now();
      try {
        await this.connect();
        failure = undefined;
      } catch (error) {
        failure = error;
      }
      if (!isPassing(failure)) {
        break;
      }
      attempt = performance.now() - began > WORKS_MS ? 0 : attempt;
      await delay(waits[attempt], undefined, { signal, ref: false }).catch(() => undefined);
      attempt += 1;
    }
    clearTimeout(this.missing);
    for (const run of this.runs.values()) {
      if (failure instanceof Error && !isCancellation(failure)) {
        run.fail(failure);
      } else {
        run.end();
      }
    }
    if (signal.aborted) {
      onClosed();
    } else {
      onClosed(failure ?? new Error("The server closes the subscription of the thread again and again."));
    }
  }

  private async connect(): Promise<void> {
    const { subscribe, ignored } = this.deps;
    let connected = false;
    for await (const batch of subscribe(this.abort.signal, ignored)) {
      if (!connected) {
        connected = true;
        this.expectAgain();
      }
      this.take(batch);
    }
  }

  private take(batch: readonly RunChunk[]): void {
    const made: RunFeed[] = [];
    for (const [runId, chunks] of byRun(batch)) {
      let run = this.runs.get(runId);
      if (run?.isOver && !run.waits) {
        continue;
      }
      if (!run || run.isOver) {
        run = new RunFeed(runId);
        this.runs.set(runId, run);
        made.push(run);
      }
      run.agentId ??= batch.find((each) => each.runId === runId && each.agentId !== undefined)?.agentId;
      run.take(chunks);
    }
    made.forEach(this.deps.onRun);
  }

  /** A run that is not told once more has ended meanwhile, or its server has. */
  private expectAgain(): void {
    const open = [...this.runs.values()].filter(({ isOver }) => !isOver);
    open.forEach((run) => run.beginAgain());
    clearTimeout(this.missing);
    if (open.length > 0) {
      this.missing = setTimeout(() => {
        open.filter(({ isMissing }) => isMissing).forEach((run) => run.end());
      }, AGAIN_MS);
    }
  }
}

/** @param failure undefined when the server has closed the connection in good order */
function isPassing(failure: unknown): boolean {
  return failure === undefined || (failure instanceof UserFacingError && PASSING.has(failure.kind));
}

function byRun(batch: readonly RunChunk[]): ReadonlyMap<string, readonly AgentChunk[]> {
  const runs = new Map<string, AgentChunk[]>();
  for (const { runId, chunk } of batch) {
    const chunks = runs.get(runId);
    if (chunks) {
      chunks.push(chunk);
    } else {
      runs.set(runId, [chunk]);
    }
  }
  return runs;
}
