import "../../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ContextPart } from "../../../../src/shared/transcript";
import { userTurn } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

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
