import * as l10n from "@vscode/l10n";
import type { StoredThread } from "../../agents/storedThread";
import type { ThreadService } from "../../agents/threadService";
import type { ThreadListState, ThreadSummary } from "../../shared/threads";
import type { SearchCursor, SearchProgress } from "../../agents/threadSearch";
import { isCancellation, noticeOf } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { type LocalThread, titleFrom } from "./localThread";
import { isPlaceholderTitle, threadRows } from "./threadRows";
import type { ThreadWait } from "./waitingThreads";

/** Threads without a title whose first question is looked up, each time the list is read. */
const LOOKED_UP = 20;

export interface ThreadListDependencies {
  readonly service: Pick<ThreadService, "list" | "search" | "firstQuestion">;
  /** The owner's id on the server: the access token's `sub`. */
  readonly resourceId: string;
  readonly local: () => Promise<readonly LocalThread[]>;
  readonly live: () => readonly Conversation[];
  /** Threads out of memory in which calls wait. */
  readonly waiting: () => ReadonlyMap<string, ThreadWait>;
  /** Threads in which something came that nobody has seen. */
  readonly unread: () => ReadonlySet<string>;
  /** The list is read from the server: what it says of waiting calls may have changed as well. */
  readonly onRead: () => void;
  /** Ids of threads that are deleted but can come back. */
  readonly hidden: () => ReadonlySet<string>;
  readonly agentName: (agentId: string) => string;
  readonly post: (list: ThreadListState) => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** The list of threads while it is open: pages from the server, what only this machine has, and a search. */
export class ThreadList {
  private open = false;
  private query = "";
  private stored: readonly StoredThread[] = [];
  private local: readonly LocalThread[] = [];
  /** What `latest` has read last. */
  private recent: readonly (StoredThread | LocalThread)[] = [];
  private snippets = new Map<string, string>();
  private readonly titles = new Map<string, string>();
  private page = 0;
  private more = false;
  private loading = false;
  private error: string | undefined;
  /** Ends when the list is closed. */
  private opened = new AbortController();
  /** Resolves when what the list shows at first has been read; whoever searches meanwhile waits for it as well. */
  private opening: Promise<void> = Promise.resolve();
  private search = new AbortController();
  private progress: SearchProgress | undefined;

  constructor(private readonly deps: ThreadListDependencies) {}

  /** Shows the list, or what of it answers a search. Reads the server anew when it opens. */
  async show(query: string): Promise<void> {
    const opens = !this.open || this.error !== undefined;
    this.open = true;
    this.query = query.trim();
    this.search.abort();
    const { signal } = (this.search = new AbortController());
    this.snippets = new Map();
    this.progress = undefined;
    this.error = undefined;
    if (opens) {
      this.opened.abort();
      this.opened = new AbortController();
      this.opening = this.readFirst(this.opened.signal);
    }
    const { opening } = this;
    await this.attempt(signal, async () => {
      await Promise.all([opening, this.query === "" ? undefined : this.find(signal)]);
    });
  }

  /** Reads the next page, or searches on in older threads. */
  async loadMore(): Promise<void> {
    if (this.loading) {
      return;
    }
    const { signal } = this.search;
    const next = this.progress?.next;
    if (this.query !== "" && next) {
      await this.attempt(signal, () => this.find(signal, next));
    } else if (this.query === "" && this.more) {
      await this.attempt(signal, () => this.readPage(this.page + 1, this.opened.signal));
    }
  }

  close(): void {
    this.open = false;
    this.opened.abort();
    this.search.abort();
  }

  /** The threads that were used last, whether or not the list is open. @throws UserFacingError */
  async latest(signal: AbortSignal): Promise<readonly ThreadSummary[]> {
    const { service, resourceId } = this.deps;
    const [{ threads: stored }, local] = await Promise.all([service.list(resourceId, 0, signal), this.readLocal()]);
    this.recent = [...stored, ...local];
    return this.rowsOf(stored, local, this.deps.hidden());
  }

  /** Whether a person has deleted a thread that can still be brought back. */
  isDeleted(threadId: string): boolean {
    return this.deps.hidden().has(threadId);
  }

  /** What a row says, deleted ones included. */
  row(threadId: string): ThreadSummary | undefined {
    return this.rows(new Set()).find(({ id }) => id === threadId);
  }

  /** The agent that a listed thread was named for, or that answered in it on this machine. */
  agentId(threadId: string): string | undefined {
    const known = [...this.stored, ...this.local, ...this.recent];
    return known.find(({ id, agentId }) => id === threadId && agentId !== undefined)?.agentId;
  }

  /** A thread has another title. */
  renamed(threadId: string, title: string): void {
    this.stored = this.stored.map((thread) => (thread.id === threadId ? { ...thread, title } : thread));
    this.local = this.local.map((thread) => (thread.id === threadId ? { ...thread, title } : thread));
    this.post();
  }

  /** A thread is gone for good. */
  forgetThread(threadId: string): void {
    this.stored = this.stored.filter(({ id }) => id !== threadId);
    this.local = this.local.filter(({ id }) => id !== threadId);
    this.post();
  }

  /** What happens in the threads has changed. */
  post(): void {
    if (!this.open) {
      return;
    }
    const words = this.query.toLowerCase();
    const threads = this.rows(this.deps.hidden()).flatMap((row): ThreadSummary[] => {
      const snippet = this.snippets.get(row.id);
      const found = snippet !== undefined || row.title.toLowerCase().includes(words);
      return found ? [snippet === undefined ? row : { ...row, snippet }] : [];
    });
    this.deps.post({
      query: this.query,
      threads,
      loading: this.loading,
      more: this.query === "" ? this.more : this.progress?.next !== undefined,
      ...(this.progress ? { searched: searchedOf(this.progress) } : {}),
      ...(this.error === undefined ? {} : { error: this.error }),
    });
  }

  private rows(hidden: ReadonlySet<string>): readonly ThreadSummary[] {
    return this.rowsOf(this.stored, this.local, hidden);
  }

  private rowsOf(
    stored: readonly StoredThread[],
    local: readonly LocalThread[],
    hidden: ReadonlySet<string>,
  ): readonly ThreadSummary[] {
    const { titles } = this;
    const { live, waiting, unread, agentName } = this.deps;
    return threadRows({
      ...{ stored, local, titles, hidden, agentName },
      ...{ live: live(), waiting: waiting(), unread: unread() },
    });
  }

  private async readFirst(signal: AbortSignal): Promise<void> {
    this.deps.onRead();
    this.local = await this.readLocal();
    await this.readPage(0, signal);
    // A search that is still under way need not be waited for.
    this.post();
    void this.lookUpTitles();
  }

  /** What this computer has; nothing where it can't be read, which keeps nobody from what the server has. */
  private async readLocal(): Promise<readonly LocalThread[]> {
    try {
      return await this.deps.local();
    } catch (error) {
      this.deps.logError("reading the threads of this computer", error);
      return [];
    }
  }

  private async readPage(page: number, signal: AbortSignal): Promise<void> {
    const { threads, hasMore } = await this.deps.service.list(this.deps.resourceId, page, signal);
    // The list has been closed, and may have been read anew since.
    signal.throwIfAborted();
    // At first nothing counts that was read before, but for what a search has found meanwhile.
    const kept = page === 0 ? this.stored.filter(({ id }) => this.snippets.has(id)) : this.stored;
    const known = new Set(kept.map(({ id }) => id));
    this.stored = [...kept, ...threads.filter(({ id }) => !known.has(id))];
    this.page = page;
    this.more = hasMore;
  }

  private async find(signal: AbortSignal, from?: SearchCursor): Promise<void> {
    for await (const step of this.deps.service.search(this.deps.resourceId, this.query, signal, from)) {
      if (signal.aborted) {
        return;
      }
      if (step.kind === "found") {
        this.snippets.set(step.thread.id, step.snippet);
        if (!this.stored.some(({ id }) => id === step.thread.id)) {
          this.stored = [...this.stored, step.thread];
        }
      } else {
        this.progress = step;
      }
      this.post();
    }
  }

  /**
   * Threads that nobody has named are shown with their first question. The server is not told: a rename
   * counts as use, and would turn the order around.
   */
  private async lookUpTitles(): Promise<void> {
    const local = new Map(this.local.map((thread) => [thread.id, thread.title]));
    const nameless = this.stored.filter(({ id, title }) => isPlaceholderTitle(title) && !this.titles.has(id));
    for (const { id, agentId } of nameless.slice(0, LOOKED_UP)) {
      try {
        const title = local.get(id) || titleFrom(await this.deps.service.firstQuestion(id, agentId));
        this.titles.set(id, title);
        if (title !== "") {
          this.post();
        }
      } catch (error) {
        this.deps.logError("looking up a thread's first question", error);
        return;
      }
    }
  }

  private async attempt(signal: AbortSignal, run: () => Promise<void>): Promise<void> {
    this.loading = true;
    this.post();
    try {
      await run();
    } catch (error) {
      if (!isCancellation(error) && !signal.aborted) {
        this.deps.logError("listing the threads", error);
        this.error = l10n.t("Couldn't load the threads from the server: {0}", noticeOf(error).message);
      }
    }
    if (!signal.aborted) {
      this.loading = false;
      this.post();
    }
  }
}

function searchedOf({ searched, total }: SearchProgress): NonNullable<ThreadListState["searched"]> {
  return { threads: searched, ...(total === undefined ? {} : { total }) };
}
