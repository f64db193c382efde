import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

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
