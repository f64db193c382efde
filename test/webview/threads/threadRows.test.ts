import "../setup/dom";
import assert from "node:assert/strict";
import { splitAt } from "../../../src/webview/threads/threadRow";
import { groupThreads } from "../../../src/webview/threads/threadRows";

describe("groupThreads", () => {
  const now = new Date(2026, 10, 24, 9, 0).getTime();
  const hours = (value: number) => ({ id: `${value}`, title: "x", agentName: "", updatedAt: now - value * 3_600_000 });

  it("parts by the reader's calendar days, newest first, without empty groups", () => {
    const groups = groupThreads([hours(300), hours(1), hours(50), hours(10), hours(8)], now);
    assert.deepEqual(
      groups.map(({ title, threads }) => [title, threads.map((thread) => thread.id)]),
      [
        ["Today", ["1", "8"]],
        ["Yesterday", ["10"]],
        ["Last 7 days", ["50"]],
        ["Older", ["300"]],
      ],
    );
    assert.deepEqual(groupThreads([], now), []);
  });

  it("loses no thread to a time that is none", () => {
    const odd = [NaN, Infinity, -5, 1e300].map((updatedAt, index) => ({ ...hours(1), id: `${index}`, updatedAt }));
    assert.equal(groupThreads(odd, now).flatMap((group) => group.threads).length, 4);
  });
});

describe("splitAt", () => {
  it("parts a text at the words, whatever signs they hold", () => {
    assert.deepEqual(splitAt("Rain in rainy Spain", "rain"), ["", "Rain", " in ", "rain", "y Spain"]);
    assert.deepEqual(splitAt("a(b", "("), ["a", "(", "b"]);
    assert.deepEqual(splitAt("abc", "x"), ["abc"]);
    assert.deepEqual(splitAt("abc", "  "), ["abc"]);
    for (const sign of "^$\\.*+?()[]{}|/-") {
      assert.deepEqual(splitAt(`a${sign}b`, sign), ["a", sign, "b"]);
    }
  });
});
