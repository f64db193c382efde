import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { findBar } from "../../../src/webview/find/lazyFindBar";
import { page } from "../setup/dom";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("loadFindBarWhenIdle", () => {
  it("loads the search ahead behind the first drawing, so that Ctrl+F gives it the focus at once", async () => {
    const original = globalThis.requestIdleCallback;
    const waiting: (() => void)[] = [];
    globalThis.requestIdleCallback = (callback) => waiting.push(callback as () => void);
    const panel = new PanelPage();
    try {
      panel.show({}, [userTurn("u", "Hi")]);
      await act(() => Promise.resolve());
      assert.equal(findBar.made, undefined, "not before the page is idle");
      waiting.forEach((callback) => callback());
      for (let turn = 0; turn < 50 && findBar.made === undefined; turn++) {
        await new Promise((resolve) => setTimeout(resolve));
      }
      panel.box.focus();
      void act(() => {
        panel.box.dispatchEvent(
          new page.KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true, cancelable: true }),
        );
      });
      assert.equal(document.activeElement, panel.find("[data-find-box]"));
    } finally {
      panel.close();
      globalThis.requestIdleCallback = original;
    }
  });
});
