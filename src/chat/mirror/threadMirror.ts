import { type AgentChunk, asks, type ToolChunk } from "../../agents/chunk";
import type { Memory } from "../../agents/memory";
import { endsRun, type RunChunk, subscribeThread } from "../../agents/threadSubscription";
import { delay } from "../../shared/delay";
import type { Turn } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import { waits } from "../turn/turnChanges";
import { type SubscriptionAnswer, type ThreadMirrorDependencies, WAITS } from "./mirrorDependencies";
import { MirrorFeed } from "./mirrorFeed";
import { MirroredRun } from "./mirroredRun";
import { ThreadReader } from "./threadReader";

/**
 * The runs of one thread that were begun elsewhere, as they come. They are shown and nothing else: once a run has
 * ended, the thread is read from the server, and what was shown of the run goes in the same change.
 */
export class ThreadMirror {
  private readonly feed: MirrorFeed;
  private readonly end = new AbortController();
  private readonly reader: ThreadReader;
  private readonly waits: typeof WAITS;
  private live: MirroredRun | undefined;
  /** What has ended, oldest first, until the thread is read and has it. */
  private ended: readonly MirroredRun[] = [];
  /** Runs of which the end has come. */
  private readonly over = new Set<string>();
  /** Calls that were told to wait for a person. What is told before of a run that waits here is known, however late. */
  private readonly asked = new Set<string>();
  /** Runs that came while one of our own was streamed, and whether they have ended. */
  private readonly missed = new Map<string, boolean>();
  private wasBusy = false;
  /** Something may have happened of which nothing was told. */
  private isUnread: boolean;
  /** A run was begun elsewhere, maybe before anybody looked, and what waits for its end has not been told of it. */
  private hasRun: boolean;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param isUnread whether the thread is to be read once it is told what happens in it: of what had ended when it was
   *   read and begins only then to be told, neither tells
   * @param wasGivenUp whether a reading has come to nothing because a run of our own began
   */
  constructor(
    private readonly conversation: Conversation,
    private readonly deps: ThreadMirrorDependencies,
    isUnread: boolean,
    private readonly wasGivenUp: () => boolean,
    private readonly answer: SubscriptionAnswer,
  ) {
    const { access, agentOf, failedLookMs, logError, sync, waits } = deps;
    this.wasBusy = conversation.busy;
    this.isUnread = isUnread;
    this.hasRun = deps.isNeeded(conversation);
    this.waits = { ...WAITS, ...waits };
    this.reader = new ThreadReader({
      sync: () => sync(conversation),
      // While nothing of our own is written, and somebody looks.
      isQuiet: () => !conversation.busy && !this.end.signal.aborted,
      isComplete: () => this.ended.length === 0 && (!this.live || this.live.isShown),
      onRest: () => this.rested(),
      onUnreadable: (error, isAgain) => this.unreadable(error, isAgain),
      logError,
      signal: this.end.signal,
      ...(failedLookMs === undefined ? {} : { failedLookMs }),
    });
    this.feed = new MirrorFeed({
      subscribe: (signal) =>
        subscribeThread(access, agentOf(conversation).id, this.memory, signal, (runId) => this.isOwn(runId)),
      onOpen: () => this.opened(),
      onChunks: (batch) => this.take(batch),
      onLost: (error) => {
        if (error === undefined) {
          this.lost();
        } else {
          this.finish();
          answer.onRefused(error);
        }
      },
      ...(waits ? { waits } : {}),
    });
  }

  /** The agent that answers elsewhere at the moment. */
  get agentId(): string | undefined {
    const run = this.live ?? (this.reader.isUnreadable ? undefined : this.ended.at(-1));
    return run?.isCut ? undefined : run?.agent.id;
  }

  /** True while it shows something, or reads what it has shown, or somebody is to be told of its end. */
  get isNeeded(): boolean {
    return this.hasRun || this.reader.isBehind;
  }

  /** The turns that a person sees. @returns the conversation's own list where nothing is added */
  get turns(): readonly Turn[] {
    const { turns } = this.conversation;
    const shown = [...this.ended, this.live].findLast((run) => run?.isShown);
    return shown && !this.conversation.busy ? shown.over(turns) : turns;
  }

  /** Ends the run that is shown, on the server. */
  async stop(): Promise<void> {
    const run = this.live;
    if (run) {
      const aborted = await this.deps.agents.abortRun(run.agent.id, this.memory);
      await delay(aborted ? this.waits.again : 0, { signal: this.end.signal, ref: false }).catch(() => undefined);
      if (this.live === run) {
        this.finish();
      }
    }
  }

  /** Nothing more is shown. */
  close(): void {
    this.end.abort();
    this.feed.close();
    this.drop();
  }

  /** A run of our own has begun or ended, or the turns have changed. */
  changed(): void {
    const { busy } = this.conversation;
    if (busy === this.wasBusy) {
      return;
    }
    this.wasBusy = busy;
    if (busy) {
      this.asked.clear();
      if (this.live) {
        this.missed.set(this.live.runId, false);
      }
      // What has ended is still looked for after our own run, behind which it would be in the wrong place.
      this.drop(this.ended.map((run) => run.hidden()));
      return;
    }
    const missed = [...this.missed].filter(([runId]) => !this.conversation.hasStreamed(runId));
    this.missed.clear();
    if (missed.length > 0 || this.ended.length > 0 || this.reader.isBehind || this.wasGivenUp()) {
      this.read(true);
    }
    if (missed.some(([, hasEnded]) => !hasEnded)) {
      this.feed.renew();
    }
  }

  /**
   * The thread is being read.
   *
   * @returns told of what was read, right before it is shown
   */
  reading(): (turns: readonly Turn[]) => void {
    const { ended, live, reader } = this;
    const read = reader.begun();
    return (turns) => {
      const isLastLook = read();
      this.ended = this.ended.filter((run) => !ended.includes(run) || !(isLastLook || run.isStoredIn(turns)));
      // What was read before it began may not have what came right before it.
      if (this.live && this.live.runId === live?.runId && !this.live.isShown && this.ended.length === 0) {
        this.live.show(turns);
      }
      // Behind what was read, in the same change.
      queueMicrotask(() => this.tell());
    };
  }

  private get memory(): Memory {
    return { threadId: this.conversation.threadId, resourceId: this.deps.resourceId };
  }

  /** Of a run of our own that waits, what follows is somebody else's decision. */
  private isOwn(runId: string): boolean {
    return this.conversation.hasStreamed(runId) && !this.waitsHere(runId);
  }

  private waitsHere(runId: string): boolean {
    const { busy, lastTurn } = this.conversation;
    return !busy && lastTurn?.state === "waiting" && lastTurn.runId === runId;
  }

  private opened(): void {
    const { live } = this;
    this.asked.clear();
    this.answer.onTaken();
    if (live?.isLost) {
      this.later(this.waits.again, () => this.live === live && this.finish());
    } else if (this.isUnread) {
      // Of what has begun and ended meanwhile nothing is told.
      this.read(true);
    }
    this.isUnread = false;
  }

  private lost(): void {
    this.isUnread = true;
    const { live } = this;
    if (live && !live.isLost) {
      live.isLost = true;
      this.later(this.waits.again, () => {
        if (this.live === live && !this.feed.isOpen) {
          live.cut(this.deps.lostNotice());
          this.tell();
        }
      });
    }
  }

  private take(batch: readonly RunChunk[]): void {
    let some: RunChunk[] = [];
    const go = (): void => {
      const [first] = some;
      if (first) {
        this.takeRun(
          first.runId,
          some.map(({ chunk }) => chunk),
          first.agentId,
        );
      }
      some = [];
    };
    for (const each of batch) {
      if (each.runId !== some[0]?.runId || each.chunk.type === "start") {
        go();
      }
      some.push(each);
      if (asks(each.chunk)) {
        go();
      }
    }
    go();
    this.tell();
  }

  private takeRun(runId: string, chunks: readonly AgentChunk[], agentId: string | undefined): void {
    const ends = chunks.some(endsRun);
    const asking = chunks.filter(asks).map(({ toolCallId }) => toolCallId);
    const isLate = this.isLate(runId, chunks);
    asking.forEach((call) => this.asked.add(call));
    if (this.conversation.busy) {
      this.missed.set(runId, ends || this.missed.get(runId) === true);
      return;
    }
    const starts = chunks[0]?.type === "start";
    if (this.over.has(runId) || this.isOwn(runId)) {
      return;
    }
    if (this.live?.runId === runId) {
      if (starts || this.live.isLost) {
        this.live = this.live.again();
      }
      this.go(chunks);
    } else if (isLate) {
      if (ends && !asking.some((call) => this.waiting.includes(call))) {
        this.read(true);
      }
    } else if (starts || this.goesOn(runId, chunks)) {
      this.begin(runId, agentId, starts ? undefined : this.conversation.lastTurn);
      this.go(chunks);
    } else if (ends) {
      // Its beginning was not told: what came of it is read.
      this.over.add(runId);
      this.read(true);
    }
  }

  /** Whether what is told of a run that waits here is known: it came before its question, or as its question. */
  private isLate(runId: string, chunks: readonly AgentChunk[]): boolean {
    return this.waitsHere(runId) && (chunks[0]?.type === "start" || !this.goesOn(runId, chunks));
  }

  /** Somebody has decided on what the last turn waits for. Other calls of its step may still go on behind the question. */
  private goesOn(runId: string, chunks: readonly AgentChunk[]): boolean {
    const { lastTurn } = this.conversation;
    const named = chunks.filter(isOfCall);
    const results = named.filter(isResult).map(({ toolCallId }) => toolCallId);
    if (this.waitsHere(runId)) {
      const isTold = (call: string): boolean => named.some(({ toolCallId }) => toolCallId === call);
      return this.waiting.some((call) => results.includes(call) || (this.asked.has(call) && isTold(call)));
    }
    const [first] = chunks;
    const call = first && isOfCall(first) && isResult(first) ? first.toolCallId : undefined;
    return lastTurn?.role === "agent" && lastTurn.parts.some((part) => part.kind === "tool" && part.id === call);
  }

  /** The calls that the last turn waits for. */
  private get waiting(): readonly string[] {
    return this.conversation.lastTurn?.parts.filter(waits).map(({ id }) => id) ?? [];
  }

  private begin(runId: string, agentId: string | undefined, base: Turn | undefined): void {
    const { conversation } = this;
    this.rest();
    this.hasRun = true;
    this.live = new MirroredRun(runId, this.deps.agentOf(conversation, agentId), conversation.lastTurn, base);
    this.read();
  }

  private go(chunks: readonly AgentChunk[]): void {
    const { conversation, live } = this;
    for (const id of live?.take(chunks) ?? []) {
      this.deps.onSteered(conversation.threadId, id);
    }
    if (live?.isOver) {
      if (!live.waits) {
        this.over.add(live.runId);
      }
      if (live.leavesCalls) {
        this.later(this.waits.calls, () => this.live === live && this.finish());
      } else {
        this.finish();
      }
    }
  }

  /** The run is over: what is stored of it takes its place. */
  private finish(): void {
    if (this.live) {
      this.rest();
      this.read();
    }
  }

  /** Also one that was never shown is looked for: what an aborted run leaves is stored a moment after its end. */
  private rest(): void {
    this.ended = this.live ? [...this.ended, this.live] : this.ended;
    this.live = undefined;
  }

  private drop(ended: readonly MirroredRun[] = []): void {
    clearTimeout(this.timer);
    this.live = undefined;
    this.ended = ended;
    this.tell();
  }

  private read(isLater = false): void {
    void this.reader.read(isLater);
  }

  private rested(): void {
    if (this.hasRun && !this.live && this.ended.length === 0) {
      this.hasRun = false;
      this.deps.onRest(this.conversation);
    }
  }

  private unreadable(error: unknown, isAgain: boolean): void {
    const { conversation, deps } = this;
    // It is better to see it without what was asked than not at all.
    this.live?.show(conversation.turns);
    // A reading that only makes sure tells nobody: whoever opened the thread has been told what is wrong with it.
    if (!isAgain && this.hasRun) {
      deps.onUnreadable(conversation, error);
    }
    this.tell();
  }

  private later(milliseconds: number, run: () => unknown): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(run, milliseconds);
    (this.timer as { unref?: () => void }).unref?.();
  }

  private tell(): void {
    this.deps.onChange(this.conversation);
  }
}

/** A chunk about a tool call, but for those with which it waits. */
function isOfCall(chunk: AgentChunk): chunk is ToolChunk {
  return "toolName" in chunk && !asks(chunk);
}

function isResult({ type }: ToolChunk): boolean {
  return type === "tool-result" || type === "tool-error" || type === "tool-denied";
}
