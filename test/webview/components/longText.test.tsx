import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { beginningOf, cutAt, piecesOf } from "../../../src/webview/components/longText";
import { findBar } from "../../../src/webview/find/lazyFindBar";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const lines = (count: number, end = ""): string =>
  Array.from({ length: count }, (_, index) => `line ${index}`).join("\n") + end;

describe("beginningOf", () => {
  it("leaves a message of up to 40 lines and 4,000 characters whole", () => {
    for (const text of ["", "Hi", lines(40), lines(40, "\n"), "x".repeat(4000), `${"x".repeat(3999)}\n`]) {
      assert.equal(beginningOf(text), undefined, `${text.length} characters`);
    }
  });

  it("ends after 40 lines, or after 4,000 characters", () => {
    assert.equal(beginningOf(lines(41)), lines(40));
    assert.equal(beginningOf(lines(40, "\n\n")), lines(40));
    assert.equal(beginningOf("x".repeat(4001)), "x".repeat(4000));
    assert.equal(beginningOf(`${"x".repeat(5000)}\n`), "x".repeat(4000));
    assert.equal(beginningOf(`ab\n${"x".repeat(5000)}\nc`)?.length, 4000);
  });

  it("parts no character", () => {
    assert.equal(beginningOf(`${"x".repeat(3999)}😀 and more`), "x".repeat(3999));
    assert.equal(cutAt("a😀b", 3), "a😀");
  });
});

describe("piecesOf", () => {
  it("gives the whole text, parted at line breaks", () => {
    for (const text of [
      lines(1),
      lines(50_000),
      "x".repeat(100_000),
      `${lines(9000)}\n\n\n${lines(9000)}`,
      "\n".repeat(50_000),
    ]) {
      const pieces = piecesOf(text);
      assert.ok(pieces.join("\n") === text, "not a character more or less");
    }
    assert.ok(piecesOf(lines(50_000)).length > 20);
  });

  it("ends no piece with an empty line, of which nothing would be drawn", () => {
    const pieces = piecesOf(`${"x".repeat(19_999)}\n\n\n${"y".repeat(10)}`);
    assert.deepEqual(pieces, ["x".repeat(19_999), `\n\n${"y".repeat(10)}`]);
  });
});

describe("MessageText", () => {
  let panel: PanelPage;
  const text = `begin\n${"The weather is nice.\n".repeat(100_000)}the end`;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  const drawn = (): string => panel.find(".bubble").textContent;
  const all = () => panel.find("[data-show-all]");

  it("draws of two megabytes no more than the first 40 lines before it is opened", () => {
    panel.show({}, [userTurn("u", text)]);
    assert.equal(drawn().split("\n").length, 40);
    assert.match(drawn(), /^begin\nThe weather is nice\.\n[^]*…$/);
    assert.equal(all().textContent, "Show all");
    assert.equal(all().getAttribute("aria-expanded"), "false");
    assert.equal(all().getAttribute("aria-controls"), panel.find(".bubble").id);
  });

  it("shows all and less, with the focus on the button, which stays in view", () => {
    const inView: Element[] = [];
    // jsdom lays nothing out.
    page.HTMLElement.prototype.scrollIntoView = function (this: HTMLElement) {
      inView.push(this);
    };
    panel.show({}, [userTurn("u", text)]);
    all().focus();
    panel.press("Show all");
    assert.ok(
      panel
        .all(".bubble > div")
        .map((piece) => piece.textContent)
        .join("\n") === text,
    );
    assert.equal(all().getAttribute("aria-expanded"), "true");
    panel.press("Show less");
    assert.equal(drawn().split("\n").length, 40);
    assert.equal(document.activeElement, all());
    assert.deepEqual(inView, [all()]);
    Reflect.deleteProperty(page.HTMLElement.prototype, "scrollIntoView");
  });

  it("copies and edits the whole text", () => {
    panel.show({}, [userTurn("u", text)]);
    panel.press("Copy");
    assert.ok(panel.api.ofType("copy")[0]?.text === text);
    panel.press("Edit");
    assert.ok((panel.find(".turnEditor textarea") as HTMLTextAreaElement).value === text);
  });

  it("has no button for a short message", () => {
    panel.show({}, [userTurn("u", "Hi\nthere")]);
    assert.equal(panel.all("[data-show-all]").length, 0);
  });

  it("opens for a word that is found in the rest of it", async () => {
    await findBar();
    panel.show({}, [userTurn("u", text), agentTurn("a", [textPart("Yes.")])]);
    panel.box.focus();
    void act(() => {
      panel.box.dispatchEvent(
        new page.KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true, cancelable: true }),
      );
    });
    const find = panel.find("[data-find-box]") as HTMLInputElement;
    void act(() => {
      find.value = "the end";
      find.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
    while (all().getAttribute("aria-expanded") !== "true") {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    assert.match(panel.find(".bubble > div:last-child").textContent, /the end$/);
  });

  it("does not pull the view to the end when it is opened there", () => {
    panel.show({}, [userTurn("u", text), agentTurn("a", [textPart("Yes.")])]);
    const log = panel.find("[role=log]");
    // jsdom lays nothing out.
    let height = 1000;
    Object.defineProperties(log, { scrollHeight: { get: () => height }, clientHeight: { value: 300 } });
    log.scrollTop = 700;
    void act(() => void log.dispatchEvent(new page.Event("scroll")));
    panel.press("Show all");
    height = 50_000;
    panel.show({ busy: true }, [userTurn("u", text), agentTurn("a", [textPart("Yes, and more.")])]);
    assert.equal(log.scrollTop, 700);
  });
});
