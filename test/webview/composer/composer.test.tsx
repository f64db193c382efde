import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { agentTurn, FakeApi, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Composer", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
    panel.show();
  });
  afterEach(() => panel.close());

  it("sends with Enter, clears the box and tells the host the new draft first", () => {
    panel.type("Hello");
    assert.equal(panel.key("Enter"), false);
    assert.deepEqual(
      panel.api.sent.map((message) => message.type),
      ["draft", "draft", "send"],
    );
    assert.deepEqual(panel.api.ofType("send"), [{ type: "send", text: "Hello" }]);
    assert.deepEqual(panel.api.ofType("draft")[1]?.draft, { text: "", revision: 2 });
    assert.equal(panel.box.value, "");
  });

  it("switches the editor's tools, where they are to be had", () => {
    const name = "Let agents use the editor in this thread";
    assert.equal(panel.button(name), undefined);
    for (const [editorTools, on] of [
      ["off", true],
      ["on", false],
    ] as const) {
      panel.show({ editorTools });
      assert.equal(panel.button(name)?.getAttribute("aria-pressed"), String(!on));
      panel.press(name);
      assert.deepEqual(panel.api.ofType("useEditorTools").at(-1), { type: "useEditorTools", on });
    }
  });

  it("leaves Shift+Enter to the browser", () => {
    panel.type("Hello");
    assert.equal(panel.key("Enter", { shiftKey: true }), true);
    assert.deepEqual(panel.api.ofType("send"), []);
  });

  it("never sends with an input method's Enter", () => {
    panel.type("にほん");
    assert.equal(panel.key("Enter", { isComposing: true }), true);
    assert.equal(panel.key("Enter", { keyCode: 229 }), true);
    assert.deepEqual(panel.api.ofType("send"), []);
    assert.equal(panel.box.value, "にほん");
  });

  it("sends nothing when only blanks are typed", () => {
    panel.type(" \n ");
    panel.key("Enter");
    assert.equal(panel.button("Send")?.disabled, true);
    assert.deepEqual(panel.api.ofType("send"), []);
  });

  for (const [sendWith, keys] of [
    ["enter", { ctrlKey: true }],
    ["ctrlEnter", { altKey: true }],
  ] as const) {
    it(`sends into the response that is being written where ${sendWith} sends, and nothing while there is none`, () => {
      const pressKey = (): void =>
        void act(() => {
          const press = { key: "Enter", bubbles: true, cancelable: true, ...keys };
          panel.box.dispatchEvent(new page.KeyboardEvent("keydown", press));
        });
      panel.show({ busy: true, look: { sendWith } });
      panel.type("And in Oslo?");
      pressKey();
      assert.deepEqual(panel.api.ofType("send"), [{ type: "send", text: "And in Oslo?", now: true }]);
      assert.equal(panel.box.value, "");
      panel.show({ look: { sendWith } });
      panel.type("And in Rome?");
      pressKey();
      assert.equal(panel.api.ofType("send").length, 1);
    });
  }

  it("queues while an answer is written: Send stays, called Queue for the mouse, with Stop beside it", () => {
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    assert.equal(panel.button("Send")?.disabled, true);
    panel.type("Next");
    assert.equal(panel.button("Send")?.title, "Queue");
    assert.equal(panel.find("#sendHint").textContent, "Enter to queue, Ctrl+Enter to send now, Escape to stop");
    panel.key("Enter");
    assert.deepEqual(panel.api.ofType("send"), [{ type: "send", text: "Next" }]);
    assert.equal(panel.box.value, "");
    assert.deepEqual(panel.api.ofType("stop"), []);
  });

  it("stops with the button, and puts the focus where the next words are typed", () => {
    assert.equal(panel.button("Stop"), undefined);
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    panel.type("Kept");
    panel.press("Stop");
    assert.equal(panel.api.ofType("stop").length, 1);
    assert.equal(document.activeElement, panel.box);
    assert.equal(panel.box.value, "Kept");
  });

  it("stops with Escape while busy, but not with an input method's Escape, nor when idle", () => {
    panel.key("Escape");
    assert.equal(panel.api.ofType("stop").length, 0);
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    panel.key("Escape", { isComposing: true });
    panel.key("Escape", { keyCode: 229 });
    assert.equal(panel.api.ofType("stop").length, 0);
    panel.key("Escape");
    assert.equal(panel.api.ofType("stop").length, 1);
  });

  it("gives back a message that could not be sent", () => {
    panel.type("Precious");
    panel.key("Enter");
    panel.tell("draft", { draft: { text: "Precious", revision: 3 } });
    assert.equal(panel.box.value, "Precious");
  });

  it("keeps typed text when not connected, and says why it cannot be sent", () => {
    panel.show({ connection: "signedOut" }, [agentTurn("a", [])]);
    panel.type("Later");
    panel.key("Enter");
    const send = panel.button("Send");
    assert.equal(send?.disabled, true);
    const reason = document.getElementById(send.getAttribute("aria-describedby") ?? "");
    assert.equal(reason?.textContent, "Sign in to send.");
    assert.equal(panel.box.getAttribute("aria-describedby"), reason.id);
    assert.equal(panel.box.value, "Later");
    assert.deepEqual(panel.api.ofType("send"), []);
  });

  it("edits the last question with Up in the empty box, and only there", () => {
    panel.show({}, [userTurn("q", "What about Rome?"), agentTurn("a", [])]);
    panel.type("x");
    assert.equal(panel.key("ArrowUp"), true);
    panel.type("");
    assert.equal(panel.key("ArrowUp", { shiftKey: true }), true);
    const edited = () => panel.panel.model.editing?.text;
    assert.equal(edited(), undefined);
    assert.equal(panel.key("ArrowUp"), false);
    assert.equal(edited(), "What about Rome?");
  });

  it("leaves Up to the browser when there is no question to edit", () => {
    assert.equal(panel.key("ArrowUp"), true);
  });

  it("previews exactly what is typed, and offers it only when there is something to send", () => {
    assert.equal(panel.button("Preview message")?.disabled, true);
    panel.type("Hello ");
    panel.press("Preview message");
    assert.deepEqual(panel.api.ofType("preview"), [{ type: "preview", text: "Hello " }]);
  });

  it("takes the focus when the host asks for it", () => {
    assert.notEqual(document.activeElement, panel.box);
    panel.tell("focusInput", {});
    assert.equal(document.activeElement, panel.box);
  });

  it("shows the draft of an earlier life of the view before the host answers", () => {
    const revived = new PanelPage(new FakeApi({ draft: { text: "half a thou", revision: 9 } }));
    assert.equal(revived.box.value, "half a thou");
    revived.close();
  });
});
