import { tellsNothing } from "../../agents/threadSubscription";
import type { Turn } from "../../shared/transcript";
import { isCancellation } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import type { ThreadMirrorDependencies } from "./mirrorDependencies";
import { ThreadMirror } from "./threadMirror";

/** Subscriptions at a time: a browser has six connections to a server, and some must be left. */
const MOST = 4;

export interface MirrorsDependencies extends ThreadMirrorDependencies {
  /** Ends with the owner's session. */
  readonly signal: AbortSignal;
  /** The conversations of the server that a person can see at the moment, while it can be asked. */
  readonly inSight: () => readonly Conversation[];
  /** Keeps a conversation in memory. @returns ends that */
  readonly hold: (conversation: Conversation) => () => void;
  /** Whether an agent keeps threads; of another, nothing could be read once a run has ended. */
  readonly remembers: (agentId: string) => Promise<boolean>;
}

interface Opened {
  mirror?: ThreadMirror;
  /** Whether it is known if the thread can be mirrored. */
  isSettled: boolean;
  readonly end: AbortController;
}

/**
 * Shows what is answered elsewhere in the threads that a person sees: in another window, on another computer, in
 * Mastra Studio. One request for each thread, for as long as it is in sight; one that nobody sees costs nothing.
 */
export class Mirrors {
  private readonly open = new Map<Conversation, Opened>();
  /** Threads of which nobody else can know yet: they begin with the run of our own that was written in sight. */
  private readonly fresh = new WeakSet<Conversation>();
  /** Threads of which a reading has come to nothing, or has not come yet: a message was sent meanwhile. */
  private readonly reads = new WeakSet<Conversation>();
  /** The server has the route; undefined until one thread has been asked for, and no other one meanwhile. */
  private canFollow: boolean | undefined;

  constructor(private readonly deps: MirrorsDependencies) {
    deps.signal.addEventListener("abort", () => this.refresh());
  }

  /** What is in sight may have changed, or a run of our own has begun or ended. */
  refresh(): void {
    const { inSight, isNeeded, signal } = this.deps;
    const shown = signal.aborted ? [] : inSight();
    const seen = this.canFollow === false ? [] : shown;
    for (const [conversation, { mirror }] of this.open) {
      const isLeft = mirror?.isNeeded === true && shown.includes(conversation);
      if (signal.aborted || !(seen.includes(conversation) || isLeft || (mirror && isNeeded(conversation)))) {
        this.close(conversation);
      } else {
        mirror?.changed();
      }
    }
    for (const conversation of seen.filter((each) => !this.open.has(each))) {
      if (conversation.busy) {
        // The first words of our own do not wait for this.
        this.fresh[conversation.turns.length > 2 ? "delete" : "add"](conversation);
      } else if (this.hasRoom) {
        void this.follow(conversation);
      }
    }
  }

  /** The turns of a conversation as a person sees them. */
  turns(conversation: Conversation): readonly Turn[] {
    return this.open.get(conversation)?.mirror?.turns ?? conversation.turns;
  }

  /** The agent that answers in a thread elsewhere at the moment. */
  agentId(conversation: Conversation): string | undefined {
    return this.open.get(conversation)?.mirror?.agentId;
  }

  /** Ends a run that was begun elsewhere, on the server. @throws UserFacingError */
  async stop(conversation: Conversation): Promise<void> {
    await this.open.get(conversation)?.mirror?.stop();
  }

  /** @see ThreadMirror.reading */
  reading(conversation: Conversation): (turns: readonly Turn[]) => void {
    const onRead = this.open.get(conversation)?.mirror?.reading();
    this.reads.add(conversation);
    return (turns) => {
      this.reads.delete(conversation);
      onRead?.(turns);
    };
  }

  private get hasRoom(): boolean {
    const all = [...this.open.values()];
    const isAsking = this.canFollow === undefined && all.some(({ isSettled }) => !isSettled);
    return !isAsking && all.filter(({ mirror, isSettled }) => mirror ?? !isSettled).length < MOST;
  }

  private async follow(conversation: Conversation): Promise<void> {
    const { agentOf, hold, logError, remembers } = this.deps;
    const end = new AbortController();
    const opened: Opened = { isSettled: false, end };
    this.open.set(conversation, opened);
    const release = hold(conversation);
    end.signal.addEventListener("abort", release);
    try {
      const canRead = conversation.onServer || (await remembers(agentOf(conversation).id));
      if (canRead && !end.signal.aborted) {
        const isUnread = !this.fresh.delete(conversation);
        const onTaken = (): void => this.settled(opened, true);
        const onRefused = (error: unknown): void => this.refused(opened, error);
        const answer = { onTaken, onRefused };
        opened.mirror = new ThreadMirror(conversation, this.deps, isUnread, () => this.reads.has(conversation), answer);
        return;
      }
    } catch (error) {
      if (!isCancellation(error)) {
        logError("subscribing to a thread", error);
      }
    }
    this.settled(opened, this.canFollow);
  }

  /** The next thread may be asked for. */
  private settled(opened: Opened, canFollow: boolean | undefined): void {
    if (!opened.isSettled) {
      opened.isSettled = true;
      this.canFollow ??= canFollow;
      this.refresh();
    }
  }

  /** A server without the route is asked by nobody any more; any other one when the thread is seen again. */
  private refused(opened: Opened, error: unknown): void {
    if (!isCancellation(error)) {
      this.deps.logError("subscribing to a thread", error);
    }
    if (tellsNothing(error)) {
      this.canFollow = false;
    }
    opened.isSettled = true;
    // What is shown, and what waits for its end, is still read.
    this.refresh();
  }

  private close(conversation: Conversation): void {
    const opened = this.open.get(conversation);
    this.open.delete(conversation);
    opened?.end.abort();
    opened?.mirror?.close();
  }
}
