import "../setup/dom";
import { page } from "../setup/dom";
import assert from "node:assert/strict";
import fc from "fast-check";
import { runsOf } from "../../../src/webview/markdown/markdown";
import { grownBlock, MarkdownStream } from "../../../src/webview/markdown/markdownStream";
import { tableTools } from "../../../src/webview/markdown/table/tableView";
import { markdownPiece as piece } from "../../fuzz/pieces";
import { MarkdownPage } from "../setup/markdownPage";

describe("runsOf", () => {
  const paragraphs = (count: number): string =>
    Array.from({ length: count }, (_, index) => `Word ${index}.\n\n`).join("");
  const read = (text: string) => new MarkdownStream().update(text, true);
  const drawn = (text: string): number[] =>
    runsOf(read(text), [], new Set()).map((run) => run.filter(({ token }) => token.type !== "space").length);

  it("puts sixteen blocks together, without counting what is not drawn", () => {
    assert.deepEqual(drawn(paragraphs(40)), [16, 16, 8]);
    const withDefinition = read(`${paragraphs(10)}[a]: https://a.test\n\n${paragraphs(7)}`);
    const lengths = (references: readonly string[]): readonly number[] =>
      runsOf(withDefinition, [], new Set(references)).map(
        (run) => run.filter(({ token }) => token.type === "paragraph").length,
      );
    assert.deepEqual(lengths(["a"]), [16, 1]);
    assert.deepEqual(lengths([]), [15, 2]);
  });

  it("holds all blocks in their order", () => {
    const blocks = read(paragraphs(50));
    assert.deepEqual(runsOf(blocks, [], new Set()).flat(), blocks);
  });

  it("has one run for an empty text, and none that draws nothing for a blank line at the end", () => {
    assert.deepEqual(runsOf([], [], new Set()), [[]]);
    assert.deepEqual(drawn(`${paragraphs(16)}\n\n\n`), [16]);
  });

  it("gives back the runs that did not change", () => {
    const stream = new MarkdownStream();
    const before = runsOf(stream.update(paragraphs(40), false), [], new Set());
    const after = runsOf(stream.update(`${paragraphs(40)}More`, false), before, new Set());
    assert.equal(after[0], before[0]);
    assert.equal(after[1], before[1]);
    assert.notEqual(after[2], before[2]);
  });
});

const fresh = (text: string, finished = true) => unfolded(new MarkdownPage().draw(text, finished).html);
/** Long code that was watched as it came stays open, and other long code is folded: the one difference there may be. */
const unfolded = (html: string) =>
  html
    .replaceAll('"codeBlock folded"', '"codeBlock"')
    .replaceAll(/<button[^>]*data-show-all[^>]*>[^<]*<\/button>/g, "");

describe("Markdown", () => {
  before(() => Promise.all([grownBlock(), tableTools()]));

  it("draws the same however the text was split on its way", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (pieces, steps) => {
          const text = pieces.join("");
          const streamed = new MarkdownPage();
          let length = 0;
          for (let step = 0; length < text.length; step++) {
            length += steps[step % steps.length] ?? 1;
            const prefix = text.slice(0, length);
            assert.equal(unfolded(streamed.draw(prefix).html), fresh(prefix, false), JSON.stringify(prefix));
          }
          assert.equal(unfolded(streamed.draw(text, true).html), fresh(text), JSON.stringify(text));
        },
      ),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it("draws a long answer the same, whatever it is made of and however it came", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 80, maxLength: 160 }),
        fc.integer({ min: 20, max: 90 }),
        (pieces, step) => {
          const text = pieces.join("");
          const streamed = new MarkdownPage();
          for (let length = step; length < text.length; length += step) {
            const prefix = text.slice(0, length);
            assert.equal(unfolded(streamed.draw(prefix).html), fresh(prefix, false), JSON.stringify(prefix));
          }
          assert.equal(unfolded(streamed.draw(text, true).html), fresh(text), JSON.stringify(text));
        },
      ),
      { numRuns: 40 },
    );
  }).timeout(60_000);

  it("keeps the nodes of finished blocks while more text comes", () => {
    const markdown = new MarkdownPage().draw("One **two**.\n\nThree.\n\nFour.\n\nFi");
    const [first, second] = [...markdown.root.querySelectorAll("p")];
    const words = first?.firstChild;
    markdown.draw("One **two**.\n\nThree.\n\nFour.\n\nFive.\n\n- six");
    markdown.draw("One **two**.\n\nThree.\n\nFour.\n\nFive.\n\n- six", true);
    const now = [...markdown.root.querySelectorAll("p")];
    assert.equal(now[0], first);
    assert.equal(now[0]?.firstChild, words);
    assert.equal(now[1], second);
  });

  it("reads earlier references again when their definition comes late", () => {
    const markdown = new MarkdownPage().draw("See [the map][m].\n\nTwo.\n\nThree.\n\n");
    assert.equal(markdown.root.querySelector("a"), null);
    markdown.draw("See [the map][m].\n\nTwo.\n\nThree.\n\n[m]: https://map.test/x\n");
    assert.equal(markdown.root.querySelector("a")?.href, "https://map.test/x");
  });

  it("opens links through the host, and keeps the click from VS Code's own listener", () => {
    const markdown = new MarkdownPage().draw("[a](https://a.test/?q=1&amp;r=2) and <mail@b.test>", true);
    document.body.append(markdown.root);
    let reached = 0;
    const count = () => (reached += 1);
    document.body.addEventListener("click", count);
    for (const link of markdown.root.querySelectorAll("a")) {
      const click = new page.MouseEvent("click", { bubbles: true, cancelable: true });
      link.dispatchEvent(click);
      assert.equal(click.defaultPrevented, true);
    }
    document.body.removeEventListener("click", count);
    markdown.root.remove();
    assert.equal(reached, 0);
    assert.deepEqual(
      markdown.api.ofType("openLink").map(({ href }) => href),
      ["https://a.test/?q=1&r=2", "mailto:mail@b.test"],
    );
  });

  it("draws headings below the turn's own, lists, tasks and tables", () => {
    const html = fresh("# One\n\n- a\n- [x] b\n\n3. c\n\n| H |\n|--:|\n| 1 |\n\nx  \ny ~~z~~");
    assert.match(html, /<h3 class="depth1" dir="auto">One<\/h3>/);
    assert.match(html, /<li class="task"><input(?=[^>]*aria-label="Task")(?=[^>]*disabled)[^>]*>b?/);
    assert.equal(new MarkdownPage().draw("- [x] b", true).root.querySelector("input")?.checked, true);
    assert.match(html, /<ol start="3" dir="auto"><li>c<\/li><\/ol>/);
    assert.match(html, /role="region" aria-label="Table" tabindex="0"/);
    assert.match(html, /<td style="text-align: right;">1<\/td>/);
    assert.match(html, /x<br>y <del>z<\/del>/);
  });

  it("begins headings right below the turn's own, whatever depth the answer begins with", () => {
    assert.match(fresh("### A\n\n#### B\n\n# C"), /<h3 [^>]*>A<\/h3><h4 [^>]*>B<\/h4><h3 [^>]*>C<\/h3>/);
  });

  it("draws a definition that nothing refers to as it was written, and none that something refers to", () => {
    const text = (markdown: string) =>
      [...new MarkdownPage().draw(markdown, true).root.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
    assert.deepEqual(text("[INFO]: Done\n[WARN]: Retried"), ["[INFO]: Done", "[WARN]: Retried"]);
    assert.deepEqual(text("See [docs] and [`x`][X].\n\n[docs]: /a 'T'\n[x]: <b>\n[y]: /c"), [
      "See docs and x.",
      "[y]: /c",
    ]);
    assert.deepEqual(text("> [a]: /x\n>\n> [a]\n\n- [b]: /y"), ["a", "[b]: /y"]);
    assert.match(
      fresh("[docs]: https://a.test/ **new**"),
      /<a href="https:\/\/a.test\/"[^>]*>https:\/\/a.test\/<\/a> <strong>/,
    );
    assert.match(fresh("[docs]: https://a.test/"), /\[docs\]: <a href="https:\/\/a.test\/"/);
    const growing = new MarkdownPage().draw("[a]: /x\n\nTwo.\n\nThree.\n\n");
    assert.ok(growing.html.includes("[a]: /x"));
    assert.ok(!growing.draw("[a]: /x\n\nTwo.\n\nThree.\n\nSee [a].").html.includes("[a]: /x"));
  });

  it("resolves character references once", () => {
    const text = (markdown: string) => new MarkdownPage().draw(markdown, true).root.textContent;
    assert.equal(text("&lt;b&gt; &copy; &rarr; &#60; &amp;lt; &nonsense; AT&T"), "<b> © → < &lt; &nonsense; AT&T");
    assert.equal(text("`&lt;`"), "&lt;");
  });
});
