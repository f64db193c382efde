import { UserFacingError } from "../shared/userFacingError";
import { isQuestion, type StoredMessage, textsOf } from "./storedMessage";
import type { MessagePage, StoredThread } from "./storedThread";

/** A thread that a search has found. */
export interface FoundThread {
  readonly threadId: string;
  /** Words around the place, on one line. */
  readonly snippet: string;
}

/** What a search reads with; `ThreadService` is it. */
export interface SearchedThreads {
  list(
    resourceId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<{ threads: readonly StoredThread[]; hasMore: boolean }>;
  bulk(threadId: string, page: number, agentId?: string, signal?: AbortSignal): Promise<MessagePage>;
}

/** Characters of messages that are kept for the next search, over all threads. */
const MAX_KEPT = 20_000_000;

/** Threads that are read at the same time: a server far away answers slowly, a small one is soon busy. */
const AT_ONCE = 4;

const BEFORE = 40;
const AFTER = 100;

interface ReadThread {
  readonly updatedAt: number;
  /** Of each message, newest first. */
  readonly texts: readonly string[];
  readonly size: number;
}

/** Searches the words of all threads, and keeps what it has read until a thread changes. */
export class ThreadSearch {
  private readonly kept = new Map<string, ReadThread>();
  private keptFor = "";
  private size = 0;

  /** @param owner tells servers apart; nothing that was read from one is kept for the next */
  constructor(
    private readonly threads: SearchedThreads,
    private readonly owner: () => string,
  ) {}

  /**
   * The threads that hold the words, the last used one first.
   *
   * @throws UserFacingError when the list or a thread cannot be read; an `AbortError` after `signal`
   */
  async *find(resourceId: string, query: string, signal: AbortSignal): AsyncGenerator<FoundThread, void, undefined> {
    const pattern = patternOf(query);
    if (pattern === undefined) {
      return;
    }
    this.keepFor(`${this.owner()} ${resourceId}`);
    for (let page = 0, more = true; more; page += 1) {
      const { threads, hasMore } = await this.threads.list(resourceId, page, signal);
      for (let start = 0; start < threads.length; start += AT_ONCE) {
        const batch = threads.slice(start, start + AT_ONCE);
        const texts = await Promise.all(batch.map((thread) => this.texts(thread, signal)));
        for (const [index, { id }] of batch.entries()) {
          signal.throwIfAborted();
          const snippet = firstSnippet(texts[index] ?? [], pattern);
          if (snippet !== undefined) {
            yield { threadId: id, snippet };
          }
        }
      }
      more = hasMore && threads.length > 0;
    }
  }

  private async texts(thread: StoredThread, signal: AbortSignal): Promise<readonly string[]> {
    const known = this.kept.get(thread.id);
    if (known?.updatedAt === thread.updatedAt) {
      return known.texts;
    }
    const texts: string[] = [];
    try {
      for (let page = 0, more = true; more; page += 1) {
        const { messages, hasMore } = await this.threads.bulk(thread.id, page, thread.agentId, signal);
        texts.push(...messages.toReversed().map(wordsOf));
        more = hasMore && messages.length > 0;
      }
    } catch (error) {
      // Deleted since the list was read.
      if (!(error instanceof UserFacingError && error.kind === "threadGone")) {
        throw error;
      }
    }
    this.keep(thread, texts);
    return texts;
  }

  private keep({ id, updatedAt }: StoredThread, texts: readonly string[]): void {
    this.drop(id);
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    this.kept.set(id, { updatedAt, texts, size });
    this.size += size;
    // Those that were read longest ago go first.
    for (const oldest of this.kept.keys()) {
      if (this.size <= MAX_KEPT) {
        return;
      }
      this.drop(oldest);
    }
  }

  private drop(id: string): void {
    this.size -= this.kept.get(id)?.size ?? 0;
    this.kept.delete(id);
  }

  private keepFor(owner: string): void {
    if (owner !== this.keptFor) {
      this.kept.clear();
      this.size = 0;
      this.keptFor = owner;
    }
  }
}

/** What a person reads of a message: its words, without the files that went along. */
function wordsOf(message: StoredMessage): string {
  if (!isQuestion(message) && message.role !== "assistant") {
    return "";
  }
  return textsOf(message).join("\n");
}

function patternOf(query: string): RegExp | undefined {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  // Spaces and line breaks are the same to a reader.
  const source = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("\\s+");
  return source === "" ? undefined : new RegExp(source, "iu");
}

function firstSnippet(texts: readonly string[], pattern: RegExp): string | undefined {
  for (const text of texts) {
    const match = pattern.exec(text);
    if (match) {
      const end = match.index + match[0].length;
      const [from, to] = [Math.max(0, match.index - BEFORE), Math.min(text.length, end + AFTER)];
      const words = text
        .slice(from, to)
        .toWellFormed()
        .replace(/\uFFFD/g, "")
        .replace(/\s+/g, " ")
        .trim();
      return `${from > 0 ? "…" : ""}${words}${to < text.length ? "…" : ""}`;
    }
  }
  return undefined;
}
