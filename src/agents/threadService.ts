import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { MemoryAgent } from "./memoryAgent";
import { fields, list } from "./parse/fields";
import { isQuestion, type StoredMessage, storedMessage, textsOf } from "./storedMessage";
import { type MessagePage, type StoredThread, storedThread } from "./storedThread";
import { type SuspendedRun, suspendedRun } from "./suspendedRun";
import { type FoundThread, ThreadSearch } from "./threadSearch";

export type { MessagePage, StoredThread } from "./storedThread";
export type { SuspendedRun } from "./suspendedRun";

/** Threads in a page of the list. */
const THREADS = 50;

/** Messages in a page. */
const MESSAGES = 40;

/** How far into a thread its first question is looked for. */
const FIRST_MESSAGES = 5;

/**
 * The threads in the memory of one Mastra server (facts/mastra.md §6). Every method throws
 * `UserFacingError`: kind `threadGone` for a thread that is not there, `foreignThread` for somebody
 * else's, `noMemory` for an agent that keeps none.
 */
export class ThreadService {
  private readonly memoryAgent: MemoryAgent;
  private readonly finder: ThreadSearch;

  constructor(private readonly access: ClientAccess) {
    this.memoryAgent = new MemoryAgent(access);
    this.finder = new ThreadSearch(this, () => access.serverKey);
  }

  /** One page of somebody's threads, the last used one first. @param page from 0 */
  async list(
    resourceId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<{ threads: StoredThread[]; hasMore: boolean }> {
    const query = new URLSearchParams({
      resourceId,
      page: String(page),
      perPage: String(THREADS),
      ...ordered("updatedAt", "DESC"),
    });
    try {
      const answer = await this.access.read(`/memory/threads?${query.toString()}`, undefined, signal);
      const { threads, hasMore } = fields(answer);
      return { threads: list(threads).flatMap(storedThread), hasMore: hasMore === true };
    } catch (error) {
      if (error instanceof UserFacingError && error.kind === "noMemory") {
        return { threads: [], hasMore: false };
      }
      throw error;
    }
  }

  /**
   * Threads in whose messages the words occur, the last used one first, each with the words around the
   * place. The server's own search compares no text unless it has vectors (measured), so all is read here.
   */
  search(resourceId: string, query: string, signal: AbortSignal): AsyncIterable<FoundThread> {
    return this.finder.find(resourceId, query, signal);
  }

  /** The words of the first question; empty when there is none near the beginning. */
  async firstQuestion(threadId: string, agentId?: string): Promise<string> {
    const answer = await this.readMessages(threadId, { page: 0, perPage: FIRST_MESSAGES, direction: "ASC" }, agentId);
    const question = answer.messages.find(isQuestion);
    return question ? (textsOf(question)[0] ?? "") : "";
  }

  /** @param agentId remembered with the thread as the one it belongs to */
  async rename(threadId: string, title: string, agentId?: string): Promise<void> {
    const path = threadPath(threadId);
    // The server replaces the metadata as a whole.
    const known = agentId === undefined ? undefined : fields(await this.access.read<unknown>(path))["metadata"];
    const metadata = agentId === undefined ? {} : { metadata: { ...fields(known), agentId } };
    await this.change(path, agentId, { method: "PATCH", body: { title, ...metadata } });
  }

  async remove(threadId: string, agentId?: string): Promise<void> {
    await this.change(threadPath(threadId), agentId, { method: "DELETE" });
  }

  /**
   * A new thread with the messages up to and including one, which have other ids there.
   *
   * @throws UserFacingError kind `threadGone` also when the message is not there
   */
  async clone(threadId: string, upToMessageId: string, title: string, agentId?: string): Promise<StoredThread> {
    const messageIds = await this.idsUpTo(threadId, upToMessageId, agentId);
    const answer = await this.change(`${threadPath(threadId)}/clone`, agentId, {
      method: "POST",
      body: {
        title,
        ...(agentId === undefined ? {} : { metadata: { agentId } }),
        options: { messageFilter: { messageIds } },
      },
    });
    const [thread] = storedThread(fields(answer)["thread"]);
    if (thread === undefined) {
      throw this.access.unreadable();
    }
    return thread;
  }

  /** One page of a thread. @param page 0 for the newest messages */
  messages(threadId: string, page: number, agentId?: string, signal?: AbortSignal): Promise<MessagePage> {
    return this.readMessages(threadId, { page, perPage: MESSAGES, direction: "DESC" }, agentId, signal);
  }

  /** Larger pages, for reading all of a thread. */
  bulk(threadId: string, page: number, agentId?: string, signal?: AbortSignal): Promise<MessagePage> {
    return this.readMessages(threadId, { page, perPage: 5 * MESSAGES, direction: "DESC" }, agentId, signal);
  }

  /** Deletes messages; ids that are not there are no error. Ids are unique over all threads (measured). */
  async deleteMessages(_threadId: string, ids: readonly string[], agentId?: string): Promise<void> {
    if (ids.length > 0) {
      await this.change("/memory/messages/delete", agentId, { method: "POST", body: { messageIds: ids } });
    }
  }

  /** Whether an agent keeps threads at all. */
  remembers(agentId: string): Promise<boolean> {
    return this.memoryAgent.remembers(agentId);
  }

  /** What waits for a person in a thread; nothing when the thread is not there, or no run can wait. */
  async suspendedRuns(agentId: string, threadId: string): Promise<SuspendedRun[]> {
    const path = `/agents/${encodeURIComponent(agentId)}/suspended-runs?${new URLSearchParams({ threadId }).toString()}`;
    try {
      return list(fields(await this.access.read(path, agentId))["runs"]).flatMap(suspendedRun);
    } catch (error) {
      if (error instanceof UserFacingError && (error.kind === "threadGone" || error.kind === "noMemory")) {
        return [];
      }
      throw error;
    }
  }

  private async idsUpTo(threadId: string, messageId: string, agentId: string | undefined): Promise<readonly string[]> {
    const ids: string[] = [];
    let found = false;
    for (let page = 0, more = true; more; page += 1) {
      const { messages, hasMore } = await this.bulk(threadId, page, agentId);
      for (const { id } of messages.toReversed()) {
        found ||= id === messageId;
        if (found) {
          ids.push(id);
        }
      }
      more = hasMore && messages.length > 0;
    }
    if (!found) {
      // An empty filter would copy everything (measured).
      throw this.access.gone();
    }
    return ids;
  }

  private async readMessages(
    threadId: string,
    { page, perPage, direction }: { page: number; perPage: number; direction: "ASC" | "DESC" },
    agentId?: string,
    signal?: AbortSignal,
  ): Promise<MessagePage> {
    const query = new URLSearchParams({
      page: String(page),
      perPage: String(perPage),
      // Without it, which page is the first depends on whether the agent has memory (measured).
      ...ordered("createdAt", direction),
      ...(agentId === undefined ? {} : { agentId }),
    });
    const answer = await this.access.read(`${threadPath(threadId)}/messages?${query.toString()}`, undefined, signal);
    const { messages, total, hasMore } = fields(answer);
    const read = list(messages).flatMap((message) => storedMessage(message) ?? []);
    return {
      messages: ascending(read),
      total: typeof total === "number" ? total : read.length,
      hasMore: hasMore === true,
    };
  }

  /** A request that changes something is made once: its answer may be lost after it was carried out. */
  private async change(
    path: string,
    agentId: string | undefined,
    request: { method: string; body?: object },
  ): Promise<unknown> {
    const memoryAgent = await this.memoryAgent.find(agentId);
    const query = new URLSearchParams({ agentId: memoryAgent }).toString();
    return this.access.attempt(undefined, (client) => client.request(`${path}?${query}`, request));
  }
}

function threadPath(threadId: string): string {
  return `/memory/threads/${encodeURIComponent(threadId)}`;
}

function ordered(field: string, direction: "ASC" | "DESC"): Readonly<Record<string, string>> {
  return { "orderBy[field]": field, "orderBy[direction]": direction };
}

/** A page of an agent with memory is ascending whatever was asked for; another one is as it was asked for (measured). */
function ascending(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  const descends = (messages[0]?.createdAt ?? 0) > (messages.at(-1)?.createdAt ?? 0);
  return descends ? messages.toReversed() : messages;
}
