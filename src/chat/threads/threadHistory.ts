import { clientIdOf, MESSAGES_PER_PAGE } from "../../agents/storedThread";
import type { ThreadService } from "../../agents/threadService";
import { lazily } from "../../shared/lazily";
import type { Turn } from "../../shared/transcript";
import { UserFacingError } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";

export interface ThreadHistoryDependencies {
  readonly threads: Pick<ThreadService, "messages" | "suspendedRuns" | "remembers">;
  /** Which agent a conversation talks to, for endpoints that want one and for the headings. */
  readonly agent: (conversation: Conversation) => { id: string; name: string };
  readonly logError: (what: string, error: unknown) => void;
  /** A thread is being read. @returns told of its turns as they are from now on, right before everybody else */
  readonly reading?: (conversation: Conversation) => ((turns: readonly Turn[]) => void) | undefined;
  /** Whether earlier messages are being fetched has changed. */
  readonly onLoading: () => void;
}

/** Loads with the first thread that is read. */
const history = lazily(async () => {
  const [merging, reading, ends] = await Promise.all([
    import("../history/mergeTurns"),
    import("../history/storedTurns"),
    import("../history/unfinished"),
  ]);
  return { ...merging, ...reading, ...ends };
});

/**
 * Brings what the server's memory holds of a thread into its conversation: the newest page when it is
 * opened or looked at again, and earlier pages when somebody reads back.
 */
export class ThreadHistory {
  private loading: { readonly conversation: Conversation; readonly done: Promise<void> } | undefined;

  constructor(private readonly deps: ThreadHistoryDependencies) {}

  isLoading(conversation: Conversation): boolean {
    return this.loading?.conversation === conversation;
  }

  /**
   * Fetches the newest page and what waits for a person. What is only known here (errors, stopped
   * answers) stays.
   *
   * @throws UserFacingError kinds `threadGone`, `foreignThread` and those of the network; the turns are as before
   */
  async sync(conversation: Conversation): Promise<void> {
    const { mergeTurns, turnsFromMessages, withSuspendedRuns, withUnfinished } = await history();
    if (conversation.busy) {
      return;
    }
    const { id, name } = this.deps.agent(conversation);
    const before = conversation.turns;
    const onRead = this.deps.reading?.(conversation);
    const page = await this.deps.threads.messages(conversation.threadId, 0, id);
    const runs = await this.suspendedRuns(conversation, id);
    if (conversation.turns !== before) {
      // A question was asked meanwhile: what was read is old.
      return;
    }
    if (page.total === 0) {
      // An agent without memory, or a thread that has not been asked anything: what is here is all there is.
      onRead?.(before);
      return;
    }
    conversation.onServer = true;
    const ids = new Set(page.messages.map((message) => message.id));
    const known = before.some(({ messageIds = [] }) => messageIds.some((messageId) => ids.has(messageId)));
    // Without a common message there may be a gap: the server gives what lies in it, and before it, again.
    const local = page.hasMore && !known ? before.filter(({ messageIds = [] }) => messageIds.length === 0) : before;
    const merged = mergeTurns(local, turnsFromMessages(page.messages, name, id), !page.hasMore);
    const turns = withUnfinished(withSuspendedRuns(merged, runs), before, page.messages);
    onRead?.(turns);
    conversation.setTurns(turns, page.hasMore && (!known || conversation.earlier));
  }

  /** Our own ids of the newest messages that came into a run and are stored. */
  async steered(conversation: Conversation): Promise<ReadonlySet<string>> {
    const { threads, agent } = this.deps;
    const { messages } = await threads.messages(conversation.threadId, 0, agent(conversation).id);
    return new Set(messages.flatMap(({ metadata }) => clientIdOf(metadata) ?? []));
  }

  /** Whether an agent keeps threads. */
  remembers(agentId: string): Promise<boolean> {
    return this.deps.threads.remembers(agentId);
  }

  /**
   * Fetches the messages before the first turn.
   *
   * @param all until there are none left
   * @throws UserFacingError as `sync`; what has come so far stays
   */
  async loadEarlier(conversation: Conversation, all: boolean): Promise<void> {
    while (this.loading) {
      await this.loading.done.catch(() => undefined);
    }
    if (!conversation.earlier) {
      return;
    }
    const done = this.load(conversation, all);
    this.loading = { conversation, done };
    this.deps.onLoading();
    try {
      await done;
    } finally {
      this.loading = undefined;
      this.deps.onLoading();
    }
  }

  /** True when the server must have had the thread: an agent with memory has answered in it. */
  async wasStored({ turns }: Conversation): Promise<boolean> {
    const answer = turns.findLast(
      ({ state, error, messageIds = [] }) => state === "complete" && !error && messageIds.length > 0,
    );
    return answer?.agentId !== undefined && this.deps.threads.remembers(answer.agentId);
  }

  private async load(conversation: Conversation, all: boolean): Promise<void> {
    const { mergeTurns, turnsFromMessages } = await history();
    const { id, name } = this.deps.agent(conversation);
    // A page that overlaps what is there is harmless; one that leaves a gap is not.
    let page = Math.floor(countMessages(conversation) / MESSAGES_PER_PAGE);
    do {
      const { messages, hasMore } = await this.deps.threads.messages(conversation.threadId, page, id);
      const known = new Set(conversation.turns.flatMap(({ messageIds = [] }) => messageIds));
      const earlier = messages.filter((message) => !known.has(message.id));
      const turns = mergeTurns(conversation.turns, turnsFromMessages(earlier, name, id), false);
      conversation.setTurns(turns, hasMore);
      page += 1;
    } while (all && conversation.earlier);
  }

  private async suspendedRuns(conversation: Conversation, agentId: string): ReturnType<ThreadService["suspendedRuns"]> {
    try {
      return await this.deps.threads.suspendedRuns(agentId, conversation.threadId);
    } catch (error) {
      // A server without this route still has its messages.
      if (!(error instanceof UserFacingError)) {
        throw error;
      }
      this.deps.logError("looking for waiting tool calls", error);
      return [];
    }
  }
}

function countMessages(conversation: Conversation): number {
  return conversation.turns.reduce((sum, { messageIds = [] }) => sum + messageIds.length, 0);
}
