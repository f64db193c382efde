import "../../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { grownBlock } from "../../../../src/webview/markdown/markdownStream";
import { tableTools } from "../../../../src/webview/markdown/table/tableView";
import { MarkdownPage } from "../../setup/markdownPage";

const head = "| City | Mean |\n| --- | ---: |\n";
const written = `${head}| Oslo | -5 |\n| Rome | 16 |\n| Bergen | 7 |\n| Évora | 16 |\n`;

const frame = (): Promise<void> => act(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));

function column({ root }: MarkdownPage, index: number): string[] {
  return [...root.querySelectorAll("tbody tr")].map((row) => row.children[index]?.textContent ?? "");
}

function buttons({ root }: MarkdownPage): HTMLButtonElement[] {
  return [...root.querySelectorAll<HTMLButtonElement>("th button")];
}

function press(page: MarkdownPage, index: number): void {
  void act(() => buttons(page)[index]?.click());
}

function orders({ root }: MarkdownPage): (string | null)[] {
  return [...root.querySelectorAll("th")].map((cell) => cell.getAttribute("aria-sort"));
}

describe("TableView", () => {
  before(() => Promise.all([tableTools(), grownBlock()]));

  it("sorts by a press on a head: ascending, descending, as it was written", () => {
    const page = new MarkdownPage().draw(written, true);
    assert.deepEqual(
      buttons(page).map((button) => button.getAttribute("aria-label")),
      ["Sort by City", "Sort by Mean"],
    );
    assert.deepEqual(orders(page), ["none", "none"]);
    press(page, 1);
    assert.deepEqual(orders(page), ["none", "ascending"]);
    assert.deepEqual(column(page, 0), ["Oslo", "Bergen", "Rome", "Évora"], "rows that are alike stay as they were");
    press(page, 1);
    assert.deepEqual(orders(page), ["none", "descending"]);
    assert.deepEqual(column(page, 0), ["Rome", "Évora", "Bergen", "Oslo"]);
    press(page, 1);
    assert.deepEqual(orders(page), ["none", "none"]);
    assert.deepEqual(column(page, 0), ["Oslo", "Rome", "Bergen", "Évora"]);
    press(page, 0);
    assert.deepEqual(column(page, 0), ["Bergen", "Évora", "Oslo", "Rome"]);
  });

  it("keeps its order while it grows, at its end, and the focus on the button", () => {
    const page = new MarkdownPage().draw(`${written}| Ai`);
    document.body.append(page.root);
    press(page, 1);
    buttons(page)[1]?.focus();
    page.draw(`${written}| Aix | 9 |\n| Bor`);
    assert.deepEqual(column(page, 1), ["-5", "7", "9", "16", "16", ""]);
    page.draw(`${written}| Aix | 9 |\n| Bor | 1 |\n`, true);
    assert.deepEqual(column(page, 1), ["-5", "1", "7", "9", "16", "16"]);
    assert.equal(document.activeElement, buttons(page)[1]);
    page.root.remove();
  });

  for (const [place, before] of [
    ["alone", ""],
    ["in a list", "- "],
  ] as const) {
    it(`is as it was written when another table takes its place, ${place}`, () => {
      const other = "| Name | Size | Age |\n|---|---|---|\n| b | 2 | 1 |\n| a | 1 | 2 |\n";
      const within = (text: string): string =>
        `${before}${text.trimEnd().replaceAll("\n", before === "" ? "\n" : "\n  ")}\n`;
      const page = new MarkdownPage().draw(within(written), true);
      press(page, 1);
      assert.deepEqual(column(page, 1), ["-5", "7", "16", "16"]);
      page.draw(within(other), true);
      assert.deepEqual(orders(page), ["none", "none", "none"]);
      assert.deepEqual(column(page, 0), ["b", "a"]);
      press(page, 0);
      void act(() => page.root.querySelectorAll<HTMLButtonElement>(".tableTools button")[1]?.click());
      assert.equal(
        page.api.ofType("copy").at(-1)?.text.replace(/^ +/gm, ""),
        "| Name | Size | Age |\n|---|---|---|\n| a | 1 | 2 |\n| b | 2 | 1 |\n",
      );
      page.draw(within(other.replace("| b | 2 | 1 |", "| c | 2 | 1 |\n| 0 | 0 | 0 |")), true);
      assert.deepEqual(column(page, 0), ["0", "a", "c"], "other rows below the same head are sorted as well");
    });
  }

  it("copies what is shown as CSV, and as the Markdown that came", () => {
    const page = new MarkdownPage().draw(written, true);
    const copy = (label: string): string => {
      const button = [...page.root.querySelectorAll("button")].find(({ textContent }) => textContent === label);
      void act(() => button?.click());
      return page.api.ofType("copy").at(-1)?.text ?? "";
    };
    assert.equal(copy("Copy as Markdown"), written);
    assert.equal(copy("Copy as CSV"), "City,Mean\r\nOslo,-5\r\nRome,16\r\nBergen,7\r\nÉvora,16\r\n");
    assert.equal(page.root.querySelector(".tableTools [role=status]")?.textContent, "Copied");
    const sorted = new MarkdownPage().draw(written, true);
    press(sorted, 0);
    void act(() => sorted.root.querySelectorAll<HTMLButtonElement>(".tableTools button")[1]?.click());
    assert.equal(
      sorted.api.ofType("copy").at(-1)?.text,
      `${head}| Bergen | 7 |\n| Évora | 16 |\n| Oslo | -5 |\n| Rome | 16 |\n`,
    );
  });

  it("draws a table of 10,000 rows in pieces, frame by frame, and keeps drawn rows while it grows", async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `| Station ${index} | ${(index * 7919) % 10_007} |\n`);
    const page = new MarkdownPage().draw(head + rows.join(""), true);
    const count = (): number => page.root.querySelectorAll("tbody tr").length;
    const first = count();
    assert.ok(first >= 50 && first <= 500, `${first} rows in the first frame`);
    for (let frames = 0; count() < rows.length; frames++) {
      assert.ok(frames < 60);
      await frame();
    }
    press(page, 1);
    assert.ok(count() <= 500, "another order is drawn frame by frame, too");
    const means = column(page, 1).map(Number);
    assert.deepEqual(
      means,
      means.toSorted((a, b) => a - b),
    );
  }).timeout(60_000);
});
