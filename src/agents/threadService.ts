import { lazily } from "../shared/lazily";
import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, type Fields, instant, list, text } from "./fields";
import { isHiddenThread } from "./hiddenThread";
import { MemoryRequests } from "./memoryRequests";
import { MAX_BODY_BYTES } from "./outgoingMessage";
import { mayBeDone } from "./requestErrors";
import {
  isQuestion,
  type MessagePage,
  MESSAGES_PER_PAGE,
  type RawMessage,
  storedMessage,
  type StoredMessage,
  storedThread,
  type StoredThread,
  suspendedRun,
  type SuspendedRun,
  textsOf,
} from "./storedThread";
import type { SearchCache, SearchCursor, SearchStep, ThreadSearch } from "./threadSearch";
import type { WaitingRuns } from "./waitingRuns";
import { utf8Length } from "../shared/bytes";

/** Threads in a page of the list. */
const THREADS = 50;

/** Messages in a page when all of a thread is read. */
const BULK = 5 * MESSAGES_PER_PAGE;

/** How far into a thread its first question is looked for. */
const FIRST_MESSAGES = 5;

interface Paging {
  readonly page: number;
  readonly perPage: number;
  readonly direction: "ASC" | "DESC";
}

/**
 * One owner's threads in the memory of a Mastra server (docs/wire.md#mastra-threads). Every method throws
 * `UserFacingError`: kind `threadGone` for a thread that is not there, `foreignThread` for somebody
 * else's, `noMemory` for an agent that keeps none.
 */
export class ThreadService {
  private readonly requests: MemoryRequests;
  /** Loads with the first search. */
  private readonly finder: () => Promise<ThreadSearch>;

  /**
   * @param access ends with its owner, or is the one that outlives them, for changes that a person was promised
   * @param cache what searches have read; in memory when it is left out
   */
  constructor(
    private readonly access: ClientAccess,
    cache?: SearchCache,
  ) {
    this.requests = new MemoryRequests(access);
    this.finder = lazily(async () => {
      const { ThreadSearch } = await import("./threadSearch");
      return new ThreadSearch(this, cache);
    });
  }

  /** One page of somebody's threads, the last used one first. @param page from 0 */
  async list(
    resourceId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<{ threads: StoredThread[]; hasMore: boolean; total?: number }> {
    const query = new URLSearchParams({
      resourceId,
      page: String(page),
      perPage: String(THREADS),
      ...ordered("updatedAt", "DESC"),
    });
    try {
      const answer = await this.access.read(`/memory/threads?${query.toString()}`, undefined, signal);
      const { threads, hasMore, total } = fields(answer);
      return {
        threads: list(threads)
          .flatMap(storedThread)
          .filter(({ id }) => !isHiddenThread(id)),
        hasMore: hasMore === true,
        ...(typeof total === "number" ? { total } : {}),
      };
    } catch (error) {
      if (error instanceof UserFacingError && error.kind === "noMemory") {
        return { threads: [], hasMore: false };
      }
      throw error;
    }
  }

  /**
   * Threads in whose messages the words occur, the last used one first, and how far the search has looked. It pauses
   * after a number of threads that it had to read from the server.
   *
   * @param from where one that has paused goes on
   */
  async *search(
    resourceId: string,
    query: string,
    signal: AbortSignal,
    from?: SearchCursor,
  ): AsyncGenerator<SearchStep, void, undefined> {
    const finder = await this.finder();
    yield* finder.find(resourceId, query, signal, from);
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
    await this.requests.change(path, agentId, { method: "PATCH", body: { title, ...metadata } });
  }

  async remove(threadId: string, agentId?: string): Promise<void> {
    await this.requests.change(threadPath(threadId), agentId, { method: "DELETE" });
  }

  /**
   * A new thread with the messages up to and including one, which have other ids there.
   *
   * @throws UserFacingError kind `threadGone` also when the message is not there
   */
  async clone(threadId: string, upToMessageId: string, title: string, agentId?: string): Promise<StoredThread> {
    const messageIds = await this.idsUpTo(threadId, upToMessageId, agentId);
    const answer = await this.requests.change(`${threadPath(threadId)}/clone`, agentId, {
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
    return this.readMessages(threadId, { page, perPage: MESSAGES_PER_PAGE, direction: "DESC" }, agentId, signal);
  }

  /** Larger pages, for reading all of a thread. */
  bulk(threadId: string, page: number, agentId?: string, signal?: AbortSignal): Promise<MessagePage> {
    return this.readMessages(threadId, { page, perPage: BULK, direction: "DESC" }, agentId, signal);
  }

  /**
   * Deletes messages; ids that are not there are no error. Ids are unique over all threads
   * (docs/wire.md#mastra-ids-of-messages). When it throws, none is deleted: after a lost answer, which may have
   * been a yes, they are put back.
   *
   * @param onRead told what is about to be deleted, for whoever must know what is lost when even that fails
   * @returns what was deleted, oldest first, for `restoreMessages`
   */
  async deleteMessages(
    threadId: string,
    ids: readonly string[],
    agentId?: string,
    onRead?: (messages: readonly RawMessage[]) => void,
  ): Promise<readonly RawMessage[]> {
    if (ids.length === 0) {
      return [];
    }
    const messages = await this.rawMessages(threadId, new Set(ids), agentId);
    onRead?.(messages);
    try {
      await this.requests.change("/memory/messages/delete", agentId, { method: "POST", body: { messageIds: ids } });
    } catch (error) {
      if (mayBeDone(error)) {
        // If the server cannot be reached for this either, the first error says so.
        await this.restoreMessages(messages, agentId).catch(() => undefined);
      }
      throw error;
    }
    return messages;
  }

  /**
   * Puts deleted messages back where they were, under their ids and times. The server keeps them as they were but for
   * spaces at the end of an answer, and putting one back twice changes nothing (docs/wire.md#mastra-threads).
   */
  async restoreMessages(messages: readonly RawMessage[], agentId?: string): Promise<void> {
    for (const batch of sendable(messages)) {
      await this.requests.change("/memory/save-messages", agentId, { method: "POST", body: { messages: batch } });
    }
  }

  /** Whether an agent keeps threads at all. */
  remembers(agentId: string): Promise<boolean> {
    return this.requests.remembers(agentId);
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

  /** What waits for a person in all of their threads, in few requests; see `findWaitingRuns`. */
  async waitingRuns(resourceId: string, agentIds: readonly string[], known: ReadonlySet<string>): Promise<WaitingRuns> {
    const { findWaitingRuns } = await import("./waitingRuns");
    return findWaitingRuns(this.access, resourceId, agentIds, known);
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
      // An empty filter would copy everything (docs/wire.md#mastra-threads).
      throw this.access.gone();
    }
    return ids;
  }

  private async rawMessages(
    threadId: string,
    ids: ReadonlySet<string>,
    agentId: string | undefined,
  ): Promise<readonly RawMessage[]> {
    const found = new Map<string, RawMessage>();
    try {
      for (let page = 0, more = true; more && found.size < ids.size; page += 1) {
        const { raw, hasMore } = await this.readPage(threadId, { page, perPage: BULK, direction: "DESC" }, agentId);
        for (const message of raw) {
          if (ids.has(message.id)) {
            found.set(message.id, message);
          }
        }
        more = hasMore && raw.length > 0;
      }
    } catch (error) {
      // Without the thread there is nothing to put back.
      if (!(error instanceof UserFacingError && error.kind === "threadGone")) {
        throw error;
      }
    }
    return [...found.values()].sort((a, b) => instant(a["createdAt"]) - instant(b["createdAt"]));
  }

  private async readMessages(
    threadId: string,
    paging: Paging,
    agentId?: string,
    signal?: AbortSignal,
  ): Promise<MessagePage> {
    const { raw, total, hasMore } = await this.readPage(threadId, paging, agentId, signal);
    const messages = raw.flatMap((message) => storedMessage(message) ?? []);
    return { messages: ascending(messages), total: total ?? messages.length, hasMore };
  }

  private async readPage(
    threadId: string,
    { page, perPage, direction }: Paging,
    agentId?: string,
    signal?: AbortSignal,
  ): Promise<{ raw: readonly RawMessage[]; total: number | undefined; hasMore: boolean }> {
    const query = new URLSearchParams({
      page: String(page),
      perPage: String(perPage),
      // Without it, which page is the first depends on whether the agent has memory (docs/wire.md#mastra-threads).
      ...ordered("createdAt", direction),
      ...(agentId === undefined ? {} : { agentId }),
    });
    const answer = await this.access.read(`${threadPath(threadId)}/messages?${query.toString()}`, undefined, signal);
    const { messages, total, hasMore } = fields(answer);
    return {
      raw: list(messages).map(fields).filter(hasId),
      total: typeof total === "number" ? total : undefined,
      hasMore: hasMore === true,
    };
  }
}

function threadPath(threadId: string): string {
  return `/memory/threads/${encodeURIComponent(threadId)}`;
}

function ordered(field: string, direction: "ASC" | "DESC"): Readonly<Record<string, string>> {
  return { "orderBy[field]": field, "orderBy[direction]": direction };
}

/**
 * A page of an agent with memory is ascending whatever was asked for; another one is as it was asked for
 * (docs/wire.md#mastra-threads).
 */
function ascending(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  const descends = (messages[0]?.createdAt ?? 0) > (messages.at(-1)?.createdAt ?? 0);
  return descends ? messages.toReversed() : messages;
}

function hasId(message: Fields): message is RawMessage {
  return text(message["id"]) !== "";
}

/** Groups of messages that a server takes at once; what was stored alone can be sent alone. */
function sendable(messages: readonly RawMessage[]): readonly (readonly RawMessage[])[] {
  const batches: RawMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = utf8Length(JSON.stringify(message)) + 1;
    const last = batches.at(-1);
    if (last === undefined || bytes > room) {
      batches.push([message]);
      // Leaves room for what stands around the messages.
      room = MAX_BODY_BYTES - 100 - bytes;
    } else {
      last.push(message);
      room -= bytes;
    }
  }
  return batches;
}
