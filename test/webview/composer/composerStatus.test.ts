import assert from "node:assert/strict";
import type { ContextItem } from "../../../src/shared/context";
import { composerNews, type ComposerThings } from "../../../src/webview/composer/composerStatus";

function item(id: string): ContextItem {
  return { id, kind: "file", name: `${id}.ts`, detail: "", bytes: 1, openable: true };
}
function things(change: Partial<ComposerThings> = {}): ComposerThings {
  return { threadId: "t", queue: [], context: [], ...change };
}

describe("composerNews", () => {
  it("tells what was queued and added", () => {
    const after = things({ queue: [{ id: "q", text: "And London?" }], context: [item("a")] });
    assert.deepEqual(composerNews(things(), after), ["Queued: And London?", "Attached a.ts"]);
  });

  it("tells what a person removed, but not what went out with a message", () => {
    const two = things({ context: [item("a"), item("b")] });
    assert.deepEqual(composerNews(two, things({ context: [item("b")] })), ["Removed a.ts"]);
    assert.deepEqual(composerNews(two, things()), []);
  });

  it("says nothing of the first state and of another thread", () => {
    const full = things({ queue: [{ id: "q", text: "x" }], context: [item("a")] });
    assert.deepEqual(composerNews(undefined, full), []);
    assert.deepEqual(composerNews(things({ threadId: "other" }), full), []);
    assert.deepEqual(composerNews(full, things({ threadId: "other" })), []);
  });

  it("reads out only the beginning of a long message", () => {
    const [said = ""] = composerNews(things(), things({ queue: [{ id: "q", text: "x".repeat(100_000) }] }));
    assert.equal(said.length, "Queued: ".length + 80);
  });
});
