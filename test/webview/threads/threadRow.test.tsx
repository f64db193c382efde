import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { threadsPanel } from "../../../src/webview/threads/lazyThreadsPanel";
import { ThreadsPage } from "../setup/threadsPage";

describe("Renaming a thread", () => {
  before(() => threadsPanel());
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

describe("Dragging a thread", () => {
  before(() => threadsPanel());

  it("carries the thread of the owner who is there, for VS Code's editor area", () => {
    const panel = new ThreadsPage();
    panel.list();
    const carried = new Map<string, string>();
    const drag = new Event("dragstart", { bubbles: true });
    Object.assign(drag, { dataTransfer: { setData: (type: string, data: string) => carried.set(type, data) } });
    assert.equal((panel.row("b") as HTMLElement).draggable, true);
    panel.row("b").dispatchEvent(drag);
    assert.deepEqual([...carried.keys()], ["CodeEditors"]);
    assert.match(carried.get("CodeEditors") ?? "", /"path":"\/[^/]+\/b"/);
    panel.close();
  });
});

describe("A thread in which something came unseen", () => {
  before(() => threadsPanel());

  it("says so before its title, and looks different", () => {
    const panel = new ThreadsPage();
    panel.list({ threads: [panel.thread("a", { unread: true }), panel.thread("c")] });
    assert.match(panel.row("a").textContent, /^Unread Title a/);
    assert.ok(panel.find(".threadItem.unread").contains(panel.row("a")));
    assert.match(panel.row("c").textContent, /^Title c/);
    panel.close();
  });
});

describe("Deleting a thread", () => {
  before(() => threadsPanel());
  let panel: ThreadsPage;
  beforeEach(() => {
    panel = new ThreadsPage();
    panel.list();
  });
  afterEach(() => panel.close());

  it("takes the row away at once, and goes on with the next row", () => {
    panel.row("b").focus();
    panel.keyOn(panel.row("b"), "Delete");
    assert.deepEqual(panel.api.ofType("deleteThread"), [{ type: "deleteThread", threadId: "b" }]);
    assert.deepEqual(panel.titles, ["Title a", "Title c"]);
    assert.equal(document.activeElement, panel.row("c"));
  });

  it("goes to the row before when it was the last, and to the search when it was the only one", () => {
    panel.press("Delete Title c");
    assert.equal(document.activeElement, panel.row("b"));
    panel.press("Delete Title b");
    panel.press("Delete Title a");
    assert.equal(document.activeElement, panel.search);
  });

  it("keeps the list open when the thread that was shown is the one deleted", () => {
    panel.press("Delete Title b");
    panel.show({}, [], "new");
    assert.equal(panel.all(".threads").length, 1);
    assert.equal(document.activeElement, panel.row("c"));
  });
});
