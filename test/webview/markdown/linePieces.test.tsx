import "../setup/dom";
import assert from "node:assert/strict";
import { MarkdownPage } from "../setup/markdownPage";

describe("LinePieces", () => {
  const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");
  const shown = ({ root }: MarkdownPage): Element => {
    const code = root.querySelector("pre code");
    assert.ok(code);
    return code;
  };

  it("is one text as long as it is short", () => {
    assert.equal(shown(new MarkdownPage().draw(`\`\`\`\n${lines(60)}`)).childElementCount, 0);
  });

  it("keeps the pieces that are whole while more comes, and says the same text", () => {
    const markdown = new MarkdownPage().draw(`\`\`\`\n${lines(200)}`);
    const before = [...shown(markdown).children].map((piece) => piece.firstChild);
    const texts = before.map((text) => text?.textContent);
    markdown.draw(`\`\`\`\n${lines(300)}`);
    const after = [...shown(markdown).children].map((piece) => piece.firstChild);
    assert.deepEqual([before.length, after.length], [4, 5]);
    for (const index of [0, 1, 2]) {
      assert.equal(after[index], before[index]);
      assert.equal(after[index]?.textContent, texts[index]);
    }
    assert.equal(`${shown(markdown).textContent}\n`, lines(300));
  });

  it("has whole lines in each piece, and no empty piece", () => {
    for (const count of [64, 65, 128, 129]) {
      const code = shown(new MarkdownPage().draw(`\`\`\`\n${lines(count)}\`\`\`\n`, true));
      const pieces = [...code.children].map((piece) => piece.textContent);
      assert.equal(`${code.textContent}\n`, lines(count));
      assert.ok(pieces.every((piece, index) => piece !== "" && (index === pieces.length - 1 || piece.endsWith("\n"))));
    }
  });
});
