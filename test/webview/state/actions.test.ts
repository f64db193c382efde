import assert from "node:assert/strict";
import type { ThreadListState } from "../../../src/shared/threads";
import { awaited, renamed, without } from "../../../src/webview/state/actions";

describe("threadEdits", () => {
  const thread = (id: string) => ({ id, title: `Title ${id}`, agentName: "", updatedAt: 1 });
  const list: ThreadListState = {
    query: "x",
    threads: [thread("a"), thread("b")],
    loading: false,
    more: true,
    error: "Couldn't reach the server.",
  };

  it("keeps its rows while an answer is awaited, and drops the old error", () => {
    assert.deepEqual(awaited(list), { query: "x", threads: list.threads, loading: true, more: true });
  });

  it("changes one title only", () => {
    const next = renamed(list, "b", "Other");
    assert.equal(next.threads[0], list.threads[0]);
    assert.deepEqual(next.threads[1], { ...thread("b"), title: "Other" });
  });

  it("takes a row away", () => {
    assert.deepEqual(without(list, "a"), { ...list, threads: [thread("b")] });
    assert.deepEqual(without(list, "gone"), list);
  });
});
