import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { mathLexer, mathView } from "../../../src/webview/markdown/mathPart";
import { formulaOf } from "../../../src/webview/markdown/mathTree";
import { MarkdownPage } from "../setup/markdownPage";

const drawn = async (text: string): Promise<MarkdownPage> => {
  const markdown = new MarkdownPage().draw(text, true);
  await act(async () => {
    await Promise.all([mathLexer(), mathView()]);
  });
  return markdown.draw(text, true);
};

describe("MathView", () => {
  it("shows the source until what draws formulas has come, and then MathML with the source over it", async () => {
    const text = "Einstein: \\(E = mc^2\\).";
    const markdown = new MarkdownPage().draw(text, true);
    assert.equal(markdown.root.querySelector("math"), null);
    const { root } = await drawn(text);
    const math = root.querySelector("math");
    assert.equal(math?.namespaceURI, "http://www.w3.org/1998/Math/MathML");
    assert.equal(math?.textContent, "E=mc2");
    const source = root.querySelector(".mathSource");
    assert.equal(source?.textContent, "\\(E = mc^2\\)");
    assert.equal(source?.getAttribute("aria-hidden"), "true");
  });

  it("gives a displayed or long formula a named box that the keyboard can scroll", async () => {
    const { root } = await drawn(`$$\na \\\\ b\n$$\n\nIn \\(${"x_1 + ".repeat(20)}y\\) words, and \\(z\\)`);
    const boxes = [...root.querySelectorAll<HTMLElement>(".mathScroll")];
    assert.deepEqual(
      boxes.map((box) => [box.tabIndex, box.getAttribute("aria-label")]),
      [
        [0, "Formula"],
        [0, "Formula"],
      ],
    );
    assert.equal(root.querySelectorAll("math").length, 3);
  });

  it("shows the source of what cannot be drawn, and why", async () => {
    const { root } = await drawn(`$$\n\\frac{a}{\n$$\n\nA \\(\\undefined\\) b.\n\n$$\n${"x+".repeat(50_000)}1\n$$`);
    assert.equal(root.querySelector("math"), null);
    assert.deepEqual(
      [...root.querySelectorAll(".mathReason")].map((reason) => reason.textContent),
      [
        "Couldn't read the formula. Showing its source instead.",
        "The formula is too large to display. Showing its source instead.",
      ],
    );
    assert.equal(root.querySelector("p code")?.textContent, "\\(\\undefined\\)");
    assert.equal(
      root.querySelector("p code")?.getAttribute("title"),
      "Couldn't read the formula. Showing its source instead.",
    );
  });

  it("copies a selection with the sources of its formulas", async () => {
    const { root } = await drawn("Take \\(x\\) now.");
    document.body.append(root);
    document.getSelection()?.selectAllChildren(root);
    const copied: string[][] = [];
    const event = new page.Event("copy", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "clipboardData", { value: { setData: (...data: string[]) => copied.push(data) } });
    root.dispatchEvent(event);
    root.remove();
    // Nothing is laid out here, so the signs are not left out; the browser does (math.css).
    assert.equal(copied[0]?.[0], "text/plain");
    assert.match(copied[0]?.[1] ?? "", /^Take .*\\\(x\\\) now\.$/);
    assert.equal(event.defaultPrevented, true);
  });
});

describe("formulaOf", () => {
  const text = (tex: string): string => JSON.stringify(formulaOf(tex, true));

  it("lets nothing through but elements and attributes of its lists", () => {
    for (const tex of [
      "\\href{javascript:alert(1)}{x}",
      "\\url{https://a.test}",
      "\\includegraphics{https://a.test/a.png}",
      "\\class{button}{x}",
      "\\style{color:red}{x}",
      "\\id{root}{x}",
      "\\data{a=b}{x}",
      "\\ref{a}",
    ]) {
      assert.deepEqual(formulaOf(tex, true), { failed: "broken" }, tex);
    }
    for (const tex of [
      "<script>alert(1)</script>",
      "\\text{<img src=x onerror=alert(1)>}",
      "\\textcolor{red}{x}\\colorbox{blue}{y}\\label{root}\\tag{1}",
      "\\mathtip{x}{y}",
    ]) {
      const formula = text(tex);
      assert.doesNotMatch(formula, /"tag":"(?!m)|href|src"|"id"|title|onerror"|[cC]olor|#[0-9a-f]{3}/, tex);
    }
  });

  it("keeps sizes near the formula", () => {
    assert.doesNotMatch(
      text("\\rule{1000em}{1000em} \\kern-50em x \\raisebox{90em}{y} \\hspace{400em}"),
      /\d{3}em|-50/,
    );
  });

  it("gives up on what would not end, or is too much", () => {
    assert.deepEqual(formulaOf("\\def\\x{\\x\\x}\\x", true), { failed: "broken" });
    assert.deepEqual(formulaOf(`\\def\\a{${"x".repeat(400)}}${"\\a".repeat(40)}`, true), { failed: "long" });
    assert.deepEqual(formulaOf("\\def\\a#1{#1#1#1}\\a{\\a{\\a{x}}}", true), { failed: "broken" });
    assert.deepEqual(formulaOf(`${"\\sqrt{".repeat(200)}x${"}".repeat(200)}`, true), { failed: "long" });
    assert.ok("failed" in formulaOf("{".repeat(2900), true));
    assert.deepEqual(formulaOf("x".repeat(100_000), true), { failed: "long" });
  });

  it("reads short definitions", () => {
    assert.match(text("\\def\\half{\\frac{1}{2}}\\half x"), /mfrac/);
  });
});
