import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ContextSuggestion } from "../../../src/shared/context";
import { PanelPage } from "../setup/panelPage";

const suggestions: readonly ContextSuggestion[] = [
  { id: "file:a", kind: "file", name: "weather.ts", detail: "src" },
  { id: "problems", kind: "problems", name: "Problems", detail: "2 errors" },
  { id: "file:b", kind: "file", name: "wind.ts", detail: "src" },
];

describe("@ completion", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
    panel.show();
  });
  afterEach(() => panel.close());

  function answer(rows: readonly ContextSuggestion[] = suggestions, request?: number): void {
    panel.tell("completions", {
      request: request ?? panel.api.ofType("complete").at(-1)?.request ?? 0,
      suggestions: rows,
    });
  }
  function options(): string[] {
    return panel.all('[role="option"]').map((row) => row.querySelector(".completionName")?.textContent ?? "");
  }
  function marked(): string | undefined {
    const id = panel.box.getAttribute("aria-activedescendant");
    return id === null ? undefined : document.getElementById(id)?.querySelector(".completionName")?.textContent;
  }
  function caret(at: number): void {
    panel.box.setSelectionRange(at, at);
  }

  it("asks the host for what is typed behind the sign, and shows the answer", () => {
    panel.type("see @we");
    const request = panel.api.ofType("complete").at(-1);
    assert.equal(request?.query, "we");
    assert.deepEqual(options(), []);
    answer();
    assert.deepEqual(options(), ["weather.ts", "Problems", "wind.ts"]);
    assert.equal(panel.find("[data-completion-count]").textContent, "3 suggestions");
  });

  it("is a text box with a controlled list for screen readers, and no more", () => {
    assert.equal(panel.box.getAttribute("aria-autocomplete"), "list");
    assert.equal(panel.box.getAttribute("aria-controls"), null);
    panel.type("@");
    answer();
    assert.equal(panel.box.getAttribute("role"), null);
    assert.equal(panel.box.getAttribute("aria-expanded"), null);
    assert.equal(
      document.getElementById(panel.box.getAttribute("aria-controls") ?? "")?.getAttribute("role"),
      "listbox",
    );
    assert.equal(marked(), "weather.ts");
    assert.deepEqual(panel.all('[aria-selected="true"]').length, 1);
  });

  it("keeps the latest answer when an older one comes late", () => {
    panel.type("@w");
    panel.type("@wi");
    const [first, second] = panel.api.ofType("complete");
    answer([suggestions[2]!], second?.request);
    answer(suggestions, first?.request);
    assert.deepEqual(options(), ["wind.ts"]);
  });

  it("shows no answer to an earlier list", () => {
    panel.type("@w");
    answer();
    panel.type("@w and @");
    assert.deepEqual(options(), []);
    assert.match(panel.find(".completionWord").textContent, /Searching/);
    answer([suggestions[1]!]);
    assert.deepEqual(options(), ["Problems"]);
    assert.equal(panel.find("[data-completion-count]").textContent, "1 suggestion");
  });

  it("moves with the keys", () => {
    panel.type("@");
    answer();
    const seen = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End", "PageUp", "PageDown"].map((key) => {
      assert.equal(panel.key(key), false, key);
      return marked();
    });
    assert.deepEqual(seen, [
      "Problems",
      "wind.ts",
      "weather.ts",
      "wind.ts",
      "weather.ts",
      "wind.ts",
      "weather.ts",
      "wind.ts",
    ]);
  });

  it("attaches with Enter and with Tab, and takes the query out of the text with one blank", () => {
    panel.type("see @we please");
    caret(7);
    void act(() => {
      panel.box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    answer();
    panel.key("ArrowDown");
    assert.equal(panel.key("Enter"), false);
    assert.deepEqual(panel.api.ofType("attach"), [{ type: "attach", id: "problems" }]);
    assert.equal(panel.box.value, "see please");
    assert.equal(panel.box.selectionStart, 4);
    assert.deepEqual(panel.api.ofType("send"), []);
    panel.type("see @");
    answer();
    assert.equal(panel.key("Tab"), false);
    assert.deepEqual(panel.api.ofType("attach").at(-1)?.id, "file:a");
    assert.equal(panel.box.value, "see ");
    assert.deepEqual(panel.api.ofType("draft").at(-1)?.draft.text, "see ");
    assert.deepEqual(options(), []);
  });

  it("attaches with the mouse, and keeps the focus in the box", () => {
    void act(() => panel.box.focus());
    panel.type("@");
    answer();
    const row = panel.all('[role="option"]')[2]!;
    const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
    assert.equal(row.dispatchEvent(down), false);
    void act(() => row.click());
    assert.deepEqual(panel.api.ofType("attach"), [{ type: "attach", id: "file:b" }]);
    assert.equal(document.activeElement, panel.box);
    assert.equal(panel.box.value, "");
  });

  it("goes on to the threads from their row, in the place of what was typed", () => {
    panel.type("see @th");
    answer([{ id: "thread", kind: "thread", name: "Thread…", detail: "" }]);
    panel.key("Enter");
    assert.equal(panel.box.value, "see @thread");
    assert.equal(panel.api.ofType("complete").at(-1)?.query, "thread");
    answer([{ id: "thread:1", kind: "thread", name: "Lisbon", detail: "Weather" }]);
    panel.key("Enter");
    assert.equal(panel.box.value, "see ");
    assert.deepEqual(panel.api.ofType("attach"), [{ type: "attach", id: "thread:1" }]);
  });

  it("closes with Escape without stopping the answer, and stays closed until another sign", () => {
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    panel.type("@w");
    answer();
    panel.key("Escape");
    panel.type("@we");
    answer();
    assert.deepEqual(options(), []);
    assert.deepEqual(panel.api.ofType("stop"), []);
    panel.key("Escape");
    assert.equal(panel.api.ofType("stop").length, 1);
    panel.type("@we @");
    answer();
    assert.equal(options().length, 3);
  });

  it("leaves the keys to an input method", () => {
    panel.type("@");
    answer();
    assert.equal(panel.key("Enter", { isComposing: true }), true);
    assert.equal(panel.key("ArrowDown", { keyCode: 229 }), true);
    assert.deepEqual(panel.api.ofType("attach"), []);
    assert.equal(marked(), "weather.ts");
  });

  it("says that nothing was found, and Enter sends", () => {
    panel.type("ask @john");
    answer([]);
    assert.equal(panel.find(".completionWord").textContent, "No results for “john”.");
    assert.equal(panel.box.getAttribute("aria-controls"), null);
    panel.key("Enter");
    assert.deepEqual(panel.api.ofType("send"), [{ type: "send", text: "ask @john" }]);
    assert.equal(panel.all(".completionWord").length, 0);
  });

  it("keeps Shift+Enter a new line and Shift+Tab a way out while the list is open", () => {
    panel.type("@");
    answer();
    assert.equal(panel.key("Enter", { shiftKey: true }), true);
    assert.equal(panel.key("Tab", { shiftKey: true }), true);
    assert.deepEqual(panel.api.ofType("attach"), []);
  });

  it("closes when the box loses the focus and when the text is sent", () => {
    void act(() => panel.box.focus());
    panel.type("@");
    answer();
    void act(() => panel.box.blur());
    assert.deepEqual(options(), []);
  });

  it("types the sign for those who press the button, with a blank before it where one is missing", () => {
    panel.type("see");
    caret(3);
    panel.press("Attach context");
    assert.equal(panel.box.value, "see @");
    assert.equal(document.activeElement, panel.box);
    answer();
    assert.equal(options().length, 3);
    panel.key("Escape");
    panel.press("Attach context");
    assert.equal(panel.box.value, "see @", "there is one already");
    answer();
    assert.equal(options().length, 3);
    assert.match(panel.button("Attach context")?.title ?? "", /Shift/);
  });

  it("counts on from an answer to an earlier life of the view", () => {
    panel.tell("completions", { request: 57, suggestions: [] });
    panel.type("@");
    answer();
    assert.equal(options().length, 3);
  });
});
