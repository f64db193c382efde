import assert from "node:assert/strict";
import { canSendEdit, editedTurn, settleEdit, startEdit } from "../../src/webview/edits";
import { initialModel, reduce, type PanelModel } from "../../src/webview/store";
import { agentTurn, textPart, userTurn, viewState } from "./setup/fakes";

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
