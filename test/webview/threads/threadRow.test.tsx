import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { ThreadsPage } from "../setup/threadsPage";

describe("Renaming a thread", () => {
  let panel: ThreadsPage;
  afterEach(() => panel.close());
  const box = () => panel.find(".threadTitleBox") as HTMLInputElement;
  beforeEach(() => {
    panel = new ThreadsPage();
    panel.list();
    panel.row("b").focus();
    panel.keyOn(panel.row("b"), "F2");
  });

  it("saves by Enter, shows it at once, and gives the focus back to the row", () => {
    assert.equal(box().value, "Title b");
    assert.equal(document.activeElement, box());
    box().value = "  Better ";
    panel.keyOn(box(), "Enter");
    assert.deepEqual(panel.api.ofType("renameThread"), [{ type: "renameThread", threadId: "b", title: "Better" }]);
    assert.deepEqual(panel.titles, ["Title a", "Better", "Title c"]);
    assert.equal(document.activeElement, panel.row("b"));
  });

  it("drops the change by Escape, and the list stays open", () => {
    box().value = "Worse";
    panel.keyOn(box(), "Escape");
    assert.deepEqual(panel.api.ofType("renameThread"), []);
    assert.deepEqual(panel.titles, ["Title a", "Title b", "Title c"]);
    assert.equal(document.activeElement, panel.row("b"));
  });

  it("saves when the box is left, once", () => {
    box().value = "Elsewhere";
    void act(() => panel.search.focus());
    assert.deepEqual(panel.api.ofType("renameThread"), [{ type: "renameThread", threadId: "b", title: "Elsewhere" }]);
    assert.equal(document.activeElement, panel.search);
  });

  it("keeps its keys: Delete deletes a letter, Enter of an input method picks a word", () => {
    panel.keyOn(box(), "Delete");
    panel.keyOn(box(), "ArrowDown");
    panel.keyOn(box(), "Enter", { isComposing: true });
    assert.equal(document.activeElement, box());
    assert.deepEqual(panel.api.ofType("deleteThread"), []);
  });

  it("does not take an empty title", () => {
    box().value = "   ";
    panel.keyOn(box(), "Enter");
    assert.deepEqual(panel.api.ofType("renameThread"), []);
  });
});

describe("Deleting a thread", () => {
  let panel: ThreadsPage;
  beforeEach(() => {
    panel = new ThreadsPage();
    panel.list();
  });
  afterEach(() => panel.close());

  it("takes the row away at once, says so, and goes on with the next row", () => {
    panel.row("b").focus();
    panel.keyOn(panel.row("b"), "Delete");
    assert.deepEqual(panel.api.ofType("deleteThread"), [{ type: "deleteThread", threadId: "b" }]);
    assert.deepEqual(panel.titles, ["Title a", "Title c"]);
    assert.equal(document.activeElement, panel.row("c"));
    assert.equal(panel.find(".undoBar [role=status]").textContent, "Deleted “Title b”.");
  });

  it("goes to the row before when it was the last, and to the search when it was the only one", () => {
    panel.press("Delete Title c");
    assert.equal(document.activeElement, panel.row("b"));
    panel.press("Delete Title b");
    panel.press("Delete Title a");
    assert.equal(document.activeElement, panel.search);
  });

  it("brings the thread back, and the focus to it when its row comes", () => {
    panel.press("Delete Title b");
    panel.button("Undo")?.focus();
    panel.press("Undo");
    assert.deepEqual(panel.api.ofType("undoDelete"), [{ type: "undoDelete", threadId: "b" }]);
    assert.equal(panel.button("Undo"), undefined);
    panel.list();
    assert.equal(document.activeElement, panel.row("b"));
  });

  it("keeps the list open when the thread that was shown is the one deleted", () => {
    panel.press("Delete Title b");
    panel.show({}, [], "new");
    assert.equal(panel.all(".threads").length, 1);
    assert.equal(document.activeElement, panel.row("c"));
  });
});
