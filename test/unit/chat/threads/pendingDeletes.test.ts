import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { PendingDeletes, UNDO_MS } from "../../../../src/chat/threads/pendingDeletes";

describe("PendingDeletes", () => {
  let deleted: string[];
  let deletes: PendingDeletes;
  let latest: (string | undefined)[];
  const add = (id: string, wasShown = false): void => deletes.add({ id, title: `Title ${id}`, wasShown });

  beforeEach(() => {
    deleted = [];
    latest = [];
    deletes = new PendingDeletes(
      (threadId) => {
        deleted.push(threadId);
        return Promise.resolve();
      },
      () => latest.push(deletes.latest?.id),
    );
  });

  it("tells which thread can be brought back: of several the one that was deleted last", async () => {
    add("a");
    add("b", true);
    deepStrictEqual(deletes.latest, { id: "b", title: "Title b" });
    strictEqual(deletes.undo("b")?.wasShown, true);
    deepStrictEqual(deletes.latest, { id: "a", title: "Title a" });
    await deletes.flush();
    strictEqual(deletes.latest, undefined);
    deepStrictEqual(latest, ["a", "b", "a", undefined, undefined]);
  });

  it("deletes nothing that was brought back", async () => {
    add("a");
    add("b");
    strictEqual(deletes.undo("a")?.id, "a");
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
      add("a");
    } finally {
      globalThis.setTimeout = real;
    }
    strictEqual(delay, UNDO_MS);
    due?.();
    await deletes.flush();
    deepStrictEqual([deleted, deletes.undo("a")], [["a"], undefined]);
  });
});
