import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { findBar } from "../../../src/webview/find/lazyFindBar";
import type { Turn } from "../../../src/shared/transcript";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn, viewState } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("FindBar", () => {
  before(() => findBar());
  let panel: PanelPage;
  const many = Array.from({ length: 300 }, (_, index) =>
    userTurn(`${index}`, index === 5 ? "A needle" : `Hay ${index}`),
  );
  const box = () => panel.find("[data-find-box]") as HTMLInputElement;
  const count = () => panel.find(".findCount").textContent;
  const type = (text: string) =>
    void act(() => {
      box().value = text;
      box().dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const key = (name: string, init: KeyboardEventInit = {}, target: Element = document.activeElement ?? document.body) =>
    void act(() => {
      target.dispatchEvent(new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }));
    });
  /** Lets frames pass until something is there. Not in `act`, which would hold drawing back until the end. */
  const appears = async <T,>(look: () => T | undefined): Promise<T> => {
    for (let found = look(); ; found = look()) {
      if (found !== undefined) {
        return found;
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  /** The turn that is marked where ranges cannot be painted, as in jsdom. */
  const marked = () => panel.all("article.found").map((article) => article.dataset["turn"]);
  const open = (turns: readonly Turn[], earlier = false) => {
    panel.tell("snapshot", {
      owner: "ada",
      state: viewState({ loadingEarlier: false }),
      transcript: { threadId: "thread", turns, ...(earlier && { earlier }) },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    panel.box.focus();
    key("f", { ctrlKey: true });
  };
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  it("opens by Ctrl+F with the focus, counts, steps around, and gives the focus back", () => {
    open([userTurn("u1", "Rain?"), agentTurn("a1", [textPart("Rain and rain.")]), userTurn("u2", "No rain")]);
    assert.equal(document.activeElement, box());
    type("rain");
    assert.equal(count(), "1 of 4");
    key("Enter");
    assert.equal(count(), "2 of 4");
    key("Enter", { shiftKey: true });
    key("Enter", { shiftKey: true });
    assert.equal(count(), "4 of 4");
    key("F3");
    assert.equal(count(), "1 of 4");
    panel.press("Next match");
    panel.press("Previous match");
    assert.equal(count(), "1 of 4");
    assert.equal(panel.find(".findCount").getAttribute("role"), "status");
    key("Escape");
    assert.equal(panel.all(".findBar").length, 0);
    assert.equal(document.activeElement, panel.box);
  });

  it("heeds letter case when asked", () => {
    open([userTurn("u1", "Rain, rain")]);
    type("rain");
    assert.equal(count(), "1 of 2");
    panel.press("Match case");
    assert.equal(panel.button("Match case")?.getAttribute("aria-pressed"), "true");
    assert.equal(count(), "1 of 1");
  });

  it("says that there is nothing, and its buttons rest", () => {
    open([userTurn("u1", "Rain")]);
    assert.equal(count(), "");
    type("snow");
    assert.equal(count(), "No results");
    panel.press("Next match");
    assert.equal(panel.button("Next match")?.getAttribute("aria-disabled"), "true");
  });

  it("finds what is not drawn, draws it with its neighbours, and comes back to the end", () => {
    open(many);
    assert.equal(panel.all("[data-turn='5']").length, 0);
    type("needle");
    assert.equal(count(), "1 of 1");
    assert.equal(panel.all("[data-turn='5']").length, 1);
    assert.deepEqual(marked(), ["5"]);
    assert.ok(panel.all("article").length <= 200, "not all of the 300");
    panel.press("Jump to latest");
    assert.equal(panel.all("[data-turn='299']").length, 1);
    assert.equal(panel.all("article").length, 50);
  });

  it("has the host fetch all earlier turns, and says that the count may grow", () => {
    open([userTurn("u1", "Rain")], true);
    assert.deepEqual(panel.api.ofType("loadEarlier"), [{ type: "loadEarlier", all: true }]);
    panel.tell("state", { state: viewState({ loadingEarlier: true }) });
    type("rain");
    assert.equal(count(), "1 of 1…");
    panel.tell("patches", {
      threadId: "thread",
      patches: [{ op: "earlier", turns: [userTurn("x", "Old rain")], earlier: false }],
    });
    panel.frame();
    assert.equal(count(), "2 of 2", "the match stays the same one");
  });

  it("goes to what comes only after the words were typed", () => {
    open([userTurn("u1", "Rain")], true);
    panel.tell("state", { state: viewState({ loadingEarlier: true }) });
    type("snow");
    assert.equal(count(), "…");
    const turns = [userTurn("x", "Old snow")];
    panel.tell("patches", { threadId: "thread", patches: [{ op: "earlier", turns, earlier: false }] });
    panel.frame();
    assert.equal(count(), "1 of 1");
  });

  it("opens the fold that a match is in", async () => {
    const call = {
      kind: "tool",
      id: "c",
      toolName: "getWeather",
      status: "done",
      argsText: "{}",
      result: { sky: { now: "grey" } },
    };
    open([userTurn("u1", "Sky?"), agentTurn("a1", [call as never, textPart("Look up.")])]);
    assert.doesNotMatch(panel.find("[data-turn=a1] details").textContent, /grey.*grey/);
    type("grey");
    assert.equal(count(), "1 of 1");
    const value = await appears(() =>
      panel.all("[data-turn=a1] details[open] *").find((element) => element.textContent.replaceAll('"', "") === "grey"),
    );
    assert.equal(value.closest("details:not([open])"), null);
  });

  it("follows an answer that is being written", () => {
    open([userTurn("u1", "Rain?"), agentTurn("a1", [textPart("")], { state: "streaming" })]);
    type("rain");
    for (const text of ["More r", "ain, and ", "rain"]) {
      panel.tell("patches", { threadId: "thread", patches: [{ op: "append", turnId: "a1", part: 0, text }] });
      panel.frame();
    }
    assert.equal(count(), "1 of 3");
  });

  it("takes its marks away when it closes, and closes with its thread", () => {
    open([userTurn("u1", "Rain")]);
    type("rain");
    assert.deepEqual(marked(), ["u1"]);
    panel.press("Close find");
    assert.deepEqual(marked(), []);
    key("f", { metaKey: true });
    assert.equal(panel.all(".findBar").length, 1);
    panel.show({}, [userTurn("u9", "Rain")], "another");
    assert.equal(panel.all(".findBar").length, 0);
  });

  it("opens when the host says so", () => {
    panel.show({}, [userTurn("u1", "Rain")]);
    panel.tell("showFind", {});
    assert.equal(document.activeElement, box());
  });
});
