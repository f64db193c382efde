import type { AgentService } from "../../agents/agentService";
import { type AgentChunk, endsTurn } from "../../agents/chunk";
import type { ClientAccess } from "../../agents/clientAccess";
import type { Memory } from "../../agents/memory";
import { type RunChunk, subscribeThread } from "../../agents/threadSubscription";
import { delay } from "../../shared/delay";
import type { Notice, Turn } from "../../shared/transcript";
import { UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { MirrorFeed, type MirrorFeedDependencies, PASSING } from "./mirrorFeed";
import { MirroredRun } from "./mirroredRun";

/** Milliseconds before each look whether the server has stored a run that has ended: measured, 40 at most. */
const LOOKS = [0, 100, 200, 400, 800, 1_600];

/** Milliseconds between looks at a server that cannot be read. */
const FAILED_LOOK = 5_000;

/** The most of them; each is twice as long. */
const MOST_LOOK = 60_000;

/** Milliseconds. */
const WAITS = {
  /** For a run to be told once more after its connection was lost, and for its end after it was stopped. */
  again: 3_000,
  /** For calls in another editor, before the thread is read without their results. */
  calls: 30_000,
};

export interface ThreadMirrorDependencies {
  readonly access: Pick<ClientAccess, "attempt" | "translated">;
  readonly agents: Pick<AgentService, "abortRun">;
  readonly resourceId: string;
  /** The agent that answers in a thread, with the name of another one where its id is given. */
  readonly agentOf: (conversation: Conversation, agentId?: string) => { readonly id: string; readonly name: string };
  /** Reads what the server has of a thread; `reading` is asked then. @throws UserFacingError */
  readonly sync: (conversation: Conversation) => Promise<void>;
  /** What is shown has changed. */
  readonly onChange: (conversation: Conversation) => void;
  /** Our own message has come into a run. */
  readonly onSteered: (threadId: string, id: string) => void;
  /** A run has ended, and the thread is read. */
  readonly onRest: (conversation: Conversation) => void;
  readonly onUnreadable: (conversation: Conversation, error: unknown) => void;
  readonly lostNotice: () => Notice;
  readonly logError: (what: string, error: unknown) => void;
  /** Milliseconds; for tests. */
  readonly waits?: MirrorFeedDependencies["waits"] & Partial<typeof WAITS>;
  readonly failedLookMs?: number;
}

/**
 * The runs of one thread that were begun elsewhere, as they come. They are shown and nothing else: once a run has
 * ended, the thread is read from the server, and what was shown of the run goes in the same change.
 */
export class ThreadMirror {
  private readonly feed: MirrorFeed;
  private readonly end = new AbortController();
  private readonly waits: typeof WAITS;
  private live: MirroredRun | undefined;
  /** What has ended, until the thread is read. */
  private ended: MirroredRun | undefined;
  /** Runs of which the end has come. */
  private readonly over = new Set<string>();
  /** A run that waits here and is told from its beginning: what is known already. */
  private told: string | undefined;
  /** Runs that came while one of our own was streamed, and whether they have ended. */
  private readonly missed = new Map<string, boolean>();
  private wasBusy = false;
  private isReading = false;
  private readAgain = false;
  private isLastLook = false;
  /** Something may have happened of which nothing was told. */
  private isUnread: boolean;
  private wasRead = false;
  private isUnreadable = false;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param isUnread whether the thread is to be read once it is told what happens in it
   * @param wasGivenUp whether a reading has come to nothing because a run of our own began
   * @param onRefused the server tells nothing
   */
  constructor(
    private readonly conversation: Conversation,
    private readonly deps: ThreadMirrorDependencies,
    isUnread: boolean,
    private readonly wasGivenUp: () => boolean,
    onRefused: (error: unknown) => void,
  ) {
    const { access, agentOf, waits } = deps;
    this.wasBusy = conversation.busy;
    this.isUnread = isUnread;
    this.waits = { ...WAITS, ...waits };
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
          onRefused(error);
        }
      },
      ...(waits ? { waits } : {}),
    });
  }

  /** The agent that answers elsewhere at the moment. */
  get agentId(): string | undefined {
    const run = this.live ?? (this.isUnreadable ? undefined : this.ended);
    return run?.isCut ? undefined : run?.agent.id;
  }

  /** The turns that a person sees. @returns the conversation's own list where nothing is added */
  get turns(): readonly Turn[] {
    const { turns } = this.conversation;
    const shown = this.live?.isShown ? this.live : this.ended;
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
      for (const run of [this.live, this.ended]) {
        if (run) {
          this.missed.set(run.runId, run !== this.live);
        }
      }
      this.drop();
      return;
    }
    const missed = [...this.missed].filter(([runId]) => !this.conversation.hasStreamed(runId));
    this.missed.clear();
    if (missed.length > 0 || this.wasGivenUp()) {
      void this.read();
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
    const { ended, isLastLook } = this;
    return (turns) => {
      this.wasRead = true;
      this.isUnreadable = false;
      if (this.ended && this.ended === ended && (isLastLook || ended.isStoredIn(turns))) {
        this.ended = undefined;
      }
      if (this.live && !this.live.isShown && !this.ended) {
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
    if (live?.isLost) {
      this.later(this.waits.again, () => this.live === live && this.finish());
    } else if (this.isUnread) {
      // Of what has begun and ended meanwhile nothing is told.
      void this.read();
    }
    this.isUnread = false;
  }

  private lost(): void {
    this.told = undefined;
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
    }
    go();
    this.tell();
  }

  private takeRun(runId: string, chunks: readonly AgentChunk[], agentId: string | undefined): void {
    const ends = chunks.some(endsTurn);
    if (this.conversation.busy) {
      this.missed.set(runId, ends || this.missed.get(runId) === true);
      return;
    }
    const starts = chunks[0]?.type === "start";
    if (this.over.has(runId) || this.isOwn(runId)) {
      return;
    }
    if (this.told === runId && !starts) {
      this.told = ends ? undefined : runId;
    } else if (starts && this.waitsHere(runId)) {
      this.told = ends ? undefined : runId;
    } else if (this.live?.runId === runId) {
      if (starts || this.live.isLost) {
        this.live = this.live.again();
      }
      this.go(chunks);
    } else if (starts || this.goesOn(runId, chunks)) {
      this.begin(runId, agentId, starts ? undefined : this.conversation.lastTurn);
      this.go(chunks);
    } else if (ends) {
      // Its beginning was not told: what came of it is read.
      this.over.add(runId);
      void this.read();
    }
  }

  /** Somebody has decided on what the last turn waits for. */
  private goesOn(runId: string, [first]: readonly AgentChunk[]): boolean {
    const { lastTurn } = this.conversation;
    const call = first?.type === "tool-result" || first?.type === "tool-error" ? first.toolCallId : undefined;
    return (
      this.waitsHere(runId) ||
      (lastTurn?.role === "agent" && lastTurn.parts.some((part) => part.kind === "tool" && part.id === call))
    );
  }

  private begin(runId: string, agentId: string | undefined, base: Turn | undefined): void {
    const { conversation } = this;
    this.rest();
    this.live = new MirroredRun(runId, this.deps.agentOf(conversation, agentId), conversation.lastTurn, base);
    void this.read();
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
      void this.read();
    }
  }

  private rest(): void {
    if (this.live?.isShown) {
      this.ended = this.live;
    }
    this.live = undefined;
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.live = undefined;
    this.ended = undefined;
    this.tell();
  }

  /** Reads the thread until it holds what has ended, one reading after the other. Never throws. */
  private async read(): Promise<void> {
    this.readAgain = true;
    if (this.isReading) {
      return;
    }
    this.isReading = true;
    while (this.readAgain && this.isQuiet()) {
      this.readAgain = false;
      await this.look();
    }
    this.isReading = false;
    if (!this.live && !this.ended && this.isQuiet()) {
      this.deps.onRest(this.conversation);
    }
  }

  private async look(): Promise<void> {
    const { conversation, deps, end } = this;
    for (let look = 0; this.isQuiet(); look += 1) {
      const failed = (deps.failedLookMs ?? FAILED_LOOK) * 2 ** (look - LOOKS.length);
      await delay(LOOKS[look] ?? Math.min(failed, MOST_LOOK), { signal: end.signal, ref: false }).catch(
        () => undefined,
      );
      if (!this.isQuiet()) {
        return;
      }
      this.isLastLook = look >= LOOKS.length - 1;
      this.wasRead = false;
      try {
        await deps.sync(conversation);
      } catch (error) {
        if (!this.failed(error)) {
          return;
        }
      } finally {
        this.isLastLook = false;
      }
      if (this.isSettled()) {
        return;
      }
    }
  }

  /** As of now: another run may have begun meanwhile, or have ended. */
  private isSettled(): boolean {
    return this.wasRead && !this.ended && (!this.live || this.live.isShown);
  }

  /** @returns whether it may be read later */
  private failed(error: unknown): boolean {
    const { conversation, deps, isLastLook, isUnreadable } = this;
    if (!this.isQuiet()) {
      return false;
    }
    deps.logError("reading a thread that is answered elsewhere", error);
    const isPassing = error instanceof UserFacingError && PASSING.has(error.kind);
    if (isLastLook || !isPassing) {
      // It is better to see it without what was asked than not at all.
      this.live?.show(conversation.turns);
      this.isUnreadable = true;
      if (!isUnreadable) {
        deps.onUnreadable(conversation, error);
      }
      this.tell();
    }
    return isPassing;
  }

  /** True while nothing of our own is written, and somebody looks. */
  private isQuiet(): boolean {
    return !this.conversation.busy && !this.end.signal.aborted;
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
