import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { QueuedMessage } from "../../../src/shared/protocol";
import { queueList } from "../../../src/webview/composer/composer";
import { PanelPage } from "../setup/panelPage";

describe("queue", () => {
  let panel: PanelPage;
  before(() => queueList());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({ busy: true });
  });
  afterEach(() => panel.close());

  const two: readonly QueuedMessage[] = [
    { id: "1", text: "And London?", now: "possible" },
    { id: "2", text: "Thanks\n\nfor all" },
  ];

  const show = (queue: readonly QueuedMessage[], cannotSteer = false): void =>
    panel.tell("state", {
      state: { ...panel.panel.model.state, queue, ...(cannotSteer ? { cannotSteer: true as const } : {}) },
    });

  const key = (target: Element, name: string, altKey = false): void =>
    void act(() => {
      target.dispatchEvent(new page.KeyboardEvent("keydown", { key: name, altKey, bubbles: true }));
    });

  it("shows the messages that wait in their order, and says when one was added", () => {
    show(two);
    assert.deepEqual(
      panel.all(".queuedText").map((row) => row.textContent),
      ["Queued: And London?", "Queued: Thanks for all"],
    );
    assert.match(panel.find("[data-composer-news]").textContent, /Queued: And London\?/);
    assert.equal(panel.find(".queue").getAttribute("aria-label"), "Queued messages");
  });

  it("removes one by name", () => {
    show(two);
    panel.press("Remove queued message “And London?”");
    assert.deepEqual(panel.api.ofType("removeQueued"), [{ type: "removeQueued", id: "1" }]);
  });

  it("draws only the beginning of a message of 5 MB", () => {
    show([{ id: "1", text: "word ".repeat(1_000_000) }]);
    assert.ok(panel.find(".queue").outerHTML.length < 3000);
  });

  it("sends one into the response, where it can go there, and says that it is on its way", () => {
    show(two);
    assert.equal(panel.button("Send “Thanks for all” now"), undefined);
    panel.press("Send “And London?” now");
    assert.deepEqual(panel.api.ofType("sendQueuedNow"), [{ type: "sendQueuedNow", id: "1" }]);
    show([{ id: "1", text: "And London?", now: "sending" }]);
    assert.equal(panel.find(".queuedText").textContent, "Sending now: And London?");
    assert.equal(panel.button("Remove queued message “And London?”"), undefined);
  });

  it("says in the button's description that a server takes nothing during a response", () => {
    show(two, true);
    const button = panel.button("Send “And London?” now");
    assert.equal(button?.getAttribute("aria-disabled"), "true");
    assert.match(button.title, /doesn't accept messages during a response/);
    panel.press("Send “And London?” now");
    assert.deepEqual(panel.api.ofType("sendQueuedNow"), []);
  });

  it("moves one, by button and by key", () => {
    show(two);
    panel.press("Move “Thanks for all” up");
    key(panel.all(".queued")[0]!, "ArrowDown", true);
    key(panel.all(".queued")[0]!, "ArrowDown");
    assert.deepEqual(panel.api.ofType("moveQueued"), [
      { type: "moveQueued", id: "2", by: -1 },
      { type: "moveQueued", id: "1", by: 1 },
    ]);
  });

  it("changes one in its place; Escape leaves it as it was", () => {
    show(two);
    const edit = (text: string, end: string): void => {
      panel.press("Edit queued message “And London?”");
      const box = panel.find(".queued textarea") as HTMLTextAreaElement;
      assert.equal(box.value, "And London?");
      void act(() => {
        box.value = text;
        box.dispatchEvent(new page.Event("input", { bubbles: true }));
      });
      key(panel.find(".queued textarea"), end);
      assert.equal(panel.all(".queued textarea").length, 0);
    };
    edit("And Paris?", "Escape");
    assert.deepEqual(panel.api.ofType("editQueued"), []);
    edit("And Rome?", "Enter");
    assert.deepEqual(panel.api.ofType("editQueued"), [{ type: "editQueued", id: "1", text: "And Rome?" }]);
  });

  for (const [what, left] of [
    ["is sent, as the last", []],
    ["is sent, before others", [two[1]!]],
    ["goes into the response", [{ ...two[0]!, now: "sending" as const }, two[1]!]],
  ] as const) {
    it(`keeps what was typed when the message ${what} meanwhile`, () => {
      show(two);
      panel.press("Edit queued message “And London?”");
      const box = panel.find(".queued textarea") as HTMLTextAreaElement;
      void act(() => {
        box.value = "And Rome?";
        box.dispatchEvent(new page.Event("input", { bubbles: true }));
      });
      void act(() => show(left));
      assert.deepEqual(panel.api.ofType("editQueued"), [{ type: "editQueued", id: "1", text: "And Rome?" }]);
    });
  }
});
