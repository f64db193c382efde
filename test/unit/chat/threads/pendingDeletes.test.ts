import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { PendingDeletes, UNDO_MS } from "../../../../src/chat/threads/pendingDeletes";

describe("PendingDeletes", () => {
  let deleted: string[];
  let deletes: PendingDeletes;

  beforeEach(() => {
    deleted = [];
    deletes = new PendingDeletes((threadId) => {
      deleted.push(threadId);
      return Promise.resolve();
    });
  });

  it("deletes nothing that was brought back", async () => {
    deletes.add("a");
    deletes.add("b");
    strictEqual(deletes.undo("a"), true);
    await deletes.flush();
    deepStrictEqual([deleted, [...deletes.ids]], [["b"], []]);
  });

  it("deletes when the time to undo is over, and says that it is too late", async () => {
    const real = globalThis.setTimeout;
    let due: (() => void) | undefined;
    let delay = 0;
    globalThis.setTimeout = ((callback: () => void, milliseconds: number) => {
      due = callback;
      delay = milliseconds;
      return real(() => undefined, 0);
    }) as typeof setTimeout;
    try {
      deletes.add("a");
    } finally {
      globalThis.setTimeout = real;
    }
    strictEqual(delay, UNDO_MS);
    due?.();
    await deletes.flush();
    deepStrictEqual([deleted, deletes.undo("a")], [["a"], false]);
  });
});
