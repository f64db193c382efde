import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart, ToolCallStatus, Turn } from "../../../src/shared/transcript";
import { page } from "../setup/dom";
import { agentTurn, FakeApi, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

/** Height of the view, of all that is in it, and where the card begins and ends in that; jsdom lays nothing out. */
const view = 300;
const layout = { height: 1000, top: 500, bottom: 950 };

describe("a call that waits for a person", () => {
  let panel: PanelPage;
  let restore: () => void;

  beforeEach(() => {
    const proto = page.HTMLElement.prototype;
    const rectangle = Object.getOwnPropertyDescriptor(page.Element.prototype, "getBoundingClientRect")!;
    page.Element.prototype.getBoundingClientRect = function (this: Element) {
      const scrolled = document.querySelector("[role=log]")?.scrollTop ?? 0;
      const [top, bottom] = this.matches("[data-waits]")
        ? [layout.top - scrolled, layout.bottom - scrolled]
        : this.matches("[role=log]")
          ? [0, view]
          : [0, 0];
      return { top, bottom, height: bottom - top } as DOMRect;
    };
    Object.defineProperty(proto, "scrollHeight", { configurable: true, get: () => layout.height });
    Object.defineProperty(proto, "clientHeight", { configurable: true, get: () => view });
    restore = () => {
      Object.defineProperty(page.Element.prototype, "getBoundingClientRect", rectangle);
      Reflect.deleteProperty(proto, "scrollHeight");
      Reflect.deleteProperty(proto, "clientHeight");
    };
    Object.assign(layout, { height: 1000, top: 500, bottom: 950 });
    panel = new PanelPage(new FakeApi());
  });
  afterEach(() => {
    panel.close();
    restore();
  });

  const call = (id: string, status: ToolCallStatus): ToolCallPart => ({
    kind: "tool",
    id,
    toolName: "bookTrip",
    status,
    argsText: "",
  });
  const asks = (id = "c"): Turn => agentTurn("a", [call(id, "awaitingApproval")], { state: "waiting" });
  const log = (): HTMLElement => panel.find("[role=log]");
  function scrollTo(top: number): void {
    log().scrollTop = top;
    void act(() => void log().dispatchEvent(new page.Event("scroll")));
  }
  const question = userTurn("u", "Book");

  it("is shown from its beginning to whoever follows the thread, and the end when it fits", () => {
    panel.show({}, [question, asks()]);
    assert.equal(log().scrollTop, layout.top - 6);
    assert.equal(panel.button("Jump to latest"), undefined);
    panel.show({}, [], "other");
    layout.top = 900;
    panel.show({}, [question, asks()]);
    assert.equal(log().scrollTop, layout.height, "which the browser limits");
  });

  it("does so once: the reader who goes on is not pulled back", () => {
    panel.show({}, [question, asks()]);
    scrollTo(650);
    panel.show({}, [question, { ...asks() }]);
    assert.equal(log().scrollTop, 650);
    scrollTo(100);
    scrollTo(490);
    panel.show({}, [question, { ...asks() }]);
    assert.equal(log().scrollTop, 490);
  });

  it("lets the view follow again once it was decided, and shows the next one", () => {
    panel.show({}, [question, asks()]);
    panel.show({}, [question, agentTurn("a", [call("c", "running")], { state: "streaming" })]);
    assert.equal(log().scrollTop, layout.height);
    panel.show({}, [question, asks("next")]);
    assert.equal(log().scrollTop, layout.top - 6);
  });

  it("steals no place from whoever reads elsewhere: a button leads there, with the focus on the card", () => {
    const running = agentTurn("a", [textPart("x"), call("c", "running")], { state: "streaming" });
    panel.show({}, [question, running]);
    scrollTo(1000);
    scrollTo(20);
    panel.show({}, [question, asks()]);
    assert.equal(log().scrollTop, 20);
    panel.press("Jump to what waits");
    assert.equal(log().scrollTop, layout.top - 6);
    assert.equal(document.activeElement?.getAttribute("data-waits"), "c");
    assert.equal(panel.button("Jump to what waits"), undefined);
    scrollTo(1000);
    panel.show({}, [question, { ...asks() }]);
    assert.notEqual(log().scrollTop, layout.top - 6, "nor from whoever has gone to the end");
  });

  it("is drawn first when it lies before what is drawn", () => {
    const turns = Array.from({ length: 120 }, (_, index) => userTurn(`${index}`, `Turn ${index}`));
    panel.show({}, [question, asks(), ...turns]);
    scrollTo(1000);
    scrollTo(100);
    assert.equal(panel.all("[data-waits]").length, 0);
    panel.press("Jump to what waits");
    assert.equal(document.activeElement?.getAttribute("data-waits"), "c");
  });

  it("further up does not hold whoever has written on", () => {
    panel.show({}, [question, asks(), userTurn("u2", "Something else"), agentTurn("b", [textPart("Yes.")])]);
    assert.equal(log().scrollTop, layout.height);
  });

  it("is named below the message box, with what a new message does to it", () => {
    const hint = (): string => panel.find("#sendHint").textContent;
    panel.show({}, [question, asks(), userTurn("u2", "Something else"), agentTurn("b", [textPart("Yes.")])]);
    assert.equal(hint(), "bookTrip waits for you. A new message leaves it waiting: answer or decline it above.");
    panel.show({}, [question, agentTurn("a", [call("c", "declined")])]);
    assert.match(hint(), /^Enter to send/);
  });
});
