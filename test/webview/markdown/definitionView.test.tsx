import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { MarkdownPage } from "../setup/markdownPage";

const text = [
  "It rains.[^1] It pours.[^radar] It still rains.[^1]",
  "[^1]: Says the **radar**.\n    For two days.\n[^radar]: See [^1].",
  "[^none]: Nobody asks.",
].join("\n\n");

describe("footnotes", () => {
  let page: MarkdownPage;
  const marks = (label: string): readonly HTMLElement[] => [
    ...page.root.querySelectorAll<HTMLElement>(`[role=doc-noteref][aria-label="Footnote ${label}"]`),
  ];
  const notes = (): readonly HTMLElement[] => [...page.root.querySelectorAll<HTMLElement>(".footnote")];
  const back = (note: HTMLElement | undefined): HTMLElement | null =>
    note?.querySelector<HTMLElement>("[role=doc-backlink]") ?? null;
  const press = (element: HTMLElement | null | undefined): void => void act(() => element?.click());

  beforeEach(() => {
    page = new MarkdownPage().draw(text, true);
    document.body.append(page.root);
  });
  afterEach(() => page.root.remove());

  it("are drawn where they stand, with what is in them, and their marks in the text", () => {
    assert.deepEqual(
      notes().map((note) => note.textContent),
      ["1Says the radar.For two days.", "radarSee 1.", "[^none]:Nobody asks."],
    );
    assert.equal(notes()[0]?.querySelector("strong")?.textContent, "radar");
    assert.equal(page.root.querySelector("p")?.textContent, "It rains.1 It pours.radar It still rains.1");
  });

  it("take the focus to the footnote and back to the mark that it came from", () => {
    press(marks("1")[1]);
    assert.equal(document.activeElement, notes()[0]);
    press(back(notes()[0]));
    assert.equal(document.activeElement, marks("1")[1]);
    press(marks("radar")[0]);
    assert.equal(document.activeElement, notes()[1]);
    press(back(notes()[0]));
    assert.equal(document.activeElement, marks("1")[0], "the first mark, where no one led here");
  });

  it("stay within their own answer", () => {
    const other = new MarkdownPage().draw(text, true);
    document.body.prepend(other.root);
    press(marks("1")[0]);
    assert.equal(document.activeElement, notes()[0]);
    other.root.remove();
  });

  it("keep the click from VS Code's own listener", () => {
    let reached = 0;
    const count = (): number => (reached += 1);
    document.body.addEventListener("click", count);
    press(marks("1")[0]);
    press(back(notes()[0]));
    document.body.removeEventListener("click", count);
    assert.equal(reached, 0);
  });

  it("have no way back when nothing refers to them, and marks without a footnote stay text", () => {
    assert.equal(back(notes()[2]), null);
    assert.equal(new MarkdownPage().draw("x[^1] ![^2]\n\n`[^1]: y`", true).root.querySelector("sup"), null);
  });

  it("are drawn below a line of text, in lists and quotes, and never as a link in a link", () => {
    const drawn = (markdown: string) => new MarkdownPage().draw(markdown, true).root;
    assert.equal(drawn("x[^1]\n[^1]: Done").querySelector(".footnote")?.textContent, "1Done");
    assert.equal(drawn("> x[^a]\n>\n> [^a]: y").querySelector("blockquote .footnote")?.textContent, "ay");
    assert.equal(drawn("- x[^a]\n\n  [^a]: y").querySelector("li .footnote")?.textContent, "ay");
    const linked = drawn("[t [^1]](https://a.test/) [a][^1] ![^1]\n\n[^1]: x");
    assert.equal(linked.querySelector("a a"), null);
    assert.equal(linked.querySelector("p")?.textContent, "t 1 [a]1 !1");
  });
});
