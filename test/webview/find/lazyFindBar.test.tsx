import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { findBar } from "../../../src/webview/find/lazyFindBar";
import { page } from "../setup/dom";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("LazyFindBar", () => {
  it("is there with the focus as soon as its script has come", async () => {
    const panel = new PanelPage();
    panel.show({}, [userTurn("u", "Hi")]);
    panel.box.focus();
    void act(() => {
      panel.box.dispatchEvent(
        new page.KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true, cancelable: true }),
      );
    });
    await act(async () => {
      await findBar();
    });
    assert.equal(document.activeElement, panel.find("[data-find-box]"));
    panel.close();
  });
});
