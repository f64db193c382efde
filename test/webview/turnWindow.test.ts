import assert from "node:assert/strict";
import {
  around,
  bounds,
  firstPaint,
  isWide,
  page,
  withEarlier,
  withLater,
  type TurnWindow,
} from "../../src/webview/turnWindow";

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
