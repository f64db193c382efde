import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { grownBlock } from "../../../src/webview/markdown/markdownStream";
import { tableTools } from "../../../src/webview/markdown/table/tableView";
import { MarkdownPage } from "../setup/markdownPage";

describe("useGradual", () => {
  const text = Array.from({ length: 1500 }, (_, index) => `Paragraph ${index} with some words.\n\n`).join("");
  const frame = (): Promise<void> => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
  const length = ({ root }: MarkdownPage): number => root.textContent.length;

  it("draws what came at once in several frames, the whole of it in the end", async () => {
    const markdown = new MarkdownPage().draw(text.slice(0, 5)).draw(text, true);
    const lengths = [length(markdown)];
    const whole = length(new MarkdownPage().draw(text, true));
    while (lengths.at(-1) !== whole) {
      await frame();
      lengths.push(length(markdown));
      assert.ok(lengths.length < 60, `after ${lengths.join(", ")} characters`);
    }
    assert.ok(lengths.length > 5);
    assert.deepEqual(
      lengths,
      lengths.toSorted((a, b) => a - b),
    );
    assert.equal(markdown.html, new MarkdownPage().draw(text, true).html);
  });

  it("draws one piece a frame, whatever else comes before that frame", async () => {
    const markdown = new MarkdownPage().draw(text.slice(0, 5)).draw(text.slice(0, -200));
    const first = length(markdown);
    assert.ok(first > 3000 && first < 5000, `${first}`);
    assert.equal(length(markdown.draw(text.slice(0, -100)).draw(text, true)), first);
    await frame();
    const second = length(markdown);
    assert.ok(second > first && second < 2.5 * first, `${first}, then ${second}`);
    assert.equal(length(markdown.draw(`${text}More`)), second);
    assert.ok(markdown.draw("Another").html.includes("Another"), "another text does not wait");
  });

  it("draws a text whole when it is new, grows by little, or is another one", () => {
    const whole = new MarkdownPage().draw(text, true).html;
    assert.ok(whole.includes("Paragraph 1499 "));
    assert.ok(new MarkdownPage().draw(text.slice(0, -100)).draw(text, true).html.includes("Paragraph 1499 "));
    assert.ok(new MarkdownPage().draw("Another").draw(text, true).html.includes("Paragraph 1499 "));
  });

  it("draws a block of which nothing settles in fewer frames, so that it costs no greater share of the time", async () => {
    const html = (lines: number): string => `<div>\n${"<p>one of many\n".repeat(lines)}`;
    const drawings = async (before: number): Promise<number> => {
      const markdown = new MarkdownPage().draw(html(before));
      let seen = 0;
      for (let added = 1; added <= 24; added++) {
        const was = length(markdown);
        markdown.draw(html(before + added));
        await frame();
        seen += length(markdown) > was ? 1 : 0;
      }
      for (let frames = 0; length(markdown) < html(before + 24).trimEnd().length; frames++) {
        assert.ok(frames < 20, "what has come is drawn though nothing more comes");
        await frame();
      }
      assert.equal(markdown.draw(html(before + 24), true).html, new MarkdownPage().draw(html(before + 24), true).html);
      return seen;
    };
    assert.equal(await drawings(10), 24);
    const long = await drawings(2200);
    assert.ok(long >= 3 && long <= 6, `${long} of 24 drawings`);
  });

  it("takes larger steps the further it is behind, so that it comes to the end all the same", async () => {
    const long = Array.from({ length: 12_000 }, (_, index) => `Paragraph ${index} with some words.\n\n`).join("");
    const markdown = new MarkdownPage().draw(long.slice(0, 5)).draw(long);
    const first = length(markdown);
    assert.ok(first > 15_000 && first < 20_000, `${first}`);
    for (let frames = 0; !markdown.html.includes("Paragraph 11999 "); frames++) {
      assert.ok(frames < 130, `${length(markdown)} characters after ${frames} frames`);
      await frame();
    }
  }).timeout(60_000);

  it("is done within a second with the longest block of which nothing settles", async () => {
    const html = `<div>\n${"<p>one of many\n".repeat(28_000)}`;
    const markdown = new MarkdownPage().draw(html.slice(0, 5)).draw(html, true);
    let frames = 0;
    for (; length(markdown) < html.trimEnd().length; frames++) {
      assert.ok(frames < 60, `${length(markdown)} characters after ${frames} frames`);
      await frame();
    }
  }).timeout(60_000);

  it("draws every beginning of long lists, tables, paragraphs and code as a fresh drawing does", async () => {
    await Promise.all([grownBlock(), tableTools()]);
    for (const text of [
      "- one **item**\n".repeat(200),
      "7. one\n".repeat(200),
      `| a | b |\n|---|---|\n${"| 1 | `x` |\n".repeat(200)}`,
      "A *line* of many.\n".repeat(700),
      `\`\`\`\n${"x".repeat(9000)}\n${"a line\n".repeat(300)}`,
    ]) {
      const markdown = new MarkdownPage();
      for (let end = 1; end < text.length + 900; end += 900) {
        markdown.draw(text.slice(0, end));
        // A long open block is drawn in every second or third frame.
        for (let frames = 0; frames < 4; frames++) {
          await frame();
        }
        assert.equal(markdown.html, new MarkdownPage().draw(text.slice(0, end)).html, text.slice(0, 20));
      }
    }
  }).timeout(60_000);
});
