import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Turn } from "../../../src/shared/transcript";
import { questions } from "../../../src/webview/conversation/conversation";
import { firstWords } from "../../../src/webview/conversation/questionList";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Questions of a thread", () => {
  let panel: PanelPage;
  const thread = (count: number): Turn[] =>
    Array.from({ length: count }, (_, index) => [
      userTurn(`u${index}`, `Question ${index}`),
      agentTurn(`a${index}`, [textPart(`Answer ${index}`)]),
    ]).flat();
  const key = (name: string, init: KeyboardEventInit = {}): boolean => {
    let untouched = true;
    void act(() => {
      const event = new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init });
      untouched = (document.activeElement ?? document.body).dispatchEvent(event);
    });
    return untouched;
  };
  const step = (name: string) => {
    assert.equal(key(name, { ctrlKey: true, altKey: true }), false);
    return focused();
  };
  const focused = () => (document.activeElement as HTMLElement).dataset["turn"] ?? document.activeElement?.tagName;
  const rows = () => panel.all("[role=option]").map((row) => row.textContent);
  const selected = () => panel.find("[role=option][aria-selected=true]").textContent;
  before(() => questions());
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  it("opens as a list with the place of the reader marked, and closes by Escape to where the focus was", () => {
    panel.show({}, thread(3));
    const button = panel.button("Messages in this thread");
    button?.focus();
    panel.press("Messages in this thread");
    assert.equal(button?.getAttribute("aria-expanded"), "true");
    assert.deepEqual(rows(), ["Question 0", "Question 1", "Question 2"]);
    const list = panel.find("[role=listbox]");
    assert.equal(document.activeElement, list);
    assert.equal(panel.find("[aria-current=true]").textContent, "Question 2");
    assert.equal(list.getAttribute("aria-activedescendant"), panel.find("[aria-selected=true]").id);
    key("Escape");
    assert.equal(panel.all("[role=listbox]").length, 0);
    assert.equal(document.activeElement, button);
  });

  it("jumps by Enter or a click, to turns that are not drawn as well", () => {
    panel.show({}, thread(1000));
    panel.press("Messages in this thread");
    assert.equal(rows().length, 1000);
    key("Home");
    key("ArrowDown");
    assert.equal(selected(), "Question 1");
    key("Enter");
    assert.equal(focused(), "u1");
    assert.equal(panel.all("[role=listbox]").length, 0);
    panel.press("Messages in this thread");
    assert.equal(panel.find("[aria-current=true]").textContent, "Question 1");
    void act(() => panel.all("[role=option]")[700]?.click());
    assert.equal(focused(), "u700");
  });

  it("fetches earlier messages, and keeps its mark when they come", () => {
    panel.show({}, []);
    panel.tell("snapshot", {
      owner: "ada",
      state: { ...panel.panel.model.state, loadingEarlier: true },
      transcript: { threadId: "thread", turns: thread(2), earlier: true },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    panel.press("Messages in this thread");
    assert.deepEqual(panel.api.ofType("loadEarlier"), [{ type: "loadEarlier", all: true }]);
    assert.match(panel.find(".questionNote").textContent, /Loading earlier/);
    assert.equal(selected(), "Question 1");
    const turns = [userTurn("e", "Earlier")];
    panel.tell("patches", { threadId: "thread", patches: [{ op: "earlier", turns, earlier: false }] });
    panel.frame();
    assert.deepEqual(rows(), ["Earlier", "Question 0", "Question 1"]);
    assert.equal(selected(), "Question 1");
    assert.equal(panel.all(".questionNote").length, 0);
  });

  it("is gone through by Ctrl+Alt and the arrows, and on into what the server still has", () => {
    panel.show({}, []);
    panel.tell("snapshot", {
      owner: "ada",
      state: panel.panel.model.state,
      transcript: { threadId: "thread", turns: thread(2), earlier: true },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    panel.box.focus();
    assert.deepEqual([step("ArrowUp"), step("ArrowUp"), step("ArrowDown")], ["u1", "u0", "u1"]);
    step("ArrowUp");
    assert.equal(step("ArrowUp"), "u0");
    assert.deepEqual(panel.api.ofType("loadEarlier"), [{ type: "loadEarlier", all: false }]);
    const turns = [userTurn("e", "Earlier"), agentTurn("f", [textPart("Yes.")])];
    panel.tell("patches", { threadId: "thread", patches: [{ op: "earlier", turns, earlier: false }] });
    panel.frame();
    assert.equal(focused(), "e");
  });

  it("says nothing of a thread before, and that there are none", () => {
    panel.show({}, thread(2), "one");
    step("ArrowUp");
    panel.box.focus();
    panel.show({}, thread(2), "two");
    assert.equal(focused(), "TEXTAREA");
    panel.show({}, [], "three");
    panel.press("Messages in this thread");
    assert.match(panel.find(".questionList").textContent, /No messages yet/);
  });

  it("shows the first words of a message on one line", () => {
    assert.equal(firstWords(userTurn("u", "\n  One\n\ntwo\tthree ")), "One two three");
    assert.equal(firstWords(userTurn("u", "x".repeat(5000))).length, 160);
    assert.equal(firstWords(userTurn("u", "")), "…");
  });
});
