import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ContextItem } from "../../../src/shared/context";
import { PanelPage } from "../setup/panelPage";

const file: ContextItem = {
  id: "f",
  kind: "file",
  name: "weather.ts",
  detail: "lines 3–20",
  bytes: 1234,
  openable: true,
};
const picture: ContextItem = {
  id: "i",
  kind: "image",
  name: "map.png",
  detail: "",
  bytes: 90_000,
  openable: false,
  preview: "data:image/png;base64,iVBORw0KGgo=",
};

describe("chips", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  function show(...context: ContextItem[]): void {
    panel.show({ context });
  }

  it("show name, detail and size, and open what they name", () => {
    show(file);
    const open = panel.find("button.chipBody");
    assert.equal(open.getAttribute("aria-label"), "Open weather.ts, lines 3–20, 1.2 KB");
    assert.equal(open.textContent, "weather.tslines 3–201.2 KB");
    void act(() => open.click());
    assert.deepEqual(panel.api.ofType("openContext"), [{ type: "openContext", id: "f" }]);
  });

  it("come with a button for the file in front in the editor, which alone attaches it", () => {
    panel.show({ currentFile: { id: "c", kind: "file", name: "main.ts", detail: "src/main.ts" } });
    const button = panel.find("button.currentFile");
    assert.equal(button.getAttribute("aria-label"), "Attach the current file, main.ts");
    panel.type("What is this?");
    panel.press("Send");
    assert.deepEqual(panel.api.ofType("attach"), []);
    void act(() => button.click());
    assert.deepEqual(panel.api.ofType("attach"), [{ type: "attach", id: "c" }]);
    panel.show({});
    assert.equal(panel.all("button.currentFile").length, 0);
  });

  it("are removed one by one", () => {
    show(file, picture);
    panel.press("Remove map.png");
    assert.deepEqual(panel.api.ofType("removeContext"), [{ type: "removeContext", id: "i" }]);
  });

  it("draw a picture, and offer no opening where nothing can be opened", () => {
    show(picture);
    assert.equal(panel.find("img").getAttribute("src"), picture.preview);
    assert.equal(panel.all("button.chipBody").length, 0);
  });

  it("draw an icon for a preview that is no known picture, and for one that is broken", () => {
    for (const preview of ["data:image/svg+xml;base64,AA==", "https://tracker.test/x.png", "javascript:alert(1)", ""]) {
      show({ ...picture, preview });
      assert.equal(panel.all("img").length, 0, preview);
    }
    show(picture);
    void act(() => {
      panel.find("img").dispatchEvent(new Event("error"));
    });
    assert.equal(panel.all("img").length, 0);
    assert.equal(panel.all(".chip .icon").length, 2);
  });

  it("lose the last one to Backspace in the empty box, but not to a key that is held", () => {
    show(file, picture);
    panel.type("x");
    panel.key("Backspace");
    panel.type("");
    void act(() => {
      panel.box.dispatchEvent(new KeyboardEvent("keydown", { key: "Backspace", repeat: true, bubbles: true }));
    });
    assert.deepEqual(panel.api.ofType("removeContext"), []);
    panel.key("Backspace");
    assert.deepEqual(panel.api.ofType("removeContext"), [{ type: "removeContext", id: "i" }]);
  });

  it("are told to a screen reader when they come and go", () => {
    show(file);
    panel.tell("state", { state: { ...panel.panel.model.state, context: [file, picture] } });
    panel.tell("state", { state: { ...panel.panel.model.state, context: [file] } });
    assert.equal(panel.find("[data-composer-news]").textContent, "Attached map.pngRemoved map.png");
  });

  it("can be previewed without a word typed", () => {
    show(file);
    panel.press("Preview message");
    assert.deepEqual(panel.api.ofType("preview"), [{ type: "preview", text: "" }]);
  });
});
