import assert from "node:assert/strict";
import { anchorAt, isAtBottom, nextFollowing } from "../../../src/webview/conversation/scroll";

describe("scroll", () => {
  const at = (top: number) => ({ top, height: 1000, viewport: 300 });

  it("takes a few pixels from the end for the end", () => {
    assert.equal(isAtBottom(at(700)), true);
    assert.equal(isAtBottom(at(680)), true);
    assert.equal(isAtBottom(at(600)), false);
  });

  it("lets go only when the reader moves up", () => {
    assert.equal(nextFollowing(true, 700, at(600)), false);
    assert.equal(nextFollowing(true, 600, at(600)), true, "the text grew below, nobody moved");
    assert.equal(nextFollowing(true, 500, at(600)), true, "our own scrolling, overtaken by new text");
  });

  it("takes hold again only at the end", () => {
    assert.equal(nextFollowing(false, 300, at(600)), false);
    assert.equal(nextFollowing(false, 600, at(700)), true);
  });

  it("finds the turn at the top edge", () => {
    const boxes = [
      { turnId: "a", top: 0 },
      { turnId: "b", top: 200 },
      { turnId: "c", top: 500 },
    ];
    assert.deepEqual(anchorAt(260, boxes), { turnId: "b", offset: 60 });
    assert.deepEqual(anchorAt(0, boxes), { turnId: "a", offset: 0 });
    assert.deepEqual(anchorAt(-5, boxes), { turnId: "a", offset: -5 });
    assert.equal(anchorAt(0, []), undefined);
  });
});
