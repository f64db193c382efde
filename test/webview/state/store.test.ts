import assert from "node:assert/strict";
import type { ToView } from "../../../src/shared/protocol";
import type { Part, ToolCallPart } from "../../../src/shared/transcript";
import {
  applyPatches,
  canSend,
  canSendEdit,
  editedTurn,
  initialModel,
  newerDraft,
  type PanelModel,
  reduce,
  settleEdit,
  startEdit,
  turnText,
} from "../../../src/webview/state/store";
import { agentTurn, textPart, userTurn, viewState } from "../setup/fakes";

describe("turnText", () => {
  it("joins the text parts and leaves the others out", () => {
    const reasoning = { kind: "reasoning", id: "r", text: "hm", finished: true } as const;
    const turn = agentTurn("a", [reasoning, textPart("**One**"), textPart(""), textPart("Two")]);
    assert.equal(turnText(turn), "**One**\n\nTwo");
  });
});

describe("applyPatches", () => {
  const call: ToolCallPart = { kind: "tool", id: "c", toolName: "getWeather", status: "writing", argsText: '{"a' };
  const source: Part = { kind: "source", id: "s", title: "", url: "https://example.com/" };
  const turns = [userTurn("u", "Hi"), agentTurn("a", [textPart("T"), call, source])];

  it("adds a new turn and replaces a known one in its place", () => {
    const changed = { ...userTurn("u", "Changed") };
    const added = agentTurn("b", []);
    const next = applyPatches(turns, [
      { op: "turn", turn: added },
      { op: "turn", turn: changed },
    ]);
    assert.deepEqual(next, [changed, turns[1], added]);
  });

  it("adds a part at the end and replaces one in its place", () => {
    const done: Part = { ...call, status: "done", result: 1 };
    const next = applyPatches(turns, [
      { op: "part", turnId: "a", part: 1, value: done },
      { op: "part", turnId: "a", part: 3, value: textPart("End") },
    ]);
    assert.deepEqual(next[1]?.parts, [textPart("T"), done, source, textPart("End")]);
  });

  it("appends to a call's arguments, and nothing to a source", () => {
    const next = applyPatches(turns, [
      { op: "append", turnId: "a", part: 1, text: '":1}' },
      { op: "append", turnId: "a", part: 2, text: "x" },
    ]);
    assert.deepEqual(next[1]?.parts, [textPart("T"), { ...call, argsText: '{"a":1}' }, source]);
  });

  it("leaves no hole for a part out of range", () => {
    assert.equal(applyPatches(turns, [{ op: "part", turnId: "a", part: 9, value: source }]), turns);
    assert.equal(applyPatches(turns, [{ op: "append", turnId: "a", part: 9, text: "x" }]), turns);
  });

  it("removes a turn, and changes nothing when there is none", () => {
    assert.deepEqual(applyPatches(turns, [{ op: "remove", turnId: "u" }]), [turns[1]]);
    assert.equal(applyPatches(turns, [{ op: "remove", turnId: "x" }]), turns);
  });

  it("puts earlier turns in front, and none twice", () => {
    const earlier = [userTurn("x", "First"), userTurn("u", "Hi")];
    assert.deepEqual(applyPatches(turns, [{ op: "earlier", turns: earlier, earlier: false }]), [earlier[0], ...turns]);
    assert.equal(applyPatches(turns, [{ op: "earlier", turns: [], earlier: false }]), turns);
  });
});

describe("edits", () => {
  const turns = [userTurn("u", "Weather?"), agentTurn("a", [textPart("Warm")])];
  const model: PanelModel = { ...initialModel(), state: viewState(), transcript: { threadId: "t", turns } };

  it("begins with the words of the question", () => {
    const next = startEdit(model, "u");
    assert.deepEqual(next.editing, { threadId: "t", turnId: "u", text: "Weather?" });
    assert.equal(editedTurn(next), "u");
    assert.equal(startEdit(next, "u"), next, "what was typed meanwhile stays");
  });

  it("is for questions only, and not while an answer is written", () => {
    assert.equal(startEdit(model, "a"), model);
    assert.equal(startEdit(model, "gone"), model);
    const busy = { ...model, state: viewState({ busy: true }) };
    assert.equal(startEdit(busy, "u"), busy);
  });

  it("can be sent when connected, idle and not empty", () => {
    const edit = startEdit(model, "u");
    assert.equal(canSendEdit(edit), true);
    assert.equal(canSendEdit(model), false);
    assert.equal(canSendEdit({ ...edit, state: viewState({ busy: true }) }), false);
    assert.equal(canSendEdit({ ...edit, state: viewState({ connection: "signedOut" }) }), false);
    assert.equal(canSendEdit({ ...edit, editing: { threadId: "t", turnId: "u", text: " \n" } }), false);
  });

  it("becomes part of the draft when its question is gone, and nothing typed is lost", () => {
    const edit = { ...startEdit(model, "u"), draft: { text: "And more", revision: 4 } };
    const patches = [{ op: "remove", turnId: "u" }] as const;
    const next = reduce(edit, { type: "patches", threadId: "t", patches });
    assert.equal(next.editing, undefined);
    assert.deepEqual(next.draft, { text: "Weather?\n\nAnd more", revision: 5 });
  });

  it("rests while another thread is shown", () => {
    const edit = startEdit(model, "u");
    const elsewhere = settleEdit({ ...edit, transcript: { threadId: "other", turns: [] } });
    assert.equal(editedTurn(elsewhere), undefined);
    assert.equal(editedTurn({ ...elsewhere, transcript: model.transcript }), "u");
  });
});

describe("store", () => {
  const turns = [userTurn("u", "Hi"), agentTurn("a", [textPart("One")])];
  const model = reduce(initialModel(), {
    type: "snapshot",
    owner: "ada",
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
      owner: "ada",
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
