import type { StoredThread } from "../../../src/agents/storedThread";
import type { ThreadService } from "../../../src/agents/threadService";
import { UserFacingError } from "../../../src/shared/userFacingError";

type Message = Awaited<ReturnType<ThreadService["messages"]>>["messages"][number];
type SuspendedRun = Awaited<ReturnType<ThreadService["suspendedRuns"]>>[number];
type Service = Pick<
  ThreadService,
  | "list"
  | "search"
  | "firstQuestion"
  | "rename"
  | "remove"
  | "clone"
  | "messages"
  | "suspendedRuns"
  | "waitingRuns"
  | "remembers"
>;

/** What a deleted message was, for whoever puts it back. */
export interface RawMessage {
  readonly threadId: string;
  readonly message: Message;
}

const PAGE = 40;

/** A server's memory in an array; what is under test is the chat, not the wire. */
export class ScriptedMemory implements Service {
  readonly threads = new Map<string, StoredThread>();
  readonly stored = new Map<string, Message[]>();
  readonly runs: SuspendedRun[] = [];
  readonly requests: string[] = [];
  /** Ids of agents without memory. */
  readonly forgetful = new Set<string>();
  /** What the next request fails with. */
  failure: Error | undefined;

  add(thread: Partial<StoredThread> & { id: string }, messages: readonly Message[] = []): void {
    this.threads.set(thread.id, { title: "", updatedAt: 0, ...thread });
    this.stored.set(thread.id, [...messages]);
  }

  list: Service["list"] = (_resourceId, page) => {
    const all = [...this.threads.values()].sort((a, b) => b.updatedAt - a.updatedAt);
    const threads = all.slice(page * 50, page * 50 + 50);
    return this.answer(`list ${String(page)}`, { threads, hasMore: (page + 1) * 50 < all.length });
  };

  search: Service["search"] = async function* (this: ScriptedMemory, _resourceId: string, query: string) {
    await this.answer(`search ${query}`, undefined);
    for (const [threadId, messages] of this.stored) {
      const found = messages.map(textOf).find((text) => text.includes(query));
      if (found !== undefined) {
        yield { kind: "found" as const, thread: this.thread(threadId), snippet: found };
      }
    }
  }.bind(this);

  firstQuestion: Service["firstQuestion"] = (threadId) =>
    this.answer(`firstQuestion ${threadId}`, textOf(this.stored.get(threadId)?.[0]));

  rename: Service["rename"] = async (threadId, title) => {
    await this.answer(`rename ${threadId}`, undefined);
    this.threads.set(threadId, { ...this.thread(threadId), title });
  };

  remove: Service["remove"] = async (threadId) => {
    await this.answer(`remove ${threadId}`, undefined);
    this.thread(threadId);
    this.threads.delete(threadId);
  };

  clone: Service["clone"] = async (threadId, upToMessageId, title) => {
    await this.answer(`clone ${threadId}`, undefined);
    this.thread(threadId);
    const messages = this.stored.get(threadId) ?? [];
    const end = messages.findIndex(({ id }) => id === upToMessageId);
    const copy = { id: `copy of ${threadId}`, title };
    this.add(
      copy,
      messages.slice(0, end + 1).map((message) => ({ ...message, id: `copy of ${message.id}` })),
    );
    return this.thread(copy.id);
  };

  messages: Service["messages"] = async (threadId, page) => {
    await this.answer(`messages ${threadId} ${String(page)}`, undefined);
    this.thread(threadId);
    const all = this.stored.get(threadId) ?? [];
    const end = all.length - page * PAGE;
    return { messages: all.slice(Math.max(0, end - PAGE), Math.max(0, end)), total: all.length, hasMore: end > PAGE };
  };

  /** Gives what it deletes, as `restoreMessages` takes it back. */
  async deleteMessages(threadId: string, ids: readonly string[]): Promise<readonly RawMessage[]> {
    await this.answer(`deleteMessages ${ids.join(" ")}`, undefined);
    const all = this.stored.get(threadId) ?? [];
    this.stored.set(
      threadId,
      all.filter(({ id }) => !ids.includes(id)),
    );
    return all.filter(({ id }) => ids.includes(id)).map((message) => ({ threadId, message }));
  }

  /** Under the ids that they had, and in the place that their time gives them. */
  async restoreMessages(messages: readonly RawMessage[]): Promise<void> {
    await this.answer(`restoreMessages ${messages.map(({ message }) => message.id).join(" ")}`, undefined);
    for (const { threadId, message } of messages) {
      const others = (this.stored.get(threadId) ?? []).filter(({ id }) => id !== message.id);
      this.stored.set(
        threadId,
        [...others, message].sort((a, b) => a.createdAt - b.createdAt),
      );
    }
  }

  remembers: Service["remembers"] = (agentId) => this.answer(`remembers ${agentId}`, !this.forgetful.has(agentId));

  suspendedRuns: Service["suspendedRuns"] = (_agentId, threadId) => this.answer(`suspendedRuns ${threadId}`, this.runs);

  /** Threads in which calls wait, and how many; undefined for a server that cannot be asked. */
  waiting: ReadonlyMap<string, number> | undefined = new Map();

  waitingRuns: Service["waitingRuns"] = async (_resourceId, agentIds, known) => {
    await this.answer(`waitingRuns ${agentIds.join(" ")}`, undefined);
    if (this.waiting === undefined) {
      throw new UserFacingError("server", "It has no such route.");
    }
    const threads = [...this.waiting].flatMap(([id, calls]) => {
      const thread = known.has(id) ? undefined : this.threads.get(id);
      return known.has(id) || thread ? [[id, { calls, ...(thread ? { thread } : {}) }] as const] : [];
    });
    return { answered: new Set(agentIds), threads: new Map(threads) };
  };

  private thread(threadId: string): StoredThread {
    const thread = this.threads.get(threadId);
    if (!thread) {
      throw new UserFacingError("threadGone", "The thread is gone.");
    }
    return thread;
  }

  private answer<T>(request: string, value: T): Promise<T> {
    const { failure } = this;
    this.requests.push(request);
    this.failure = undefined;
    return failure ? Promise.reject(failure) : Promise.resolve(value);
  }
}

/** A message as the server's memory holds it. */
export function stored(id: string, role: "user" | "assistant", text: string, createdAt = 0): Message {
  return { id, role, createdAt, parts: [{ type: "text", text }], metadata: {} };
}

function textOf(message: Message | undefined): string {
  const text = message?.parts[0]?.["text"];
  return typeof text === "string" ? text : "";
}
