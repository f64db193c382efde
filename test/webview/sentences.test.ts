import assert from "node:assert/strict";
import { finishedSentences } from "../../src/webview/sentences";

describe("finishedSentences", () => {
  const read = (text: string, final = false) => finishedSentences(text, 0, false, "Code block.", final).text;

  it("waits for the end of a sentence", () => {
    assert.equal(read("It is war"), "");
    assert.equal(read("It is warm."), "");
    assert.equal(read("It is warm. And sun"), "It is warm.");
    assert.equal(read("It is warm. And sun", true), "It is warm. And sun");
  });

  it("does not take a number's point for an end", () => {
    assert.equal(read("It is 18.5 degrees"), "");
  });

  it("takes a finished line for a sentence", () => {
    assert.equal(read("# Forecast\n- Rain\n- Wi"), "Forecast Rain");
  });

  it("knows full-width marks, which no space follows", () => {
    assert.equal(read("今日は晴れです。明日"), "今日は晴れです。");
  });

  it("reads words, not signs", () => {
    assert.equal(
      read("> **Take** an `umbrella`, see [the map](https://x.test/a?b=c).\n"),
      "Take an umbrella, see the map.",
    );
    assert.equal(read("| Day | High |\n|---|---:|\n| Mon | 20 |\n"), "Day, High Mon, 20");
  });

  it("names code instead of reading it, over several readings", () => {
    const text = "See:\n```js\nconst x = 1;\nfoo. bar\n```\nDone. ";
    const first = finishedSentences(text.slice(0, 24), 0, false, "Code block.", false);
    assert.equal(first.text, "See: Code block.");
    assert.equal(first.inFence, true);
    const rest = finishedSentences(text, first.next, first.inFence, "Code block.", false);
    assert.equal(rest.text, "Done.");
  });
});
