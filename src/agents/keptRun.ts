import { delay, within } from "../shared/delay";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import { type AgentChunk, asks, type ToolChunk } from "./chunk";
import { IdleTimer, type StreamMeter } from "./chunkStream";
import type { ClientAccess } from "./clientAccess";
import { fields, text } from "./fields";
import type { Memory } from "./memory";
import { assertSendable, messageContents, type OutgoingMessage } from "./outgoingMessage";
import { hasNoRoute, isPassing, mayBeDone } from "./requestErrors";
import { GOES_ON } from "./runOptions";
import { endsRun, type RunChunk, subscribeThread, tellsNothing } from "./threadSubscription";

type Batches = AsyncGenerator<readonly RunChunk[], void, undefined>;

/** Milliseconds. */
const WAITS = {
  /** Before each attempt to connect again. */
  connect: [500, 1_000, 2_000, 4_000, 8_000] as readonly number[],
  /** For the beginning of a run to be told, which comes before its first word. */
  start: 15_000,
  /** For a run to be told once more after that: it has ended, unless it is. */
  again: 3_000,
  /** Before each attempt to end it on the server. */
  abort: [0, 300, 1_000, 4_000] as readonly number[],
  /** For other calls of the step of a call that asks a person: nothing tells when they have come to rest. */
  calls: 1_000,
};

/** Connections one after the other on which nothing new comes. */
const MOST_IDLE = 3;

/** Chunks with which a call has come to rest. */
const SETTLES: ReadonlySet<AgentChunk["type"]> = new Set([
  "tool-result",
  "tool-error",
  "tool-denied",
  "tool-cancelled",
]);

/** How it has come out that a message was sent this way. */
export type KeptRunEnd = "taken" | "untold" | "busy" | "noRoute";

/** One subscription, with what ends it. */
interface Connection {
  readonly batches: Batches;
  readonly idle: IdleTimer;
  readonly end: AbortController;
}

export interface KeptRunRequest {
  readonly agentId: string;
  readonly message: OutgoingMessage;
  readonly memory: Memory;
  /** What the body of `/stream` would say besides the message. */
  readonly streamOptions: Readonly<Record<string, unknown>>;
  /** Ends the run on the server, unless its reason is `GOES_ON`. */
  readonly signal: AbortSignal;
  /** What is being stopped, by thread: a message of the same one waits for that, or would be stopped as well. */
  readonly endings: Map<string, Promise<void>>;
  /** Milliseconds without a chunk after which the run is ended; 0 waits for ever. */
  readonly idleMs: number;
  readonly meter?: StreamMeter | undefined;
  /** For tests. */
  readonly waits?: Partial<typeof WAITS>;
}

class KeptRun {
  private readonly end = new AbortController();
  private readonly signal: AbortSignal;
  private readonly waits: typeof WAITS;
  private connection: Connection;
  /** What was read before it was known whose it is. */
  private early: readonly RunChunk[] = [];
  private runId: string | undefined;
  /** The types of the chunks that have come, in their order: a new connection tells them once more. */
  private readonly told: AgentChunk["type"][] = [];
  /** How many of them this connection has told. */
  private seen = 0;
  /** Calls of which nothing has come yet. */
  private readonly calls = new Set<string>();
  private asked = false;
  /** This connection is not the first one. */
  private isAgain = false;
  /** What it tells of the run is not what was told. */
  private isUnlike = false;
  private isSent = false;
  private isOver = false;
  /** Nobody waits for it any more: nothing has come for too long, or its message comes back to the person. */
  private isGivenUp = false;
  /** A connection was lost. */
  private wasLost = false;

  constructor(
    private readonly access: Pick<ClientAccess, "attempt" | "translated">,
    private readonly request: KeptRunRequest,
  ) {
    this.waits = { ...WAITS, ...request.waits };
    this.signal = AbortSignal.any([request.signal, this.end.signal]);
    this.connection = this.subscription();
  }

  /** @returns false when the server has no such route */
  async subscribe(): Promise<boolean> {
    try {
      await this.connection.batches.next();
      return true;
    } catch (error) {
      if (tellsNothing(error)) {
        return false;
      }
      throw error;
    }
  }

  /** Sends the message, once what was stopped before in its thread has been. */
  async begin(body: object): Promise<KeptRunEnd> {
    const { agentId, endings, memory, message, signal } = this.request;
    await endings.get(memory.threadId);
    signal.throwIfAborted();
    const limits = AbortSignal.any([this.signal, this.connection.idle.signal]);
    this.isSent = true;
    try {
      const answer = await this.access.attempt(agentId, (client) =>
        client.request<unknown>(`/agents/${encodeURIComponent(agentId)}/signals`, {
          ...{ method: "POST", body },
          signal: limits,
        }),
      );
      const { accepted, runId, signal: made } = fields(answer);
      // A message that was dropped is a run of its own.
      const none = ["", message.id, text(fields(made)["id"])];
      this.isSent = accepted === true && !none.includes(text(runId));
      this.runId = text(runId);
      return this.isSent ? "taken" : "busy";
    } catch (error) {
      if (hasNoRoute(error)) {
        this.isSent = false;
        return "noRoute";
      }
      this.isSent = mayBeDone(error);
      // Only the answer to it may have been lost: then its run tells the message.
      if (isCancellation(error) || !this.isSent || !(await this.findRun())) {
        this.isGivenUp = true;
        throw error;
      }
      return "taken";
    }
  }

  /** How it has come out, once nothing more comes. */
  get came(): KeptRunEnd {
    return this.told.length > 0 || this.wasLost ? "taken" : "untold";
  }

  /** All that comes of it, over as many connections as that takes. */
  async *chunks(): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    for (let idle = 0; idle < MOST_IDLE;) {
      const before = this.told.length;
      let lost: Error | undefined;
      try {
        yield* this.follow();
      } catch (error) {
        lost = error as Error;
      }
      if (lost !== undefined && this.connection.idle.signal.aborted) {
        this.isGivenUp = true;
        throw new UserFacingError("silent", lost.message);
      }
      // Where it was to wait for a person, that has been told.
      this.isOver ||= this.asked && !this.signal.aborted;
      this.wasLost ||= lost !== undefined;
      const isLost = lost !== undefined && !isPassing(lost);
      if (this.isOver || this.isUnlike || this.signal.aborted || isLost || !(await this.connect())) {
        if (lost !== undefined && !this.isOver) {
          throw lost;
        }
        return;
      }
      idle = this.told.length > before ? 0 : idle + 1;
    }
  }

  /** Whoever reads it has left, or it has ended. */
  close(): void {
    const { endings, memory, signal } = this.request;
    const { threadId } = memory;
    const isGivenUp = signal.aborted ? signal.reason !== GOES_ON : this.isGivenUp;
    this.end.abort();
    this.leave();
    if (this.isSent && !this.isOver && isGivenUp) {
      const ending = this.abort().then(() => {
        if (endings.get(threadId) === ending) {
          endings.delete(threadId);
        }
      });
      endings.set(threadId, ending);
    }
  }

  /** Ends the run on the server. Never throws. */
  private async abort(): Promise<void> {
    const { agentId, memory } = this.request;
    for (const wait of this.waits.abort) {
      await delay(wait, { ref: false });
      try {
        const { abortRun } = await import("./steering");
        // One whose message is still on its way may begin a moment later.
        if ((await abortRun(this.access, agentId, memory)) || this.runId !== undefined) {
          return;
        }
      } catch (error) {
        if (!isPassing(error)) {
          return;
        }
      }
    }
  }

  private subscription(): Connection {
    const { agentId, idleMs, memory, meter } = this.request;
    const idle = new IdleTimer(idleMs);
    const end = new AbortController();
    const signal = AbortSignal.any([this.signal, idle.signal, end.signal]);
    const isOther = (runId: string): boolean => this.runId !== undefined && runId !== this.runId;
    const batches = subscribeThread(this.access, agentId, memory, signal, isOther, undefined, meter);
    return { batches, idle, end };
  }

  /** Leaves the connection that there is. */
  private leave(): void {
    const { batches, idle, end } = this.connection;
    idle.dispose();
    end.abort();
    batches.return().catch(() => undefined);
  }

  /** What this connection tells of the run, up to its end, or to where it waits for a person. */
  private async *follow(): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { calls, again, start } = this.waits;
    let batch: readonly RunChunk[] | undefined = this.early;
    this.early = [];
    while (batch) {
      const chunks = this.own(batch);
      if (chunks.length > 0) {
        this.connection.idle.touch();
        yield chunks;
      }
      if (this.isOver || this.isUnlike) {
        return;
      }
      const isBehind = this.isAgain && (this.seen === 0 || this.seen < this.told.length);
      const untold = this.told.length === 0 ? start : undefined;
      batch = await this.next(this.asked ? calls : isBehind ? again : untold);
    }
  }

  /** @returns undefined at the end of the connection, and when nothing comes for so many milliseconds */
  private async next(limitMs?: number): Promise<readonly RunChunk[] | undefined> {
    const coming = this.connection.batches.next().then(({ value }) => value ?? undefined);
    coming.catch(() => undefined);
    return limitMs === undefined ? coming : within(coming, limitMs);
  }

  /** The chunks of the run that have not been told before. */
  private own(batch: readonly RunChunk[]): readonly AgentChunk[] {
    const chunks: AgentChunk[] = [];
    for (const { runId, chunk } of batch) {
      if (runId !== this.runId || this.isOver) {
        continue;
      }
      if (chunk.type === "start") {
        // It is told from its beginning, on the same connection as well.
        this.seen = 0;
      }
      const before = this.told[this.seen];
      this.seen += 1;
      if (before === undefined) {
        this.told.push(chunk.type);
        this.note(chunk);
        if (chunk.type !== "user-message" || chunk.id !== this.request.message.id) {
          chunks.push(chunk);
        }
      } else if (before !== chunk.type) {
        // It is not told as it was: what is missing of it, only the server's memory knows.
        this.isUnlike = true;
        return [];
      }
    }
    return chunks;
  }

  private note(chunk: AgentChunk): void {
    if (chunk.type === "tool-call") {
      this.calls.add(chunk.toolCallId);
    } else if (settles(chunk) || asks(chunk)) {
      this.calls.delete(chunk.toolCallId);
    }
    this.asked ||= asks(chunk);
    this.isOver = asks(chunk) ? this.calls.size === 0 : endsRun(chunk);
  }

  /** Waits until the run of the message is told, by another connection if need be. @returns false when it is not */
  private async findRun(): Promise<boolean> {
    return (await this.looksFor()) || ((await this.connect()) && (await this.looksFor()));
  }

  private async looksFor(): Promise<boolean> {
    const { message } = this.request;
    this.early = [];
    try {
      for (let batch = await this.next(this.waits.again); batch; batch = await this.next(this.waits.again)) {
        this.early = [...this.early, ...batch];
        this.runId = batch.find(({ chunk }) => chunk.type === "user-message" && chunk.id === message.id)?.runId;
        if (this.runId !== undefined) {
          return true;
        }
      }
    } catch {
      // What is thrown then is why the message was not answered.
    }
    return false;
  }

  /** Subscribes once more. @returns false when the server can't be reached */
  private async connect(): Promise<boolean> {
    for (const wait of this.waits.connect) {
      this.leave();
      await delay(wait, { signal: this.signal, ref: false });
      this.seen = 0;
      this.isAgain = true;
      this.connection = this.subscription();
      try {
        await this.connection.batches.next();
        return true;
      } catch (error) {
        if (!isPassing(error) || this.signal.aborted) {
          return false;
        }
      }
    }
    return false;
  }
}

/**
 * One answer as chunks, as `AgentService.stream`, of a run that goes on on the server when nobody reads it: its thread
 * is subscribed to, and then the message is sent there (docs/wire.md#mastra-a-run-that-outlives-its-connection).
 * After a lost connection the thread is subscribed to once more, and what was told already is left out.
 *
 * @returns whether the server has taken the message this way. If not, it is to be sent by `/stream`: the server has no
 *   such routes (`noRoute`), or another run of the thread goes on or waits for a person (`busy`). It is `untold` where
 *   the server has taken it and tells nothing of it, such as one of several instances that don't hear of each other
 * @throws UserFacingError kind `tooLarge` before anything leaves the machine
 */
export async function* keptRun(
  access: Pick<ClientAccess, "attempt" | "translated">,
  request: KeptRunRequest,
): AsyncGenerator<readonly AgentChunk[], KeptRunEnd, undefined> {
  const body = signalBody(request);
  assertSendable(body);
  const run = new KeptRun(access, request);
  try {
    const came = (await run.subscribe()) ? await run.begin(body) : "noRoute";
    if (came === "taken") {
      yield [{ type: "accepted", kept: true }];
      yield* run.chunks();
      return run.came;
    }
    return came;
  } finally {
    run.close();
  }
}

function settles(chunk: AgentChunk): chunk is ToolChunk {
  return SETTLES.has(chunk.type);
}

/** A signal of a person's, which keeps the id that the message has here. */
function signalBody({ message, memory, streamOptions }: KeptRunRequest): object {
  return {
    signal: { type: "user", tagName: "user", id: message.id, ...messageContents(message) },
    threadId: memory.threadId,
    resourceId: memory.resourceId,
    ifActive: { behavior: "discard" },
    ifIdle: { behavior: "wake", streamOptions },
  };
}
