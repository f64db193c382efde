import "../../setup/dom";
import assert from "node:assert/strict";
import { PanelPage } from "../../setup/panelPage";

describe("queue", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({ busy: true });
  });
  afterEach(() => panel.close());

  it("shows the messages that wait in their order, and says when one was added", () => {
    const queue = [
      { id: "1", text: "And London?" },
      { id: "2", text: "Thanks\n\nfor all" },
    ];
    panel.tell("state", { state: { ...panel.panel.model.state, queue } });
    assert.deepEqual(
      panel.all(".queuedText").map((row) => row.textContent),
      ["Queued: And London?", "Queued: Thanks for all"],
    );
    assert.match(panel.find("[data-composer-news]").textContent, /Queued: And London\?/);
    assert.equal(panel.find(".queue").getAttribute("aria-label"), "Queued messages");
  });

  it("removes one by name", () => {
    panel.tell("state", { state: { ...panel.panel.model.state, queue: [{ id: "1", text: "And London?" }] } });
    panel.press("Remove queued message “And London?”");
    assert.deepEqual(panel.api.ofType("removeQueued"), [{ type: "removeQueued", id: "1" }]);
  });

  it("draws only the beginning of a message of 5 MB", () => {
    const queue = [{ id: "1", text: "word ".repeat(1_000_000) }];
    panel.tell("state", { state: { ...panel.panel.model.state, queue } });
    assert.ok(panel.find(".queue").outerHTML.length < 2000);
  });
});
