import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { StoredThread } from "../../../src/agents/storedThread";
import {
  type SearchCursor,
  type SearchedThreads,
  type SearchStep,
  ThreadSearch,
} from "../../../src/agents/threadSearch";
import { TextCache } from "../../../src/shared/textCache";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";

const PAGE = 50;
const never = new AbortController().signal;

/** A server's threads, the last used one first, each of one message that names it. */
class Threads implements SearchedThreads {
  readonly requests: string[] = [];
  readonly all: StoredThread[];
  onRead: (threadId: string, signal: AbortSignal | undefined) => void | Promise<void> = () => undefined;

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, index) => ({
      id: `t${String(index)}`,
      title: "",
      updatedAt: 9e12 - index,
    }));
  }

  list: SearchedThreads["list"] = (_resourceId, page) => {
    this.requests.push(`list ${String(page)}`);
    const threads = this.all.slice(page * PAGE, page * PAGE + PAGE);
    return Promise.resolve({ threads, hasMore: this.all.length > page * PAGE + PAGE, total: this.all.length });
  };

  bulk: SearchedThreads["bulk"] = async (threadId, _page, _agentId, signal) => {
    this.requests.push(`read ${threadId}`);
    await this.onRead(threadId, signal);
    const parts = [{ type: "text", text: `The words of ${threadId}.` }];
    return { messages: [{ id: threadId, role: "user", createdAt: 0, parts, metadata: {} }], total: 1, hasMore: false };
  };

  reads(): number {
    return this.requests.filter((request) => request.startsWith("read")).length;
  }
}

const find = (search: ThreadSearch, from?: SearchCursor, query = "words"): Promise<SearchStep[]> =>
  Array.fromAsync(search.find("user_1", query, never, from));

const foundIn = (steps: readonly SearchStep[]): string[] =>
  steps.flatMap((step) => (step.kind === "found" ? [step.thread.id] : []));

/** The last step, which says how far the search has looked. */
function progressOf(steps: readonly SearchStep[]): Extract<SearchStep, { kind: "progress" }> {
  const last = steps.at(-1);
  ok(last?.kind === "progress");
  return last;
}

describe("ThreadSearch", () => {
  describe("in an answer", () => {
    /** The snippet that a search shows of one answer. */
    async function snippetOf(
      markdown: string,
      query: string,
      role: "user" | "assistant" = "assistant",
    ): Promise<string> {
      const threads = new Threads(1);
      const parts = [{ type: "text", text: markdown }];
      threads.bulk = () =>
        Promise.resolve({
          messages: [{ id: "m", role, createdAt: 0, parts, metadata: {} }],
          total: 1,
          hasMore: false,
        });
      const steps = await find(new ThreadSearch(threads), undefined, query);
      return steps.flatMap((step) => (step.kind === "found" ? [step.snippet] : []))[0] ?? "";
    }

    it("finds and shows words as they are drawn", async () => {
      const answer =
        "## Trip\n\n- **Fly** to [`Lisbon`](https://x.test/a_b)\n- R&amp;D\n\n| City | Days |\n|---|--:|\n| *Rome* | 3 |";
      strictEqual(await snippetOf(answer, "fly to lisbon"), "Trip Fly to Lisbon R&D City Days Rome 3");
      strictEqual(await snippetOf(answer, "**Fly**"), "");
      strictEqual(
        await snippetOf("> - [x] a `b ** c`\n\n```js\nlet a = b * c * d;\n```", "b"),
        "a b ** c let a = b * c * d;",
      );
    });

    it("shows a question as it was typed, which is how it is drawn", async () => {
      strictEqual(await snippetOf("Is **this** bold?", "this", "user"), "Is **this** bold?");
    });
  });

  it("looks at the last used threads first, and says how far it has looked", async () => {
    const threads = new Threads(60);
    const steps = await find(new ThreadSearch(threads));
    deepStrictEqual(
      foundIn(steps),
      threads.all.map(({ id }) => id),
    );
    const searched = steps.flatMap((step) => (step.kind === "progress" ? [step.searched] : []));
    deepStrictEqual(
      searched,
      [...searched].sort((a, b) => a - b),
    );
    deepStrictEqual(progressOf(steps), { kind: "progress", searched: 60, total: 60 });
  });

  it("pauses after 200 threads that it had to read, and goes on only when it is told to", async () => {
    const threads = new Threads(450);
    const search = new ThreadSearch(threads);
    const first = await find(search);
    strictEqual(threads.reads(), 200);
    const { searched, total, next } = progressOf(first);
    deepStrictEqual([searched, total], [200, 450]);
    const second = await find(search, next);
    strictEqual(threads.reads(), 400);
    const third = await find(search, progressOf(second).next);
    strictEqual(threads.reads(), 450);
    deepStrictEqual(progressOf(third), { kind: "progress", searched: 450, total: 450 });
    deepStrictEqual(
      [first, second, third].flatMap(foundIn),
      threads.all.map(({ id }) => id),
    );
  });

  it("finds a thread once when others are used while it pauses", async () => {
    const threads = new Threads(300);
    const search = new ThreadSearch(threads);
    const first = await find(search);
    threads.all.unshift({ id: "new", title: "", updatedAt: 9.1e12 });
    const second = await find(search, progressOf(first).next);
    const found = [...foundIn(first), ...foundIn(second)];
    strictEqual(new Set(found).size, found.length);
    strictEqual(found.length, 300);
  });

  it("makes only the list requests for 1,000 threads that have not changed", async () => {
    const threads = new Threads(1000);
    const search = new ThreadSearch(threads);
    for (let next: SearchCursor | undefined, more = true; more; more = next !== undefined) {
      ({ next } = progressOf(await find(search, next)));
    }
    strictEqual(threads.reads(), 1000);
    threads.requests.length = 0;
    const again = await find(search, undefined, "words of t999");
    deepStrictEqual(foundIn(again), ["t999"]);
    deepStrictEqual(
      threads.requests,
      Array.from({ length: 20 }, (_, page) => `list ${String(page)}`),
    );
    deepStrictEqual(progressOf(again), { kind: "progress", searched: 1000, total: 1000 });
  });

  it("reads a thread again that has changed, and no other", async () => {
    const threads = new Threads(8);
    const search = new ThreadSearch(threads);
    await find(search);
    threads.requests.length = 0;
    threads.all[3] = { id: "t3", title: "", updatedAt: 9.1e12 };
    await find(search);
    deepStrictEqual(threads.requests, ["list 0", "read t3"]);
  });

  it("takes the texts from the cache that it is given, and has it written when the search ends or is left", async () => {
    const threads = new Threads(8);
    let flushed = 0;
    const texts = new TextCache(1_000_000);
    const cache = {
      get: async (id: string, updatedAt: number) => Promise.resolve(texts.get(id, updatedAt)),
      set: (id: string, updatedAt: number, words: readonly string[]) => {
        texts.set(id, updatedAt, words);
        return Promise.resolve();
      },
      flush: () => {
        flushed += 1;
        return Promise.resolve();
      },
    };
    await find(new ThreadSearch(threads, cache));
    threads.requests.length = 0;
    const steps = await find(new ThreadSearch(threads, cache));
    strictEqual(foundIn(steps).length, 8);
    deepStrictEqual(threads.requests, ["list 0"]);
    for await (const step of new ThreadSearch(threads, cache).find("user_1", "words", never)) {
      strictEqual(step.kind, "found");
      break;
    }
    strictEqual(flushed, 3);
  });

  it("stops when it is told to: nothing is read any more, and nothing is found", async () => {
    const threads = new Threads(100);
    const abort = new AbortController();
    threads.onRead = (_, signal) => {
      if (threads.reads() === 4) {
        abort.abort();
      }
      signal?.throwIfAborted();
    };
    const steps: SearchStep[] = [];
    await rejects(async () => {
      for await (const step of new ThreadSearch(threads).find("user_1", "words", abort.signal)) {
        steps.push(step);
      }
    }, isCancellation);
    deepStrictEqual(steps, []);
    strictEqual(threads.reads(), 4);
  });

  it("passes over a thread that was deleted since the list was read, and says when one cannot be read", async () => {
    const threads = new Threads(3);
    threads.onRead = (id) => {
      if (id === "t1") {
        throw new UserFacingError("threadGone", "Gone.");
      }
    };
    deepStrictEqual(foundIn(await find(new ThreadSearch(threads))), ["t0", "t2"]);
    threads.onRead = () => {
      throw new UserFacingError("server", "It fails.");
    };
    await rejects(find(new ThreadSearch(threads)), /It fails/);
  });

  it("asks nothing for an empty query", async () => {
    const threads = new Threads(3);
    deepStrictEqual(await find(new ThreadSearch(threads), undefined, "  "), []);
    deepStrictEqual(threads.requests, []);
  });
});
