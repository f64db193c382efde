import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Part } from "../../../src/shared/transcript";
import { threadsPanel } from "../../../src/webview/threads/lazyThreadsPanel";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Keys of the panel", () => {
  before(() => threadsPanel());
  let panel: PanelPage;
  const call = (id: string): Part => ({
    kind: "tool",
    id,
    toolName: `tool${id}`,
    status: "awaitingApproval",
    argsText: "{}",
    args: {},
  });
  const key = (
    name: string,
    init: KeyboardEventInit = {},
    target: Element = document.activeElement ?? document.body,
  ) => {
    let untouched = true;
    void act(() => {
      const event = new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init });
      untouched = target.dispatchEvent(event);
    });
    return untouched;
  };
  const decisions = () => panel.api.ofType("decideToolCall").map(({ toolCallId, approved }) => [toolCallId, approved]);
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  describe("for calls that wait", () => {
    beforeEach(() => {
      panel.show({ busy: true }, [userTurn("u", "Go"), agentTurn("a", [call("1"), call("2")], { state: "waiting" })]);
      panel.box.focus();
    });

    it("approve one after the other, the oldest first", () => {
      key("Enter", { ctrlKey: true });
      key("Enter", { metaKey: true });
      assert.deepEqual(decisions(), [
        ["1", true],
        ["2", true],
      ]);
      assert.equal(key("Enter", { ctrlKey: true }), true, "with nothing left the key is not used");
    });

    it("decline with Alt", () => {
      key("Enter", { ctrlKey: true, altKey: true });
      assert.deepEqual(decisions(), [["1", false]]);
    });

    it("decide on the call in whose card the focus is", () => {
      panel.button("Decline", panel.find("[role=group][aria-label='Tool tool2']"))?.focus();
      key("Enter", { ctrlKey: true });
      assert.deepEqual(decisions(), [["2", true]]);
    });

    it("leave words that are being typed alone", () => {
      panel.type("wait");
      key("Enter", { ctrlKey: true });
      assert.deepEqual(decisions(), []);
      panel.find("[role=log]").focus();
      key("Enter", { ctrlKey: true });
      assert.deepEqual(decisions(), [["1", true]]);
    });

    it("do nothing behind the list of threads", () => {
      panel.press("Threads");
      key("Enter", { ctrlKey: true });
      assert.deepEqual(decisions(), []);
    });
  });

  it("Alt and the arrows move between turns, and back to the message box", () => {
    panel.show({}, [userTurn("u", "Hi"), agentTurn("a", [textPart("Hello")])]);
    const focused = () => (document.activeElement as HTMLElement).dataset["turn"] ?? document.activeElement?.tagName;
    panel.box.focus();
    assert.equal(key("ArrowDown", { altKey: true }), true);
    const steps = ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"].map((name) => {
      key(name, { altKey: true });
      return focused();
    });
    assert.deepEqual(steps, ["a", "u", "u", "a", "TEXTAREA"]);
    key("ArrowUp");
    assert.equal(focused(), "TEXTAREA", "the arrow alone is the box's own");
  });

  it("Escape leaves the uppermost first: list, edit, answer", () => {
    panel.show({}, [userTurn("u", "Hi"), agentTurn("a", [textPart("Hello")])]);
    panel.press("Edit");
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    panel.tell("showThreads", {});
    key("Escape");
    assert.equal(panel.all(".threads").length, 0);
    assert.equal(panel.all(".turnEditor").length, 1);
    key("Escape");
    assert.equal(panel.all(".turnEditor").length, 0);
    assert.deepEqual(panel.api.ofType("stop"), []);
    key("Escape");
    assert.equal(panel.api.ofType("stop").length, 1);
  });

  it("end in the panel when it uses them, and go on to VS Code when not", () => {
    // VS Code listens at the window of a webview, and does not ask whether a key was used.
    const heard: string[] = [];
    const listener = (event: KeyboardEvent) => heard.push(event.key);
    window.addEventListener("keydown", listener);
    try {
      panel.show({ busy: true }, [userTurn("u", "Hi"), agentTurn("a", [textPart("Hello"), call("1")])]);
      panel.box.focus();
      const used: readonly (readonly [string, KeyboardEventInit])[] = [
        ["f", { ctrlKey: true }],
        ["Escape", {}],
        ["f", { metaKey: true }],
        ["F3", {}],
        ["Escape", {}],
        ["ArrowUp", { altKey: true }],
        ["ArrowUp", { altKey: true, ctrlKey: true }],
        ["Enter", { ctrlKey: true }],
        ["Escape", {}],
      ];
      for (const [name, init] of used) {
        key(name, init);
        assert.deepEqual(heard, [], name);
      }
      panel.box.focus();
      panel.type("words");
      key("Enter");
      assert.deepEqual(heard, [], "what a control uses goes no further either");
      key("p", { ctrlKey: true, shiftKey: true });
      key("k", { ctrlKey: true });
      key("a");
      assert.deepEqual(heard, ["p", "k", "a"]);
    } finally {
      window.removeEventListener("keydown", listener);
    }
  });

  it("belong to an input method while it composes", () => {
    panel.show({ busy: true }, [userTurn("u", "Hi")]);
    key("Escape", { isComposing: true });
    assert.deepEqual(panel.api.ofType("stop"), []);
  });
});
