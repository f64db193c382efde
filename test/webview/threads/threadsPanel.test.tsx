import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { threadsPanel } from "../../../src/webview/threads/lazyThreadsPanel";
import { ThreadsPage } from "../setup/threadsPage";

describe("ThreadsPanel", () => {
  before(() => threadsPanel());
  let panel: ThreadsPage;
  beforeEach(() => {
    panel = new ThreadsPage();
  });
  afterEach(() => panel.close());

  it("asks the host when it opens, says so while it waits, and tells it when it closes", () => {
    assert.deepEqual(panel.api.ofType("listThreads"), [{ type: "listThreads", query: "" }]);
    assert.equal(panel.find(".threads").getAttribute("aria-busy"), "true");
    assert.match(panel.find(".listStatus").textContent, /Loading…/);
    assert.equal(document.activeElement, panel.search);
    assert.equal(panel.find(".underneath").hasAttribute("inert"), true);
    assert.equal(panel.find("[data-live-region]").closest("[inert]"), null, "what happens there is said all the same");
    panel.keyOn(panel.search, "Escape");
    assert.equal(panel.all(".threads").length, 0);
    assert.equal(panel.api.ofType("closeThreads").length, 1);
    assert.equal(document.activeElement, panel.button("Threads"));
    assert.equal(panel.find(".underneath").hasAttribute("inert"), false);
  });

  it("opens when the host says so, and closes by its own button", () => {
    panel.press("Close threads");
    panel.tell("showThreads", {});
    assert.equal(panel.find(".threads h2").textContent, "Threads");
    assert.equal(panel.api.ofType("listThreads").length, 2);
    panel.press("Close threads");
    assert.equal(document.activeElement, panel.button("Threads"));
  });

  it("names agent, time and what goes on, and marks the thread that is shown", () => {
    panel.list({
      threads: [
        panel.thread("a", { activity: "waiting" }),
        panel.thread("b", { activity: "running" }),
        panel.thread("c"),
      ],
    });
    assert.match(panel.row("a").textContent, /Title a.*Waiting for you.*Weather Agent.*now/);
    assert.match(panel.row("b").textContent, /Responding/);
    assert.deepEqual(
      panel.all("[aria-current]").map((current) => current.closest("[data-thread]")?.getAttribute("data-thread")),
      ["b"],
    );
    assert.equal(panel.find(".threadGroup h3").textContent, "Today");
  });

  it("opens a thread and leaves the words to the message box", () => {
    panel.list();
    void act(() => panel.row("c").click());
    assert.deepEqual(panel.api.ofType("openThread"), [{ type: "openThread", threadId: "c" }]);
    assert.equal(panel.all(".threads").length, 0);
    assert.equal(document.activeElement, panel.box);
  });

  it("searches 200 ms after the last key, and not while an input method composes", () => {
    panel.list();
    panel.typeQuery("ra");
    panel.scheduler.pass(199);
    panel.typeQuery("rain");
    panel.scheduler.pass(199);
    assert.equal(panel.api.ofType("listThreads").length, 1);
    void act(() => panel.scheduler.pass(1));
    assert.deepEqual(panel.api.ofType("listThreads").at(-1), { type: "listThreads", query: "rain" });
    panel.typeQuery("雨", true);
    panel.scheduler.pass(500);
    assert.equal(panel.api.ofType("listThreads").length, 2);
    void act(() => void panel.search.dispatchEvent(new page.CompositionEvent("compositionend", { bubbles: true })));
    void act(() => panel.scheduler.pass(200));
    assert.deepEqual(panel.api.ofType("listThreads").at(-1), { type: "listThreads", query: "雨" });
  });

  it("marks what was found, in titles and in words of messages", () => {
    panel.list({
      query: "rain",
      threads: [panel.thread("a", { title: "Rain today", snippet: "it will <b>rain</b>" })],
    });
    assert.deepEqual(
      panel.all("mark").map((mark) => mark.textContent),
      ["Rain", "rain"],
    );
    assert.equal(panel.find(".threadSnippet").textContent, "it will <b>rain</b>");
  });

  it("says that there is nothing, or nothing like it", () => {
    panel.list({ threads: [] });
    assert.match(panel.find(".listStatus").textContent, /No threads yet/);
    panel.list({ threads: [], query: "snow" });
    assert.equal(panel.find(".listStatus").textContent, "No results for “snow”.");
  });

  it("tells an error in its place and tries again", () => {
    panel.list({ threads: [], error: "Couldn't reach the server." });
    assert.match(panel.find(".threads [role=alert]").textContent, /[Cc]ouldn't reach/);
    panel.press("Try again");
    assert.equal(panel.api.ofType("listThreads").length, 2);
    assert.equal(panel.all(".threads [role=alert]").length, 0);
  });

  it("fetches more rows once at a time", () => {
    panel.list({ more: true });
    panel.press("Load more");
    assert.equal(panel.button("Loading…")?.getAttribute("aria-disabled"), "true");
    panel.press("Loading…");
    assert.equal(panel.api.ofType("moreThreads").length, 1);
  });

  it("moves with the arrow keys through one Tab stop", () => {
    panel.list();
    const stops = () =>
      panel.all("[data-thread-row][tabindex='0']").map((stop) => stop.closest("li")?.dataset["thread"]);
    assert.deepEqual(stops(), ["a"]);
    panel.keyOn(panel.search, "ArrowDown");
    assert.equal(document.activeElement, panel.row("a"));
    panel.keyOn(panel.row("a"), "ArrowDown");
    assert.equal(document.activeElement, panel.row("b"));
    assert.deepEqual(stops(), ["b"]);
    panel.keyOn(panel.row("b"), "End");
    assert.equal(document.activeElement, panel.row("c"));
    panel.keyOn(panel.row("c"), "ArrowDown");
    assert.equal(document.activeElement, panel.row("c"));
    panel.keyOn(panel.row("c"), "Home");
    assert.equal(document.activeElement, panel.row("a"));
  });

  it("makes room for what is sent from the message box", () => {
    panel.type("Hello");
    panel.key("Enter");
    assert.equal(panel.api.ofType("send").length, 1);
    assert.equal(panel.all(".threads").length, 0);
  });
});
