import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { agentTurn, FakeApi, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("TurnEditor", () => {
  let panel: PanelPage;
  const turns = [
    userTurn("u1", "One?"),
    agentTurn("a1", [textPart("One.")]),
    userTurn("u2", "Two?"),
    agentTurn("a2", [textPart("Two.")]),
  ];
  const box = () => panel.find(".turnEditor textarea") as HTMLTextAreaElement;
  const type = (text: string) =>
    void act(() => {
      box().value = text;
      box().dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const key = (name: string, init: KeyboardEventInit = {}, target: Element = box()) =>
    void act(() => {
      target.dispatchEvent(new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }));
    });
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({}, turns);
  });
  afterEach(() => {
    panel.close();
    Reflect.deleteProperty(document, "hasFocus");
  });

  it("stands in the question's place, with its words and the focus, and says what sending does", () => {
    // In jsdom a page has lost the focus when its focused element is gone; a browser's window keeps it.
    document.hasFocus = () => true;
    panel.press("Edit", panel.find("[data-turn=u1]"));
    assert.equal(box().closest("article")?.dataset["turn"], "u1");
    assert.equal(box().value, "One?");
    assert.equal(document.activeElement, box());
    const hint = document.getElementById(box().getAttribute("aria-describedby") ?? "");
    assert.match(hint?.textContent ?? "", /replaces this message and all later messages/);
    assert.equal(panel.all("[data-turn=u1] .bubble, [data-turn=u1] [role=toolbar]").length, 0);
  });

  it("sends by Enter, as the message box does, and not by an input method's Enter", () => {
    panel.press("Edit", panel.find("[data-turn=u1]"));
    type("One, please?");
    key("Enter", { shiftKey: true });
    key("Enter", { isComposing: true });
    assert.deepEqual(panel.api.ofType("editTurn"), []);
    key("Enter");
    assert.deepEqual(panel.api.ofType("editTurn"), [{ type: "editTurn", turnId: "u1", text: "One, please?" }]);
    assert.equal(panel.all(".turnEditor").length, 0);
    assert.equal(panel.find("[data-turn=u1] .bubble").textContent, "One?", "the host decides what comes of it");
  });

  it("cancels by Escape and by its button, and stops no answer", () => {
    for (const cancel of [() => key("Escape"), () => panel.press("Cancel")]) {
      panel.press("Edit", panel.find("[data-turn=u2]"));
      type("Other");
      cancel();
      assert.equal(panel.all(".turnEditor").length, 0);
      assert.equal(document.activeElement, panel.find("[data-turn=u2]"));
    }
    assert.deepEqual(panel.api.ofType("editTurn"), []);
    assert.deepEqual(panel.api.ofType("stop"), []);
  });

  it("does not send nothing, nor while an answer is written", () => {
    panel.press("Edit", panel.find("[data-turn=u2]"));
    type("  ");
    assert.equal(panel.button("Send edit")?.disabled, true);
    key("Enter");
    type("Two!");
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    assert.equal(panel.button("Send edit")?.disabled, true);
    key("Enter");
    assert.deepEqual(panel.api.ofType("editTurn"), []);
    assert.equal(box().value, "Two!");
  });

  it("edits the last question when asked from the message box", () => {
    let began = false;
    void act(() => {
      began = panel.panel.editLast();
    });
    assert.equal(began, true);
    assert.equal(box().value, "Two?");
    panel.show({}, [], "empty");
    assert.equal(panel.panel.editLast(), false);
  });

  it("comes back with its words when the view does", () => {
    panel.press("Edit", panel.find("[data-turn=u1]"));
    type("Half a thou");
    const revived = new PanelPage(new FakeApi(panel.api.getState()));
    revived.show({}, turns);
    assert.equal((revived.find(".turnEditor textarea") as HTMLTextAreaElement).value, "Half a thou");
    revived.close();
    const elsewhere = new PanelPage(new FakeApi(panel.api.getState()));
    elsewhere.show({}, turns, "another");
    assert.equal(elsewhere.all(".turnEditor").length, 0);
    elsewhere.close();
  });

  it("gives its words to the message box when its question is deleted elsewhere, and tells the host", () => {
    panel.press("Edit", panel.find("[data-turn=u2]"));
    type("Two and a half?");
    panel.tell("patches", { threadId: "thread", patches: [{ op: "remove", turnId: "u2" }] });
    panel.frame();
    assert.equal(panel.box.value, "Two and a half?");
    assert.equal(panel.api.ofType("draft").at(-1)?.draft.text, "Two and a half?");
    assert.deepEqual((panel.api.getState() as { edit?: unknown }).edit, undefined);
  });

  it("ignores a saved edit that is none", () => {
    for (const edit of [7, {}, { threadId: "thread", turnId: "u1" }, { threadId: 1, turnId: "u1", text: "x" }]) {
      const revived = new PanelPage(new FakeApi({ edit }));
      revived.show({}, turns);
      assert.equal(revived.all(".turnEditor").length, 0);
      revived.close();
    }
  });
});
