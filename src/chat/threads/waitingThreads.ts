import type { StoredThread } from "../../agents/storedThread";
import type { ThreadService } from "../../agents/threadService";
import type { Account } from "../../shared/account";
import type { Owner } from "../../shared/owner";
import type { AgentSummary, Connection } from "../../shared/protocol";
import type { Transcript } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import type { OpenConversations } from "../openConversations";
import type { TranscriptStore } from "../transcriptStore";
import type { LocalThread } from "./localThread";

/** A thread that is not in memory and in which calls wait for a person. */
export interface ThreadWait {
  /** How many calls. */
  readonly calls: number;
  /** What the server says of a thread that is not on this computer. */
  readonly thread?: StoredThread;
}

/** What is looked through: a session of one owner. */
export interface LookedThrough {
  readonly account: Pick<Account, "sub">;
  readonly owner: Owner;
  readonly services: { readonly threads: Pick<ThreadService, "waitingRuns"> };
  readonly conversations: OpenConversations;
  /** Reads from the server what has become of a conversation; never throws. */
  readonly navigator: { readAgain(conversation: Conversation): Promise<void> };
  /** True once the owner has left. */
  readonly isClosed: boolean;
}

export interface WaitingThreadsDependencies {
  readonly connection: { readonly status: Connection; readonly agents: readonly AgentSummary[] };
  readonly store: Pick<TranscriptStore, "list">;
  readonly describe: (transcript: Transcript) => LocalThread;
  /** Receives what is found, by thread; never one that is in memory. */
  readonly found: Map<string, ThreadWait>;
  readonly onChange: () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** Milliseconds within which the server is not asked a second time. */
const REST_MS = 30_000;

/**
 * Finds the calls that wait in threads which nobody has opened: what is on this computer at once, and what the server
 * says as soon as it can be asked. Where both speak of an agent's calls, the server is right.
 */
export class WaitingThreads {
  private asked = -Infinity;

  constructor(
    private readonly session: LookedThrough,
    private readonly deps: WaitingThreadsDependencies,
  ) {}

  private get inMemory(): readonly LocalThread[] {
    return this.session.conversations.all.map(({ transcript }) => this.deps.describe(transcript));
  }

  private get agentIds(): readonly string[] {
    return this.deps.connection.agents.map(({ id }) => id);
  }

  /** Reads what this computer has kept. */
  async readLocal(): Promise<void> {
    const { store, found, onChange } = this.deps;
    for (const { id, calls } of waitingIn(await store.list(this.session.owner))) {
      this.put(found, id, { calls });
    }
    onChange();
  }

  /**
   * Asks the server (see `findWaitingRuns` for how often), unless it cannot be asked, or was a moment ago.
   *
   * @param now milliseconds since the epoch
   */
  async ask(now: number = Date.now()): Promise<void> {
    const { session } = this;
    const { connection, store, found, onChange, logError } = this.deps;
    if (session.isClosed || connection.status !== "ready" || now - this.asked < REST_MS) {
      return;
    }
    this.asked = now;
    try {
      const kept = await store.list(session.owner);
      const { inMemory } = this;
      const known = new Set([...kept, ...inMemory].map(({ id }) => id));
      const { answered, threads } = await session.services.threads.waitingRuns(
        session.account.sub,
        this.likeliestFirst([...kept, ...inMemory]),
        known,
      );
      if (hasLeft(session)) {
        return;
      }
      const before = [...waitingIn(kept), ...waitingIn(inMemory)];
      const gone = before.filter(
        ({ id, agents }) => !threads.has(id) && agents.every((agentId) => answered.has(agentId)),
      );
      found.clear();
      for (const { id, calls, agents } of waitingIn(kept)) {
        // An agent that could not be asked, or is not on the server any more, has decided nothing.
        if (!agents.every((agentId) => answered.has(agentId))) {
          this.put(found, id, { calls });
        }
      }
      for (const [id, wait] of threads) {
        this.put(found, id, wait);
      }
      onChange();
      for (const id of new Set(gone.map((each) => each.id))) {
        await this.settle(id);
      }
    } catch (error) {
      if (!hasLeft(session)) {
        // A server without this route still has its messages; it is asked again with the next occasion.
        logError("looking for waiting tool calls", error);
      }
    }
  }

  /** What is in memory is known better by its turns. */
  private put(found: Map<string, ThreadWait>, id: string, wait: ThreadWait): void {
    if (!this.session.conversations.find(id)) {
      found.set(id, wait);
    }
  }

  /** The server knows of no call that waits in a thread, though this computer did: somebody has decided elsewhere. */
  private async settle(threadId: string): Promise<void> {
    const { conversations, navigator } = this.session;
    const conversation = conversations.find(threadId);
    if (conversation) {
      await navigator.readAgain(conversation);
      conversations.release(conversation);
    } else {
      await conversations.settleStored(threadId);
    }
  }

  /** A server may have more agents than are asked: those of what waits here, then of what was talked to, then all. */
  private likeliestFirst(threads: readonly LocalThread[]): readonly string[] {
    const waiting = threads.flatMap(({ waits = [] }) => waits);
    const used = threads.flatMap(({ agentId }) => agentId ?? []);
    const ids = this.agentIds;
    return [...new Set([...waiting, ...used, ...ids])].filter((id) => ids.includes(id));
  }
}

/** Asked anew after each wait. */
function hasLeft({ isClosed }: LookedThrough): boolean {
  return isClosed;
}

interface Waiting {
  readonly id: string;
  readonly calls: number;
  readonly agents: readonly string[];
}

function waitingIn(threads: readonly LocalThread[]): readonly Waiting[] {
  return threads.flatMap(({ id, waits = [] }) =>
    waits.length === 0 ? [] : [{ id, calls: waits.length, agents: waits }],
  );
}
