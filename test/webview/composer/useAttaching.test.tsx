import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { userTurn, viewState } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

/** A transfer as a browser hands it out; jsdom has none. */
interface Transfer {
  readonly data?: Readonly<Record<string, string>>;
  readonly files?: readonly File[];
}

describe("drop and paste", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
    panel.show();
  });
  afterEach(() => panel.close());

  function file(name: string, content: string | Uint8Array<ArrayBuffer>, type = ""): File {
    return new page.File([content], name, { type });
  }
  /** Fires an event that carries a transfer; returns whether the browser would still act on it. */
  function fire(target: EventTarget, type: string, { data = {}, files = [] }: Transfer, more: object = {}): boolean {
    const transfer = {
      types: [...Object.keys(data), ...(files.length > 0 ? ["Files"] : [])],
      files,
      getData: (format: string) => data[format] ?? "",
    };
    const event = new page.Event(type, { bubbles: true, cancelable: true });
    Object.assign(event, {
      dataTransfer: transfer,
      clipboardData: transfer,
      shiftKey: false,
      relatedTarget: null,
      ...more,
    });
    let untouched = true;
    void act(() => {
      untouched = target.dispatchEvent(event);
    });
    return untouched;
  }
  function zone(): string | undefined {
    return panel.all(".dropZone")[0]?.textContent;
  }
  /** Waits for the files to be read. */
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await act(() => new Promise<void>((resolve) => setTimeout(resolve, 1)));
    }
  }

  it("shows a zone while something is dragged, and the hint about Shift without Shift", () => {
    const data = { "text/uri-list": "" };
    assert.equal(fire(page, "dragenter", { data }), false);
    assert.equal(zone(), "Hold Shift to drop");
    fire(page, "dragover", { data }, { shiftKey: true });
    assert.equal(zone(), "Drop to attach to the message");
    fire(page, "dragleave", { data });
    assert.equal(zone(), undefined);
  });

  it("keeps the hint when VS Code takes the drag away, until the drag ends", () => {
    const data = { resourceurls: "[]" };
    fire(page, "dragenter", { data });
    fire(page, "dragleave", { data });
    assert.equal(zone(), "Hold Shift to drop");
    fire(page, "dragend", {});
    assert.equal(zone(), undefined);
  });

  it("leaves a text that is dragged within the panel to the browser", () => {
    const data = { "text/plain": "hello" };
    assert.equal(fire(panel.box, "dragover", { data }), true);
    assert.equal(fire(panel.box, "drop", { data }), true);
    assert.equal(zone(), undefined);
  });

  it("attaches what VS Code drags, and keeps what was typed", () => {
    panel.type("Explain");
    const data = { "application/vnd.code.uri-list": "vscode-remote://wsl%2Bubuntu/home/a.ts" };
    assert.equal(fire(panel.find("main"), "drop", { data }), false);
    assert.deepEqual(panel.api.ofType("attachUris"), [
      { type: "attachUris", uris: ["vscode-remote://wsl%2Bubuntu/home/a.ts"] },
    ]);
    assert.equal(panel.box.value, "Explain");
    assert.equal(document.activeElement, panel.box);
  });

  it("reads files of the system", async () => {
    fire(page, "drop", { files: [file("a.txt", "hi", "text/plain"), file("empty.bin", "")] });
    await until(() => panel.api.ofType("attachData").length === 2);
    assert.deepEqual(panel.api.ofType("attachData"), [
      { type: "attachData", name: "a.txt", mediaType: "text/plain", base64: "aGk=" },
      { type: "attachData", name: "empty.bin", mediaType: "", base64: "" },
    ]);
    assert.equal(panel.all('[role="alert"]').length, 0);
  });

  it("refuses a file of more than 5 MB with a sentence, and takes the others", async () => {
    const big = file("big.bin", new Uint8Array(5_000_001));
    fire(page, "drop", { files: [big, file("a.txt", "hi")] });
    await until(() => panel.all('[role="alert"]').length > 0);
    assert.equal(
      panel.find('[role="alert"]').textContent,
      "Couldn't attach “big.bin” (5.1 MB). The limit is 5 MB. Attach a smaller file.",
    );
    assert.deepEqual(
      panel.api.ofType("attachData").map(({ name }) => name),
      ["a.txt"],
    );
  });

  it("reads the first of very many files, and says so", async () => {
    const files = Array.from({ length: 30 }, (_, index) => file(`${index}.txt`, "x"));
    fire(page, "drop", { files });
    await until(() => panel.all('[role="alert"]').length > 0);
    assert.equal(panel.api.ofType("attachData").length, 20);
    assert.match(panel.find('[role="alert"]').textContent, /first 20 files/);
  });

  it("says that a folder cannot be read", async () => {
    // What a browser gives for a dropped folder: a file whose reading fails.
    const folder = file("src", "");
    const RealReader = globalThis.FileReader;
    globalThis.FileReader = class extends RealReader {
      override readAsDataURL(): void {
        queueMicrotask(() => this.dispatchEvent(new page.ProgressEvent("error")));
      }
    };
    try {
      fire(page, "drop", { files: [folder] });
      await until(() => panel.all('[role="alert"]').length > 0);
    } finally {
      globalThis.FileReader = RealReader;
    }
    assert.match(panel.find('[role="alert"]').textContent, /Couldn't read “src”/);
    assert.deepEqual(panel.api.ofType("attachData"), []);
  });

  it("attaches a pasted picture", async () => {
    const picture = file("image.png", new Uint8Array([137, 80, 78, 71]), "image/png");
    assert.equal(fire(panel.box, "paste", { files: [picture], data: { "text/html": "<img>" } }), false);
    await until(() => panel.api.ofType("attachData").length === 1);
    assert.equal(panel.api.ofType("attachData")[0]?.base64, "iVBORw==");
  });

  it("attaches a picture that is pasted into a message being edited, and says that it goes along", async () => {
    panel.show({}, [userTurn("u1", "One?")]);
    panel.press("Edit", panel.find("[data-turn=u1]"));
    const box = panel.find(".turnEditor textarea");
    const picture = file("image.png", new Uint8Array([137, 80, 78, 71]), "image/png");
    assert.equal(fire(box, "paste", { files: [picture] }), false);
    await until(() => panel.api.ofType("attachData").length === 1);
    assert.doesNotMatch(panel.find(".turnEditor").textContent, /goes along/);
    const item = { id: "1", kind: "image", name: "image.png", detail: "", bytes: 4, openable: false } as const;
    panel.tell("state", { state: viewState({ context: [item] }) });
    assert.match(panel.find(".turnEditor").textContent, /What is attached below goes along\./);
    assert.equal(fire(box, "paste", { data: { "text/plain": "Two?" } }), true);
    const large = file("large.png", new Uint8Array(5_000_001), "image/png");
    assert.equal(fire(box, "paste", { files: [large] }), false);
    await until(() => panel.all('.turnEditor [role="alert"]').length === 1);
    assert.match(panel.find('.turnEditor [role="alert"]').textContent, /Couldn't attach “large\.png”/);
  });

  it("leaves a pasted text to the browser, also with a picture of it beside it", () => {
    assert.equal(fire(panel.box, "paste", { data: { "text/plain": "const a = 1;" } }), true);
    const files = [file("image.png", "x", "image/png")];
    assert.equal(fire(panel.box, "paste", { files, data: { "text/plain": "A1\tB1" } }), true);
    assert.deepEqual(panel.api.ofType("attachData"), []);
  });
});
