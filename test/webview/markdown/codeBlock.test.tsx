import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { MarkdownPage } from "../setup/markdownPage";

describe("CodeBlock", () => {
  const open = "```ts\nconst a = 1;\n";

  it("colours a block only once its fence is closed", () => {
    const markdown = new MarkdownPage().draw(open);
    assert.equal(markdown.root.querySelector("pre span"), null);
    assert.equal(markdown.root.querySelector("pre")?.textContent, "const a = 1;");
    markdown.draw(`${open}\`\`\`\n`);
    assert.equal(markdown.root.querySelector(".hljs-keyword")?.textContent, "const");
    assert.equal(markdown.root.querySelector("pre")?.textContent, "const a = 1;");
  });

  it("does not flash half a closing fence", () => {
    const markdown = new MarkdownPage();
    for (const half of ["`", "``"]) {
      assert.equal(markdown.draw(open + half).root.querySelector("pre")?.textContent, "const a = 1;");
    }
  });

  it("keeps its node when it closes", () => {
    const markdown = new MarkdownPage().draw(open);
    const before = markdown.root.querySelector("pre");
    assert.equal(markdown.draw(`${open}\`\`\``).root.querySelector("pre"), before);
  });

  it("names the language and copies the code without its fences", () => {
    const markdown = new MarkdownPage().draw("```python title=x\nprint(1)\n\n```\n", true);
    assert.equal(markdown.root.querySelector(".codeLanguage")?.textContent, "Python");
    void act(() => markdown.root.querySelector<HTMLButtonElement>("button[aria-label='Copy code']")?.click());
    assert.deepEqual(markdown.api.ofType("copy"), [{ type: "copy", text: "print(1)\n" }]);
  });

  it("leaves a language it does not know plain, with the name as written", () => {
    const { root } = new MarkdownPage().draw("```brainfuck\n+++\n```\n\n    indented\n", true);
    const names = [...root.querySelectorAll(".codeLanguage")].map((name) => name.textContent);
    assert.deepEqual(names, ["brainfuck", "Text"]);
    assert.equal(root.querySelector("pre span"), null);
  });
});
