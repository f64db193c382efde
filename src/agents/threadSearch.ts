import { markdownWords } from "../shared/markdownWords";
import { TextCache } from "../shared/textCache";
import { UserFacingError } from "../shared/userFacingError";
import { decodeReferences } from "./characterReferences";
import { isQuestion, type MessagePage, type StoredMessage, type StoredThread, textsOf } from "./storedThread";

/** A thread that a search has found. */
export interface FoundThread {
  readonly kind: "found";
  readonly thread: StoredThread;
  /** Words around the match, on one line. */
  readonly snippet: string;
}

/** How far a search has looked. */
export interface SearchProgress {
  readonly kind: "progress";
  /** Threads, the last used ones; those of the searches that this one goes on with included. */
  readonly searched: number;
  /** Threads that there are; undefined when the server does not say. */
  readonly total?: number;
  /** Set when the search has paused, and there is more: given to the next search, it goes on from here. */
  readonly next?: SearchCursor;
}

export type SearchStep = FoundThread | SearchProgress;

/** Where a search goes on. Threads that are used meanwhile move between pages, hence the ids. */
export interface SearchCursor {
  readonly page: number;
  readonly searched: ReadonlySet<string>;
}

/** What a search reads with; `ThreadService` is it. */
export interface SearchedThreads {
  list(
    resourceId: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<{ threads: readonly StoredThread[]; hasMore: boolean; total?: number }>;
  bulk(threadId: string, page: number, agentId?: string, signal?: AbortSignal): Promise<MessagePage>;
}

/** Keeps the texts of one owner's threads. It may lose any of them at any time. */
export interface SearchCache {
  /** @returns undefined also for a thread that has changed since */
  get(threadId: string, updatedAt: number): PromiseLike<readonly string[] | undefined> | readonly string[] | undefined;
  /** @param texts of each message, newest first */
  set(threadId: string, updatedAt: number, texts: readonly string[]): PromiseLike<void> | void;
  /** Called when a search has ended or pauses; never throws. */
  flush?(): Promise<void>;
}

/** Characters that are kept in memory for the next search, when there is no other cache. */
const MAX_KEPT = 20_000_000;

/** Threads that one search reads from the server before it pauses; those in the cache cost nothing. */
const MAX_READ = 200;

/** Threads that are read at the same time: a server far away answers slowly, a small one is soon busy. */
const AT_ONCE = 4;

/** Characters of a snippet. */
const BEFORE = 40;
const AFTER = 100;

/**
 * Searches the words of all threads of one owner, the last used thread first. The server's own search compares no
 * text unless it has vectors (docs/wire.md#mastra-threads), so all is read; what has not changed since is taken
 * from the cache.
 */
export class ThreadSearch {
  constructor(
    private readonly threads: SearchedThreads,
    private readonly cache: SearchCache = new TextCache(MAX_KEPT),
  ) {}

  /**
   * The threads that hold the words, and how far it has looked; the last step says whether there is more.
   *
   * @param from `next` of a search for the same words that has paused
   * @throws UserFacingError when the list or a thread cannot be read; an `AbortError` after `signal`
   */
  async *find(
    resourceId: string,
    query: string,
    signal: AbortSignal,
    from: SearchCursor = { page: 0, searched: new Set() },
  ): AsyncGenerator<SearchStep, void, undefined> {
    const pattern = patternOf(query);
    if (pattern === undefined) {
      return;
    }
    const searched = new Set(from.searched);
    let read = 0;
    try {
      for (let page = from.page, more = true; more; page += 1) {
        const { threads, hasMore, total } = await this.threads.list(resourceId, page, signal);
        const progress = (next?: SearchCursor): SearchProgress => ({
          kind: "progress",
          searched: searched.size,
          ...(total === undefined ? {} : { total }),
          ...(next ? { next } : {}),
        });
        const left = threads.filter(({ id }) => !searched.has(id));
        for (let start = 0; start < left.length; start += AT_ONCE) {
          const batch = left.slice(start, start + AT_ONCE);
          const known = await Promise.all(batch.map(async ({ id, updatedAt }) => await this.cache.get(id, updatedAt)));
          const missing = known.filter((texts) => texts === undefined).length;
          if (missing > 0 && read + missing > MAX_READ) {
            yield progress({ page, searched });
            return;
          }
          read += missing;
          const texts = await Promise.all(
            batch.map(async (thread, index) => known[index] ?? (await this.read(thread, signal))),
          );
          signal.throwIfAborted();
          for (const [index, thread] of batch.entries()) {
            searched.add(thread.id);
            const snippet = firstSnippet(texts[index] ?? [], pattern);
            if (snippet !== undefined) {
              yield { kind: "found", thread, snippet };
            }
          }
          if (missing > 0) {
            yield progress();
          }
        }
        more = hasMore && threads.length > 0;
        yield progress();
      }
    } finally {
      await this.cache.flush?.();
    }
  }

  private async read(thread: StoredThread, signal: AbortSignal): Promise<readonly string[]> {
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
    await this.cache.set(thread.id, thread.updatedAt, texts);
    return texts;
  }
}

/** What a person reads of a message: its words, without the files that went along. A question is drawn as it was typed. */
function wordsOf(message: StoredMessage): string {
  if (isQuestion(message)) {
    return textsOf(message).join("\n");
  }
  return message.role === "assistant"
    ? textsOf(message)
        .map((text) => markdownWords(text, { decode: decodeReferences, flat: true }))
        .join("\n")
    : "";
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
