import "../setup/dom";
import assert from "node:assert/strict";
import fc from "fast-check";
import { act } from "preact/test-utils";
import type { ContextPart } from "../../../src/shared/transcript";
import { base64Bytes, imageType, imageUrl } from "../../../src/webview/parts/files";
import { userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const base64 = (bytes: string): string => Buffer.from(bytes.padEnd(24, "\0"), "latin1").toString("base64");

describe("pictures in answers", () => {
  it("are known by their first bytes", () => {
    assert.equal(imageType(base64("\x89PNG\r\n\x1a\n")), "image/png");
    assert.equal(imageType(base64("\xff\xd8\xff\xe0")), "image/jpeg");
    assert.equal(imageType(base64("GIF89a")), "image/gif");
    assert.equal(imageType(base64("RIFF\0\0\0\0WEBP")), "image/webp");
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
      assert.equal(imageType(text), undefined, text);
    }
    fc.assert(fc.property(fc.string(), (text) => imageType(text) === undefined));
  });

  it("too large to draw are not drawn", () => {
    assert.equal(imageType(base64("GIF89a") + "A".repeat(20_000_000)), undefined);
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
    assert.equal(list.getAttribute("aria-label"), "Sent along");
    assert.deepEqual(
      panel.all(".sentItem summary").map((chip) => chip.textContent.replace(/\u00a0/g, " ").replace(/bytes?$/, "B")),
      ["a.tssrc/a.ts1.2 KB", "b.tslines 3–2012 B"],
    );
    assert.equal(panel.all(".sentItem pre").length, 0);
    openFirst();
    assert.equal(panel.find(".sentItem pre").textContent, "let a = 1;\n");
    assert.match(panel.find(".sentContent").textContent, /^What was sent/);
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
