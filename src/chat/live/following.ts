import { setTimeout as delay } from "node:timers/promises";
import type { AgentService } from "../../agents/agentService";
import type { AgentChunk } from "../../agents/chunk";
import type { Memory } from "../../agents/memory";
import type { Turn } from "../../shared/transcript";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import type { RunFeed } from "./runFeed";
import { turnsWithRun } from "./runPlace";
import { ThreadFeed, type ThreadFeedDependencies } from "./threadFeed";

/** Milliseconds for which the last chunks of a run that has ended here may still come the other way. */
const TRAILING_MS = 300;

/** What a server answers that has no such route. */
const NO_ROUTE: ReadonlySet<string> = new Set(["cannotFollow", "notMastra"]);

export interface FollowingDependencies {
  readonly agents: Pick<AgentService, "subscribe" | "abortRun">;
  readonly resourceId: string;
  /** Ends with the owner's session. */
  readonly signal: AbortSignal;
  /** The agent that answers in a thread, with the name of another one where its id is given. */
  readonly agentOf: (conversation: Conversation, agentId?: string) => { readonly id: string; readonly name: string };
  /** Whether a person can see the thread at the moment, in any place. */
  readonly isShown: (conversation: Conversation) => boolean;
  /** The turns of a thread as this computer has kept them last. */
  readonly kept: (threadId: string) => Promise<readonly Turn[]>;
  /** Reads from the server what has become of a thread; never throws. */
  readonly readAgain: (conversation: Conversation) => Promise<void>;
  /** What is due after a run, such as the next message of the queue. */
  readonly settle: (conversation: Conversation) => Promise<void>;
  /** The server did not end a run. */
  readonly onAbortFailed: (error: unknown) => void;
  readonly logError: (what: string, error: unknown) => void;
  readonly waits?: ThreadFeedDependencies["waits"];
}

/**
 * Follows the threads that a person sees: what another window, another computer or Mastra Studio lets an agent do
 * there is written here as well, at the same time. One request for each thread, for as long as it is shown and until
 * a run that is followed has ended; a thread that nobody sees costs nothing.
 */
export class Following {
  private readonly feeds = new Map<Conversation, ThreadFeed>();
  /** Where a run is followed, until it has ended and what follows from that is done. */
  private readonly followed = new Set<Conversation>();
  /** The run of our own that was last written to a thread, and until when chunks of it may come late. */
  private readonly own = new Map<Conversation, { readonly runId: string; readonly until: number }>();
  /** Of each thread, one run after the other. */
  private readonly order = new WeakMap<Conversation, Promise<void>>();
  private readonly resting = new Map<Conversation, () => void>();
  private readonly reading = new WeakMap<Conversation, Promise<unknown> | undefined>();
  private isRefused = false;

  constructor(private readonly deps: FollowingDependencies) {
    deps.signal.addEventListener("abort", () => {
      this.feeds.forEach((feed) => feed.close());
      this.resting.forEach((go) => go());
    });
  }

  /**
   * A person sees a thread.
   *
   * @param reading what the server's memory has of it is being read: a run is written after that
   */
  show(conversation: Conversation, reading?: Promise<unknown>): void {
    this.reading.set(conversation, reading);
    const { agents, agentOf, isShown, logError, resourceId, signal, waits } = this.deps;
    this.prune();
    if (this.isRefused || signal.aborted || this.feeds.has(conversation) || !isShown(conversation)) {
      return;
    }
    const memory: Memory = { threadId: conversation.threadId, resourceId };
    const feed: ThreadFeed = new ThreadFeed({
      subscribe: (...how) => agents.subscribe(agentOf(conversation).id, memory, ...how),
      ignored: () => this.ownRun(conversation),
      onRun: (run) => this.take(conversation, run),
      onClosed: (error) => {
        if (this.feeds.get(conversation) === feed) {
          this.feeds.delete(conversation);
        }
        if (error !== undefined && !isCancellation(error)) {
          // A server without the route is asked again by the next session; any other with the next look.
          this.isRefused ||= error instanceof UserFacingError && NO_ROUTE.has(error.kind);
          logError("following a thread", error);
        }
      },
      ...(waits ? { waits } : {}),
    });
    this.feeds.set(conversation, feed);
  }

  /** Leaves the threads that nobody sees any more, unless a run is followed in them. */
  prune(): void {
    for (const [conversation, feed] of this.feeds) {
      if (!this.deps.isShown(conversation) && !this.followed.has(conversation)) {
        feed.close();
        this.feeds.delete(conversation);
      }
    }
  }

  /** A run has ended: what came meanwhile is next. */
  idle(conversation: Conversation): void {
    const runId = conversation.lastTurn?.runId;
    if (runId !== undefined && !this.followed.has(conversation)) {
      this.own.set(conversation, { runId, until: performance.now() + TRAILING_MS });
      this.feeds.get(conversation)?.forget(runId);
    }
    this.resting.get(conversation)?.();
  }

  /** The run that this window streams itself. */
  private ownRun(conversation: Conversation): string | undefined {
    return conversation.busy && !this.followed.has(conversation) ? conversation.lastTurn?.runId : undefined;
  }

  private take(conversation: Conversation, run: RunFeed): void {
    const cameDuring = conversation.busy && !this.followed.has(conversation);
    const before = this.order.get(conversation) ?? Promise.resolve();
    const next = before.then(() => this.takeNow(conversation, run, cameDuring));
    this.order.set(
      conversation,
      next.catch((error: unknown) => this.deps.logError("following a run", error)),
    );
  }

  /** @param cameDuring a run of our own: it may be the beginning of that one */
  private async takeNow(conversation: Conversation, run: RunFeed, cameDuring: boolean): Promise<void> {
    await this.reading.get(conversation);
    await this.untilIdle(conversation);
    const own = this.own.get(conversation);
    const isOwn = own?.runId === run.runId;
    if (isOwn && !cameDuring) {
      await delay(Math.max(0, own.until - performance.now()), undefined, { ref: false });
    }
    const kept = run.unread.some(isQuestion) ? [] : await this.deps.kept(conversation.threadId);
    await this.untilIdle(conversation);
    if (this.feeds.has(conversation) && !(isOwn && cameDuring) && !hasEnded(conversation, run)) {
      await this.follow(conversation, run, kept);
    }
  }

  private async untilIdle(conversation: Conversation): Promise<void> {
    while (conversation.busy && !this.deps.signal.aborted) {
      await new Promise<void>((resolve) => this.resting.set(conversation, resolve));
      this.resting.delete(conversation);
    }
  }

  private async follow(conversation: Conversation, run: RunFeed, kept: readonly Turn[]): Promise<void> {
    const { agentOf, readAgain, settle } = this.deps;
    if (run.isOver && !run.waits) {
      await readAgain(conversation);
      return;
    }
    const before = conversation.turns;
    const agent = agentOf(conversation, run.agentId);
    const turns = turnsWithRun(before, run, agent, kept);
    const written = turns?.at(-1);
    if (!turns || !written) {
      return;
    }
    this.followed.add(conversation);
    try {
      await conversation.join(
        turns,
        (signal) => run.read(signal),
        () => void this.end(conversation, written.agentId ?? agent.id),
      );
      await this.complete(conversation);
    } finally {
      this.followed.delete(conversation);
    }
    // What waits is decided where it was asked, unless that was here.
    if (conversation.lastTurn?.state !== "waiting" || before.some(({ id }) => id === written.id)) {
      await settle(conversation);
    }
    this.prune();
  }

  /** Where nobody has told the question, the server's memory knows it by now. */
  private async complete(conversation: Conversation): Promise<void> {
    const id = conversation.lastTurn?.id;
    const isAnswer = (): boolean => {
      const index = conversation.turns.findIndex((turn) => turn.id === id);
      return conversation.turns[index - 1]?.role === "user";
    };
    if (conversation.busy || isAnswer()) {
      return;
    }
    await this.deps.readAgain(conversation);
    const { turns, earlier } = conversation;
    if (isExtra(conversation, id) && !isAnswer()) {
      // It went on with the response before it, which has all of it now.
      conversation.setTurns(turns.slice(0, -1), earlier);
    }
  }

  private async end(conversation: Conversation, agentId: string): Promise<void> {
    const { agents, logError, onAbortFailed, resourceId } = this.deps;
    try {
      await agents.abortRun(agentId, { threadId: conversation.threadId, resourceId });
    } catch (error) {
      if (!isCancellation(error)) {
        logError("ending a run", error);
        onAbortFailed(error);
      }
    }
  }
}

function isQuestion({ type }: AgentChunk): boolean {
  return type === "user-message";
}

/** Its end has been seen here already. */
function hasEnded({ turns }: Conversation, { runId, waits }: RunFeed): boolean {
  const state = turns.findLast((turn) => turn.runId === runId)?.state;
  return !waits && state !== undefined && state !== "waiting" && state !== "interrupted";
}

/** The server has told all that it has of the thread, and nothing of this turn. */
function isExtra({ busy, lastTurn, onServer }: Conversation, turnId: string | undefined): boolean {
  return !busy && onServer && lastTurn?.id === turnId && lastTurn?.state === "complete";
}
