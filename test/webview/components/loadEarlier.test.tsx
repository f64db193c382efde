import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Turn } from "../../../src/shared/transcript";
import { userTurn, viewState } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

/** An observer that a test can tell what came into view. */
class Observer {
  static all: Observer[] = [];
  targets: Element[] = [];
  constructor(private readonly callback: (entries: { isIntersecting: boolean }[]) => void) {
    Observer.all.push(this);
  }
  observe(target: Element): void {
    this.targets.push(target);
  }
  disconnect(): void {
    Observer.all = Observer.all.filter((other) => other !== this);
  }
  static near(selector: string): void {
    void act(() => {
      for (const observer of Observer.all.filter(({ targets }) => targets.some((target) => target.matches(selector)))) {
        observer.callback([{ isIntersecting: true }]);
      }
    });
  }
}

describe("Load earlier", () => {
  const original = globalThis.IntersectionObserver;
  const turns = (from: number, to: number): Turn[] =>
    Array.from({ length: to - from }, (_, index) => userTurn(`${from + index}`, `Turn ${from + index}`));
  let panel: PanelPage;
  beforeEach(() => {
    Object.assign(globalThis, { IntersectionObserver: Observer });
    panel = new PanelPage();
    panel.tell("snapshot", {
      state: viewState(),
      transcript: { threadId: "thread", turns: turns(100, 140), earlier: true },
      draft: { text: "", revision: 0 },
      strings: {},
    });
  });
  afterEach(() => {
    panel.close();
    Observer.all = [];
    Object.assign(globalThis, { IntersectionObserver: original });
  });
  const earlier = (from: number, to: number, more: boolean) => {
    panel.tell("patches", { threadId: "thread", patches: [{ op: "earlier", turns: turns(from, to), earlier: more }] });
    panel.frame();
  };

  it("asks the host when all that is here is drawn, once for each page", () => {
    panel.press("Load earlier");
    assert.deepEqual(panel.api.ofType("loadEarlier"), [{ type: "loadEarlier", all: false }]);
    panel.tell("state", { state: viewState({ loadingEarlier: true }) });
    assert.equal(panel.button("Loading earlier messages…")?.getAttribute("aria-disabled"), "true");
    panel.press("Loading earlier messages…");
    Observer.near("[data-load-earlier]");
    assert.equal(panel.api.ofType("loadEarlier").length, 1);
  });

  it("draws the turns that were asked for, keeping the nodes of those that are there", () => {
    const before = panel.all("article");
    panel.press("Load earlier");
    earlier(60, 100, true);
    assert.equal(panel.all("article").length, 80);
    assert.deepEqual(panel.all("article").slice(40), before);
  });

  it("does not draw what the find bar fetched", () => {
    earlier(0, 100, false);
    assert.equal(panel.all("article").length, 50);
  });

  it("goes on when the reader comes near the first turn", () => {
    Observer.near("[data-load-earlier]");
    assert.equal(panel.api.ofType("loadEarlier").length, 1);
    earlier(60, 100, true);
    Observer.near("[data-load-earlier]");
    assert.equal(panel.api.ofType("loadEarlier").length, 2);
  });

  it("ends with the first turn of the thread, and the focus stays in the conversation", () => {
    panel.press("Load earlier");
    panel.button("Load earlier")?.focus();
    earlier(90, 100, false);
    assert.equal(panel.button("Load earlier"), undefined);
    assert.equal(document.activeElement, panel.find("[role=log]"));
  });

  it("shows that a thread is being fetched instead of welcoming to it", () => {
    panel.show({ loadingEarlier: true }, [], "other");
    assert.equal(panel.all(".welcome").length, 0);
    assert.match(panel.find("[role=log]").textContent, /Loading…/);
    panel.show({}, [], "other");
    assert.equal(panel.all(".welcome").length, 1);
  });

  it("holds the turn in view in its place while others are put before it", () => {
    // jsdom lays nothing out: each turn is 100 px high here.
    const log = panel.find("[role=log]");
    const place = (element: Element) => panel.all("article").indexOf(element as HTMLElement) * 100;
    // The page of this moment: every test file brings one.
    const proto = HTMLElement.prototype;
    const saved = (["offsetTop", "offsetHeight", "scrollHeight", "clientHeight"] as const).map(
      (name) => [name, Object.getOwnPropertyDescriptor(proto, name)] as const,
    );
    const define = (name: string, get: (this: HTMLElement) => number) =>
      Object.defineProperty(proto, name, { get, configurable: true });
    define("offsetTop", function () {
      return place(this);
    });
    define("offsetHeight", () => 100);
    define("scrollHeight", () => panel.all("article").length * 100);
    define("clientHeight", () => 300);
    log.scrollTop = 3000;
    void act(() => void log.dispatchEvent(new page.Event("scroll")));
    log.scrollTop = 250;
    void act(() => void log.dispatchEvent(new page.Event("scroll")));
    panel.press("Load earlier");
    earlier(60, 100, true);
    assert.equal(log.scrollTop, 4250, "turn 102 is 50 px above the edge as before");
    for (const [name, descriptor] of saved) {
      if (descriptor === undefined) {
        Reflect.deleteProperty(proto, name);
      } else {
        Object.defineProperty(proto, name, descriptor);
      }
    }
  });
});
