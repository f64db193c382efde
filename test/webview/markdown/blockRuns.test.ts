import assert from "node:assert/strict";
import { runsOf } from "../../../src/webview/markdown/blockRuns";
import { MarkdownStream } from "../../../src/webview/markdown/markdownStream";

describe("runsOf", () => {
  const paragraphs = (count: number): string =>
    Array.from({ length: count }, (_, index) => `Word ${index}.\n\n`).join("");
  const read = (text: string) => new MarkdownStream().update(text, true);
  const drawn = (text: string): number[] =>
    runsOf(read(text), []).map(
      (run) => run.filter(({ token }) => token.type !== "space" && token.type !== "def").length,
    );

  it("puts sixteen blocks together, without counting what is not drawn", () => {
    assert.deepEqual(drawn(paragraphs(40)), [16, 16, 8]);
    assert.deepEqual(drawn(`${paragraphs(10)}[a]: https://a.test\n\n${paragraphs(7)}`), [16, 1]);
  });

  it("holds all blocks in their order", () => {
    const blocks = read(paragraphs(50));
    assert.deepEqual(runsOf(blocks, []).flat(), blocks);
  });

  it("has one run for an empty text, and none that draws nothing for a blank line at the end", () => {
    assert.deepEqual(runsOf([], []), [[]]);
    assert.deepEqual(drawn(`${paragraphs(16)}\n\n\n`), [16]);
  });

  it("gives back the runs that did not change", () => {
    const stream = new MarkdownStream();
    const before = runsOf(stream.update(paragraphs(40), false), []);
    const after = runsOf(stream.update(`${paragraphs(40)}More`, false), before);
    assert.equal(after[0], before[0]);
    assert.equal(after[1], before[1]);
    assert.notEqual(after[2], before[2]);
  });
});
