import assert from "node:assert/strict";
import { userTurn, viewState } from "../setup/fakes";
import { threadsPanel } from "../../../src/webview/threads/lazyThreadsPanel";
import { ThreadsPage } from "../setup/threadsPage";

describe("UndoBar", () => {
  before(() => threadsPanel());
  let panel: ThreadsPage;
  const deleted = { id: "a", title: "Title a" };
  beforeEach(() => {
    panel = new ThreadsPage();
    panel.list();
  });
  afterEach(() => panel.close());

  it("stands above the message box, whatever has deleted the thread, and is heard", () => {
    panel.press("Close threads");
    const status = panel.find(".undoBar [role=status]");
    assert.equal(status.textContent, "");
    panel.tell("state", { state: viewState({ deleted }) });
    assert.equal(panel.find(".undoBar [role=status]"), status, "a status that is new on the page is not heard");
    assert.equal(status.textContent, "Deleted “Title a”.");
    assert.equal(panel.find(".undoBar + .composer").tagName, "FOOTER");
    assert.equal(panel.button("Undo")?.tabIndex, 0);
  });

  it("goes when the thread cannot be brought back any more", () => {
    panel.tell("state", { state: viewState({ deleted }) });
    panel.button("Undo")?.focus();
    panel.tell("state", { state: viewState() });
    assert.equal(panel.button("Undo"), undefined);
    assert.equal(document.activeElement, panel.search, "the focus stays in the panel");
  });

  it("brings a thread back once, and the keyboard to the message box", () => {
    panel.press("Close threads");
    panel.tell("state", { state: viewState({ deleted }) });
    panel.button("Undo")?.focus();
    panel.press("Undo");
    assert.deepEqual(panel.api.ofType("undoDelete"), [{ type: "undoDelete", threadId: "a" }]);
    assert.equal(panel.button("Undo"), undefined);
    assert.equal(document.activeElement, panel.box);
  });

  it("in the list moves on to the next row, and back to the row that is there again", () => {
    panel.row("a").focus();
    panel.keyOn(panel.row("a"), "Delete");
    assert.deepEqual(panel.api.ofType("deleteThread"), [{ type: "deleteThread", threadId: "a" }]);
    assert.deepEqual(panel.titles, ["Title b", "Title c"]);
    assert.equal(document.activeElement, panel.row("b"));
    panel.tell("state", { state: viewState({ deleted }) });
    panel.button("Undo")?.focus();
    panel.press("Undo");
    panel.tell("state", { state: viewState() });
    panel.list();
    assert.equal(document.activeElement, panel.row("a"));
  });

  it("is not kept for another person", () => {
    panel.tell("state", { state: viewState({ deleted }) });
    panel.tell("snapshot", {
      owner: "bob",
      state: viewState(),
      transcript: { threadId: "theirs", turns: [userTurn("u", "Hi")] },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    assert.equal(panel.button("Undo"), undefined);
  });
});
