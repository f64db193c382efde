import "../setup/dom";
import assert from "node:assert/strict";
import { options } from "preact";
import { grownBlock } from "../../../src/webview/markdown/markdownStream";
import { MarkdownPage } from "../setup/markdownPage";

/** How many nodes are compared or drawn by an action. */
function nodesDrawn(action: () => void): number {
  const before = options.diffed;
  assert.ok(before, "hooks are told of each node");
  let count = 0;
  options.diffed = (node) => {
    count++;
    before(node);
  };
  try {
    action();
  } finally {
    options.diffed = before;
  }
  return count;
}

describe("QuoteView", () => {
  const shapes: Readonly<Record<string, (count: number) => string>> = {
    quote: (count) => "> One **paragraph** of many.\n>\n".repeat(count),
    "quote with quotes": (count) => "> One.\n>\n> > Two.\n> >\n> > > Three.\n> > >\n".repeat(count / 3),
  };
  before(() => grownBlock());

  for (const [kind, text] of Object.entries(shapes)) {
    it(`draws as much of a ${kind} anew when it is long as when it is short, and keeps what is drawn`, () => {
      const drawn = [60, 1200].map((count) => {
        // What comes at once is drawn whole when it is new, and the quote is read on from then.
        const markdown = new MarkdownPage().draw(text(count)).draw(`${text(count)}> Mo`);
        const first = markdown.root.querySelector("blockquote p");
        const nodes = nodesDrawn(() => markdown.draw(`${text(count)}> More`));
        assert.equal(markdown.root.querySelector("blockquote p"), first);
        return nodes;
      });
      assert.ok((drawn[1] ?? 0) < 2 * (drawn[0] ?? 0) + 100, `${drawn.join(", then ")} nodes`);
    });
  }

  it("draws a long quote in pieces that say the same as a short one", () => {
    const { root } = new MarkdownPage().draw(shapes["quote"]?.(100) ?? "", true);
    const pieces = [...root.querySelectorAll(".blockRun > blockquote.pieces > div")];
    assert.ok(pieces.length > 3);
    assert.equal(root.querySelectorAll("blockquote p").length, 100);
    assert.equal(new MarkdownPage().draw("> One.\n>\n> Two.", true).root.querySelector(".pieces"), null);
  });
});
