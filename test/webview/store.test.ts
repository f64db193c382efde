import assert from "node:assert/strict";
import type { ToView } from "../../src/shared/protocol";
import { canSend, initialModel, newerDraft, reduce } from "../../src/webview/store";
import { agentTurn, textPart, userTurn, viewState } from "./setup/fakes";

describe("store", () => {
  const turns = [userTurn("u", "Hi"), agentTurn("a", [textPart("One")])];
  const model = reduce(initialModel(), {
    type: "snapshot",
    state: viewState(),
    transcript: { threadId: "t", turns },
    draft: { text: "d", revision: 3 },
    strings: {},
  });

  it("shares what a patch does not touch", () => {
    const next = reduce(model, {
      type: "patches",
      threadId: "t",
      patches: [{ op: "append", turnId: "a", part: 0, text: " two" }],
    });
    assert.equal(next.transcript.turns[0], turns[0]);
    assert.notEqual(next.transcript.turns[1], turns[1]);
    assert.deepEqual(next.transcript.turns[1]?.parts, [textPart("One two")]);
    assert.deepEqual(turns[1]?.parts, [textPart("One")], "the old model stays as it was");
  });

  it("ignores patches of another thread and of unknown turns, as the same object", () => {
    const patch = { op: "append", turnId: "nobody", part: 0, text: "x" } as const;
    assert.equal(reduce(model, { type: "patches", threadId: "other", patches: [patch] }), model);
    assert.equal(reduce(model, { type: "patches", threadId: "t", patches: [patch] }), model);
  });

  it("ignores a message of a kind it does not know", () => {
    assert.equal(reduce(model, { type: "fromTheFuture" } as unknown as ToView), model);
  });

  it("loses neither a message that comes back nor what was typed meanwhile", () => {
    const typed = { ...model, draft: { text: "and tomorrow?", revision: 8 } };
    const late = reduce(typed, { type: "draft", draft: { text: "Weather?", revision: 7 } });
    assert.deepEqual(late.draft, { text: "Weather?\n\nand tomorrow?", revision: 9 });
    const newer = reduce(typed, { type: "draft", draft: { text: "Weather?", revision: 9 } });
    assert.deepEqual(newer.draft, { text: "Weather?", revision: 9 });
  });

  it("keeps the draft with the higher revision", () => {
    const ours = { text: "ours", revision: 2 };
    assert.equal(newerDraft(ours, { text: "older", revision: 1 }), ours);
    assert.equal(newerDraft(ours, { text: "same", revision: 2 }), ours);
    assert.deepEqual(newerDraft(ours, { text: "newer", revision: 3 }), { text: "newer", revision: 3 });
  });

  it("counts requests for the focus", () => {
    const next = reduce(model, { type: "focusInput" } as unknown as ToView);
    assert.equal(next.focusRequests, model.focusRequests + 1);
  });

  it("can send only when ready and with words, also while an answer is written", () => {
    assert.equal(canSend(model), true);
    assert.equal(canSend({ ...model, state: viewState({ busy: true }) }), true, "it queues");
    assert.equal(canSend({ ...model, state: viewState({ connection: "signedOut" }) }), false);
    assert.equal(canSend({ ...model, draft: { text: " \n", revision: 4 } }), false);
  });

  it("closes the find bar with its thread, and the list of threads when the message box is asked for", () => {
    const find = reduce(model, { type: "showFind" } as unknown as ToView);
    const other = (threadId: string): ToView => ({
      type: "snapshot",
      state: viewState(),
      transcript: { threadId, turns: [] },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    assert.equal(reduce(find, other("t")).overlay, "find");
    assert.equal(reduce(find, other("u")).overlay, "none");
    const list = reduce(model, { type: "showThreads" } as unknown as ToView);
    assert.equal(reduce(list, other("u")).overlay, "threads", "the thread that was shown may be deleted from the list");
    const focus = { type: "focusInput" } as unknown as ToView;
    assert.equal(reduce(list, focus).overlay, "none");
    assert.equal(reduce(find, focus).overlay, "find");
  });

  it("takes earlier turns and remembers whether there are more", () => {
    const patch = (earlier: boolean, ...ids: string[]): ToView => ({
      type: "patches",
      threadId: "t",
      patches: [{ op: "earlier", turns: ids.map((id) => userTurn(id, "Old")), earlier }],
    });
    const next = reduce(model, patch(true, "x", "y"));
    assert.deepEqual(
      next.transcript.turns.map((turn) => turn.id),
      ["x", "y", "u", "a"],
    );
    assert.equal(next.transcript.earlier, true);
    assert.equal(reduce(next, patch(false)).transcript.earlier, false, "an empty page may be the last one");
  });
});
