import "../setup/dom";
import assert from "node:assert/strict";
import { helpCard } from "../../../src/webview/composer/composer";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("slash commands", () => {
  let panel: PanelPage;
  before(() => helpCard());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show();
  });
  afterEach(() => panel.close());

  function options(): string[] {
    return panel.all('[role="option"] .completionName').map((name) => name.textContent);
  }
  /** Types a text and presses Enter with the list closed. */
  function enter(text: string): void {
    panel.type(text);
    panel.key("Escape");
    panel.key("Enter");
  }

  it("offers the commands with what they do, and asks for saved prompts once", () => {
    panel.type("/");
    panel.type("/e");
    assert.equal(panel.api.ofType("listPrompts").length, 1);
    assert.deepEqual(options(), ["/export", "/new", "/agent", "/clear", "/delete", "/help"]);
    panel.type("/c");
    assert.deepEqual(options(), ["/clear"]);
    assert.equal(panel.find(".completionDetail").textContent, "Start a new thread, as /new does");
  });

  it("runs the marked command with Enter and clears the box first", () => {
    panel.type("/ne");
    panel.key("Enter");
    assert.equal(panel.box.value, "");
    assert.deepEqual(
      panel.api.sent.slice(-2).map(({ type }) => type),
      ["draft", "newThread"],
    );
    assert.deepEqual(panel.api.ofType("send"), []);
  });

  it("runs a command that is complete with the list closed", () => {
    enter("/clear");
    enter("/export json");
    enter("/agent deploy agent");
    assert.equal(panel.api.ofType("newThread").length, 1);
    assert.deepEqual(panel.api.ofType("deleteThread"), []);
    assert.deepEqual(panel.api.ofType("exportThread"), [{ type: "exportThread", format: "json" }]);
    assert.deepEqual(panel.api.ofType("selectAgent"), [{ type: "selectAgent", agentId: "deployAgent" }]);
    assert.equal(panel.box.value, "");
  });

  it("only completes with Tab", () => {
    panel.type("/cl");
    panel.key("Tab");
    assert.equal(panel.box.value, "/clear");
    assert.deepEqual(panel.api.ofType("newThread"), []);
    assert.deepEqual(options(), []);
    panel.key("Enter");
    assert.equal(panel.api.ofType("newThread").length, 1);
  });

  it("deletes the shown thread by its own command alone, and says that an empty one is none", () => {
    panel.show({}, [userTurn("u", "Hi")], "trip");
    enter("/delete");
    assert.deepEqual(panel.api.ofType("deleteThread"), [{ type: "deleteThread", threadId: "trip" }]);
    assert.equal(panel.box.value, "");
    panel.show({}, [], "new");
    enter("/delete");
    assert.equal(panel.api.ofType("deleteThread").length, 1);
    assert.match(panel.find('.problemBar [role="alert"]').textContent, /empty, so there is nothing to delete/);
  });

  it("goes on to the agents' names, and selects the chosen one", () => {
    panel.type("/ag");
    panel.key("Enter");
    assert.equal(panel.box.value, "/agent ");
    assert.deepEqual(options(), ["Weather Agent", "Deploy Agent"]);
    panel.key("ArrowDown");
    panel.key("Enter");
    assert.deepEqual(panel.api.ofType("selectAgent"), [{ type: "selectAgent", agentId: "deployAgent" }]);
    assert.equal(panel.box.value, "");
  });

  it("goes on to the formats of an export", () => {
    panel.type("/export ");
    assert.deepEqual(options(), ["markdown", "json"]);
    panel.key("Enter");
    assert.deepEqual(panel.api.ofType("exportThread"), [{ type: "exportThread", format: "markdown" }]);
  });

  it("keeps a command whose argument is none, says why, and lets the sentence be put away", () => {
    enter("/agent nobody");
    assert.equal(panel.box.value, "/agent nobody");
    assert.match(panel.find('[role="alert"]').textContent, /no agent “nobody”/);
    assert.deepEqual(panel.api.ofType("send"), []);
    panel.press("Dismiss");
    assert.equal(panel.all('[role="alert"]').length, 0);
    assert.equal(document.activeElement, panel.box);
  });

  it("fills the box with a saved prompt, and does not send it", () => {
    panel.type("/");
    panel.tell("prompts", {
      prompts: [{ name: "review", description: "Careful", text: "Review:\n- all", source: "Settings" }],
    });
    panel.type("/rev");
    assert.deepEqual(options(), ["/review"]);
    panel.key("Enter");
    assert.equal(panel.box.value, "Review:\n- all");
    assert.equal(panel.box.selectionStart, panel.box.value.length);
    assert.deepEqual(panel.api.ofType("send"), []);
    assert.equal(panel.api.ofType("draft").at(-1)?.draft.text, "Review:\n- all");
  });

  it("sends an unknown word as it is, and one behind two slashes with one", () => {
    enter("/etc is what?");
    enter("//help");
    assert.deepEqual(
      panel.api.ofType("send").map(({ text }) => text),
      ["/etc is what?", "/help"],
    );
    assert.equal(panel.box.value, "");
  });

  it("keeps a text with two slashes whole while it cannot be sent", () => {
    panel.show({ connection: "failed" });
    enter("//help");
    assert.equal(panel.box.value, "//help");
  });

  it("does nothing to a conversation that is not connected, but helps", () => {
    panel.show({ connection: "signedOut" });
    panel.type("/");
    assert.deepEqual(options(), ["/help"]);
    enter("/clear");
    assert.deepEqual(panel.api.ofType("newThread"), []);
    assert.equal(panel.box.value, "/clear");
  });

  it("opens the help above the box; Escape closes it before it stops the answer", () => {
    panel.show({ busy: true });
    panel.type("/help");
    panel.key("Enter");
    assert.equal(panel.box.value, "");
    const card = panel.find(".helpCard");
    const heading = document.getElementById(card.getAttribute("aria-labelledby") ?? "");
    assert.equal(heading?.textContent, "Commands and keyboard shortcuts");
    assert.equal(heading.tagName, "H2");
    assert.match(card.textContent, /\/export markdown or json/);
    assert.match(panel.find("[data-completion-count]").textContent, /shown above/);
    panel.key("Escape");
    assert.equal(panel.all(".helpCard").length, 0);
    assert.deepEqual(panel.api.ofType("stop"), []);
    panel.key("Escape");
    assert.equal(panel.api.ofType("stop").length, 1);
  });

  it("closes the help with its button and gives the focus back", () => {
    enter("/help");
    panel.press("Close help");
    assert.equal(panel.all(".helpCard").length, 0);
    assert.equal(document.activeElement, panel.box);
  });
});
