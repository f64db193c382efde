import type { TurnState } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import { waits } from "../turn/turnChanges";

/** Where a workspace keeps the unread threads of all owners, by `OwnerSession.id`. */
export interface UnreadMemory {
  get(): Readonly<Record<string, readonly string[]>>;
  set(unread: Readonly<Record<string, readonly string[]>>): void;
}

/** A response that ended, failed or waits for a person while nobody saw its thread. */
export interface UnseenResponse {
  /** As `OwnerSession.id`. */
  readonly owner: string;
  readonly conversation: Conversation;
  readonly state: TurnState;
  /** True once a person has seen it, or it went on. */
  readonly isOver: () => boolean;
}

export interface UnseenResponsesDependencies {
  readonly memory: UnreadMemory;
  /** Whether a visible place shows the conversation. */
  readonly isInSight: (conversation: Conversation) => boolean;
  readonly onUnseen: (response: UnseenResponse) => void;
}

/** How many unread threads an owner keeps: the newest ones. */
const MOST = 200;

/** What a person has done themselves, a stop, is no news. */
const NEWS: ReadonlySet<TurnState> = new Set<TurnState>(["complete", "failed", "interrupted", "waiting"]);

/** The threads of one owner in which something came while nobody saw them. */
export class UnseenResponses {
  /** Turns that have been told or seen, with their state then. */
  private readonly told = new WeakMap<Conversation, string>();

  /**
   * @param owner as `OwnerSession.id`
   * @param onChange other threads are unread
   * @param isClosed true once the owner has left
   */
  constructor(
    private readonly owner: string,
    private readonly deps: UnseenResponsesDependencies,
    private readonly onChange: () => void,
    private readonly isClosed: () => boolean,
  ) {}

  /** Ids of the unread threads. */
  get threads(): ReadonlySet<string> {
    return new Set(this.deps.memory.get()[this.owner]);
  }

  /** A response has come to its end, or to a person, and nothing follows by itself. */
  rested(conversation: Conversation): void {
    const { lastTurn, threadId } = conversation;
    const state = lastTurn?.role === "agent" ? lastTurn.state : undefined;
    const told = tellable(conversation);
    if (this.isClosed() || state === undefined || !NEWS.has(state) || this.told.get(conversation) === told) {
      return;
    }
    this.told.set(conversation, told);
    if (!this.deps.isInSight(conversation)) {
      this.keep([...[...this.threads].filter((id) => id !== threadId), threadId]);
      const isOver = (): boolean => this.isClosed() || tellable(conversation) !== told || !this.threads.has(threadId);
      this.deps.onUnseen({ owner: this.owner, conversation, state, isOver });
    }
  }

  /** A visible place shows the thread, or it is gone. */
  seen(threadId: string): void {
    const { threads } = this;
    if (threads.has(threadId)) {
      this.keep([...threads].filter((id) => id !== threadId));
    }
  }

  /** Nothing of the owner stays. */
  forget(): void {
    this.keep([]);
  }

  private keep(threads: readonly string[]): void {
    const others = Object.entries(this.deps.memory.get()).filter(([owner]) => owner !== this.owner);
    const own = threads.length > 0 ? [[this.owner, threads.slice(-MOST)] as const] : [];
    this.deps.memory.set(Object.fromEntries([...others, ...own]));
    this.onChange();
  }
}

/** What there is to tell of a conversation; something else as soon as it goes on. */
function tellable({ busy, lastTurn }: Conversation): string {
  const calls = lastTurn?.parts.filter(waits).map(({ id }) => id) ?? [];
  return busy ? "" : [lastTurn?.id, lastTurn?.state, ...calls].join(" ");
}
