import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
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
      assert.ok(lengths.length < 20, `after ${lengths.join(", ")} characters`);
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

  it("draws a long open block in fewer frames, so that it costs no greater share of the time than a short one", async () => {
    const items = (count: number): string =>
      Array.from({ length: count }, (_, index) => `- item ${index} of many\n`).join("");
    const drawings = async (before: number): Promise<number> => {
      const markdown = new MarkdownPage().draw(items(before));
      let seen = 0;
      for (let added = 1; added <= 24; added++) {
        const was = length(markdown);
        markdown.draw(items(before + added));
        await frame();
        seen += length(markdown) > was ? 1 : 0;
      }
      for (let frames = 0; !markdown.html.includes(`item ${before + 23} `); frames++) {
        assert.ok(frames < 20, "what has come is drawn though nothing more comes");
        await frame();
      }
      assert.equal(
        markdown.draw(items(before + 24), true).html,
        new MarkdownPage().draw(items(before + 24), true).html,
      );
      return seen;
    };
    assert.equal(await drawings(10), 24);
    const long = await drawings(1500);
    assert.ok(long >= 3 && long <= 6, `${long} of 24 drawings`);
  });
});
