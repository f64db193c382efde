import { page } from "../setup/dom";
import assert from "node:assert/strict";
import fc from "fast-check";
import { act } from "preact/test-utils";
import type { ContextPart, FilePart, Part } from "../../../src/shared/transcript";
import { base64Bytes, imageTypeOfBase64, imageUrl } from "../../../src/webview/parts/files";
import { agentTurn, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const base64 = (bytes: string): string => Buffer.from(bytes.padEnd(24, "\0"), "latin1").toString("base64");

describe("pictures in answers", () => {
  it("are known by their first bytes", () => {
    assert.equal(imageTypeOfBase64(base64("\x89PNG\r\n\x1a\n")), "image/png");
    assert.equal(imageTypeOfBase64(base64("\xff\xd8\xff\xe0")), "image/jpeg");
    assert.equal(imageTypeOfBase64(base64("GIF89a")), "image/gif");
    assert.equal(imageTypeOfBase64(base64("RIFF\0\0\0\0WEBP")), "image/webp");
    assert.match(imageUrl(base64("GIF87a")) ?? "", /^data:image\/gif;base64,R0lG/);
  });

  it("and nothing else is one", () => {
    const hostile = [
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      "<html>",
      "RIFF\0\0\0\0WAVE",
      "%PDF-1.7",
    ];
    for (const text of [
      ...hostile.map(base64),
      "",
      "iVBORw0K",
      "!!!!not base64 at all!!!!",
      '"><script>alert(1)</script>',
    ]) {
      assert.equal(imageTypeOfBase64(text), undefined, text);
    }
    fc.assert(fc.property(fc.string(), (text) => imageTypeOfBase64(text) === undefined));
  });

  it("too large to draw are not drawn", () => {
    assert.equal(imageTypeOfBase64(base64("GIF89a") + "A".repeat(20_000_000)), undefined);
  });

  it("have a size", () => {
    for (const length of [1, 2, 3, 100]) {
      assert.equal(base64Bytes(Buffer.alloc(length).toString("base64")), length);
    }
    assert.equal(base64Bytes(""), 0);
  });
});

const png = Buffer.from("\x89PNG\r\n\x1a\n".padEnd(40, "\0"), "latin1").toString("base64");

function sent(change: Partial<ContextPart["item"]>, content: string, mediaType?: string): ContextPart {
  const item = {
    id: "1",
    kind: "file",
    name: "a.ts",
    detail: "src/a.ts",
    bytes: 1234,
    openable: true,
    ...change,
  } as const;
  return { kind: "context", id: item.id, item, content, ...(mediaType === undefined ? {} : { mediaType }) };
}

describe("ContextParts", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  function show(...parts: readonly ContextPart[]): void {
    const turn = userTurn("u", "Look");
    panel.show({}, [{ ...turn, parts: [...parts, ...turn.parts] }]);
  }

  function openFirst(): void {
    void act(() => panel.find(".sentItem summary").click());
  }

  it("shows a chip each, and what was sent only when it is opened", () => {
    show(
      sent({}, "let a = 1;\n"),
      sent({ id: "2", kind: "selection", name: "b.ts", detail: "lines 3–20", bytes: 12 }, "x"),
    );
    const list = panel.find(".sentContext");
    assert.equal(list.getAttribute("aria-label"), "Attachments");
    assert.deepEqual(
      panel.all(".sentItem summary").map((chip) => chip.textContent.replace(/\u00a0/g, " ").replace(/bytes?$/, "B")),
      ["a.tssrc/a.ts1.2 KB", "b.tslines 3–2012 B"],
    );
    assert.equal(panel.all(".sentItem pre").length, 0);
    openFirst();
    assert.equal(panel.find(".sentItem pre").textContent, "let a = 1;\n");
    assert.match(panel.find(".sentContent").textContent, /^Sent content/);
  });

  it("shows pictures as pictures, and other bytes as words", () => {
    show(sent({ kind: "image", name: "photo.png" }, png, "image/png"));
    openFirst();
    assert.equal(panel.find("img").alt, "photo.png");
    show(sent({ id: "2" }, Buffer.from("%PDF-1.7 and more of it").toString("base64"), "application/pdf"));
    openFirst();
    assert.match(panel.find(".sentContent").textContent, /application\/pdf/);
    assert.equal(panel.all("img").length, 0);
  });

  it("does not draw a megabyte at once, nor stumble over a kind it does not know", () => {
    show(sent({ kind: "constructor" as "file" }, "a".repeat(1_000_000)));
    openFirst();
    assert.equal(panel.find(".sentItem pre").textContent.length, 4001);
  });
});

describe("files of an answer", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(...parts: readonly Part[]): void {
    panel.show({}, [agentTurn("a", parts, { state: "streaming" })]);
  }

  const file = (change: Partial<FilePart>): FilePart => ({
    kind: "file",
    id: "f",
    name: "chart.png",
    mediaType: "image/png",
    ...change,
  });

  it("that are pictures are shown, and saved by the host", () => {
    show(file({ base64: png }));
    const image = panel.find("img");
    assert.equal(image.alt, "chart.png");
    assert.equal(image.src, `data:image/png;base64,${png}`);
    panel.press("Save chart.png…");
    assert.deepEqual(panel.api.ofType("saveFile"), [{ type: "saveFile", turnId: "a", partId: "f" }]);
  });

  it("that only claim to be pictures, or turn out broken, are a sentence", () => {
    show(file({ base64: Buffer.from("<svg onload=alert(1)>............").toString("base64") }));
    assert.equal(panel.all("img").length, 0);
    assert.match(panel.find(".agentFile").textContent, /Can't show this as an image/);
    show(file({ base64: png }));
    void act(() => {
      panel.find("img").dispatchEvent(new page.Event("error"));
    });
    assert.equal(panel.all("img").length, 0);
    assert.match(panel.find(".fileTrouble").textContent, /Save it/);
  });

  it("of other kinds have a name, a type and a size", () => {
    show(file({ name: "", mediaType: "application/pdf", base64: Buffer.alloc(1500).toString("base64") }));
    assert.match(panel.find(".fileLine").textContent, /^File from the agentapplication\/pdf · 1\.5 KBSave…$/);
  });

  it("that are elsewhere are links, and never loaded", () => {
    show(file({ url: "https://cdn.example/a.png" }));
    assert.equal(panel.find("a").textContent, "chart.png");
    assert.equal(panel.all("img").length, 0);
    show(file({ url: "command:evil" }));
    assert.equal(panel.all("a").length, 0);
    assert.match(panel.find(".agentFile").textContent, /sent no content/);
  });
});
