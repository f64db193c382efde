import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Turn } from "../../../src/shared/transcript";
import {
  around,
  bounds,
  firstPaint,
  isWide,
  page,
  type TurnWindow,
  withEarlier,
  withLater,
} from "../../../src/webview/conversation/turnWindow";
import { page as browserPage } from "../setup/dom";
import { userTurn, viewState } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("turnWindow", () => {
  const turns = Array.from({ length: 1000 }, (_, index) => ({ id: `${index}` }));
  const size = (window: TurnWindow) => bounds(turns, window).end - bounds(turns, window).start;

  it("begins with the newest page, also for a thread that is shorter", () => {
    assert.deepEqual(bounds(turns, {}), { start: 1000 - page, end: 1000 });
    assert.deepEqual(bounds(turns.slice(0, 3), {}), { start: 0, end: 3 });
    assert.deepEqual(bounds([], {}), { start: 0, end: 0 });
  });

  it("has less of the newest page while that is drawn step by step, and all of any other", () => {
    assert.deepEqual(bounds(turns, {}, firstPaint), { start: 1000 - firstPaint, end: 1000 });
    assert.deepEqual(bounds(turns, { first: "900", last: "949" }, firstPaint), { start: 900, end: 950 });
  });

  it("keeps its place by ids while turns come at both ends", () => {
    const window = { first: "900", last: "950" };
    const longer = [...Array.from({ length: 40 }, (_, index) => ({ id: `new${index}` })), ...turns, { id: "end" }];
    assert.deepEqual(bounds(longer, window), { start: 940, end: 991 });
  });

  it("falls back to the newest page when its turns are gone", () => {
    assert.deepEqual(bounds(turns, { first: "gone", last: "gone too" }), { start: 950, end: 1000 });
    assert.deepEqual(bounds(turns, { first: "990", last: "980" }), { start: 931, end: 981 }, "ends that have crossed");
  });

  it("grows backwards by pages, and lets go of the end when it is large", () => {
    let window: TurnWindow = {};
    for (let step = 0; step < 30; step++) {
      window = withEarlier(turns, window);
      assert.ok(size(window) <= 4 * page);
    }
    assert.deepEqual(bounds(turns, window), { start: 0, end: 200 });
    for (let step = 0; step < 30; step++) {
      window = withLater(turns, window);
      assert.ok(size(window) <= 4 * page);
    }
    assert.deepEqual(bounds(turns, window), { start: 800, end: 1000 });
    assert.equal(window.last, undefined, "at the end, new turns belong to it");
  });

  it("draws a turn far away with some of its neighbours only", () => {
    const window = around(turns, {}, "100");
    assert.deepEqual(bounds(turns, window), { start: 75, end: 125 });
    assert.equal(around(turns, window, "110"), window, "what is drawn already stays");
    assert.equal(around(turns, window, "gone"), window);
    assert.deepEqual(bounds(turns, around(turns, {}, "900")), { start: 875, end: 1000 }, "near the end, up to the end");
  });

  it("knows when somebody at the end has more than they need", () => {
    assert.equal(isWide(turns, {}), false);
    assert.equal(isWide(turns, { first: "800" }), true);
  });
});

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
      owner: "ada",
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
    void act(() => void log.dispatchEvent(new browserPage.Event("scroll")));
    log.scrollTop = 250;
    void act(() => void log.dispatchEvent(new browserPage.Event("scroll")));
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
