import "./setup/dom";
import assert from "node:assert/strict";
import { count, daysBetween, duration, fullTime, isTime, timeAgo } from "../../src/webview/localFormats";

describe("localFormats", () => {
  const now = new Date(2026, 10, 24, 13, 0).getTime();
  const minutes = (value: number) => now - value * 60_000;
  afterEach(() => {
    document.documentElement.lang = "en";
  });

  it("says how long ago something was, from now to a date", () => {
    assert.equal(timeAgo(now + 5000, now), "now", "a clock that is ahead");
    assert.equal(timeAgo(minutes(0.5), now), "now");
    assert.match(timeAgo(minutes(5), now), /^5\s?m/);
    assert.match(timeAgo(minutes(180), now), /^3\s?h/);
    assert.equal(timeAgo(minutes(14 * 60), now), "yesterday", "before midnight is yesterday, however few hours");
    assert.match(timeAgo(minutes(4 * 24 * 60), now), /^4\s?d/);
    assert.equal(timeAgo(minutes(30 * 24 * 60), now), "Oct 25");
    assert.equal(timeAgo(minutes(400 * 24 * 60), now), "Oct 20, 2025");
  });

  it("speaks the language of the page, and survives one that is none", () => {
    document.documentElement.lang = "de";
    assert.equal(timeAgo(minutes(14 * 60), now), "gestern");
    assert.equal(count(12345), "12.345");
    document.documentElement.lang = "not a language";
    assert.notEqual(timeAgo(minutes(5), now), "");
  });

  it("counts midnights, not hours", () => {
    assert.equal(daysBetween(new Date(2026, 10, 23, 23, 59).getTime(), now), 1);
    assert.equal(daysBetween(new Date(2026, 10, 24, 0, 0).getTime(), now), 0);
    assert.equal(daysBetween(now + 3 * 86_400_000, now), 0);
  });

  it("tells durations with as much detail as they bear", () => {
    assert.equal(duration(940), "0.9 sec");
    assert.equal(duration(5700), "5.7 sec");
    assert.equal(duration(31_400), "31 sec");
    assert.equal(duration(65_000), "1 min 5 sec");
  });

  it("knows what no date can be made of", () => {
    for (const value of [NaN, Infinity, 1e20, 0, -1]) {
      assert.equal(isTime(value), false);
    }
    assert.equal(isTime(now), true);
    assert.match(fullTime(now), /2026/);
  });
});
