import "../setup/dom";
import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { isClosedFence, openFenceText } from "../../../src/webview/markdown/codeBlock";
import { MarkdownPage } from "../setup/markdownPage";

describe("fences", () => {
  const cases: readonly [string, boolean][] = [
    ["```\ncode\n```", true],
    ["```js\ncode\n```\n\n", true],
    ["```\ncode\n````", true],
    ["  ~~~\ncode\n ~~~", true],
    ["    indented code", true],
    ["```", false],
    ["```\n\n", false],
    ["```js\ncode", false],
    ["````\ncode\n```", false],
    ["```\ncode\n~~~", false],
    ["```\ncode\n``` x", false],
  ];
  for (const [raw, closed] of cases) {
    it(`${JSON.stringify(raw)} is ${closed ? "closed" : "open"}`, () => {
      assert.equal(isClosedFence(raw), closed);
    });
  }

  it("hides the beginning of a closing fence, and nothing else", () => {
    assert.equal(openFenceText("a\n``", "```\na\n``"), "a\n");
    assert.equal(openFenceText("`", "```\n`"), "");
    assert.equal(openFenceText("a `b`", "```\na `b`"), "a `b`");
  });
});

describe("the file that a block is for", () => {
  const cases: readonly [string, string | undefined][] = [
    ["Put this into `src/weather.ts`:", "src/weather.ts"],
    ["Change `a.ts:12`, then `b.ts`:", "b.ts"],
    ["Write src/deep/c.py like this:", "src/deep/c.py"],
    ["Run it with Node.js 22 and/or Bun:", undefined],
    ["See `getWeather()` at https://example.com/a.html", undefined],
    ["No file at all.", undefined],
  ];
  for (const [words, near] of cases) {
    it(`is ${String(near)} after: ${words}`, () => {
      const markdown = new MarkdownPage().draw(`${words}\n\n\`\`\`ts\nlet a;\n\`\`\``, true);
      const button = [...markdown.root.querySelectorAll("button")].find(({ title }) => title === "Apply as diff");
      void act(() => button?.click());
      assert.deepEqual(
        markdown.api.ofType("code").map((message) => message.near),
        [near],
      );
    });
  }
});

describe("CodeBlock", () => {
  const open = "```ts\nconst a = 1;\n";
  const coloured = async ({ root }: MarkdownPage): Promise<void> => {
    while (root.querySelector("[data-waiting]") !== null) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };

  it("colours a block only once its fence is closed, and the page has a moment", async () => {
    const markdown = new MarkdownPage().draw(open);
    assert.equal(markdown.root.querySelector("pre span, [data-waiting]"), null);
    assert.equal(markdown.root.querySelector("pre")?.textContent, "const a = 1;");
    markdown.draw(`${open}\`\`\`\n`);
    assert.equal(markdown.root.querySelector("pre span"), null);
    await coloured(markdown);
    assert.equal(markdown.root.querySelector(".hljs-keyword")?.textContent, "const");
    assert.equal(markdown.root.querySelector("pre")?.textContent, "const a = 1;");
  });

  it("has the colours at once for code that was coloured before", async () => {
    const code = "```ts\nlet seen = 2;\n```";
    await coloured(new MarkdownPage().draw(code, true));
    const again = new MarkdownPage().draw(code, true);
    assert.equal(again.root.querySelector(".hljs-keyword")?.textContent, "let");
    assert.equal(again.root.querySelector("[data-waiting]"), null);
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

  const button = ({ root }: MarkdownPage, name: string): HTMLButtonElement => {
    const found = root.querySelector<HTMLButtonElement>(`button[aria-label='${name}']`);
    assert.ok(found, `No button ${name} in ${root.innerHTML}`);
    return found;
  };
  const names = ({ root }: MarkdownPage): (string | null)[] =>
    [...root.querySelectorAll(".codeTools > .iconButton")].map((tool) => tool.getAttribute("aria-label"));
  const tools = ["Apply as diff", "Insert at cursor", "Open in new editor", "Copy code"];

  it("has all its buttons from the first line on, and lets them work once the fence is closed", () => {
    const markdown = new MarkdownPage().draw(open);
    const before = [...markdown.root.querySelectorAll("button")];
    assert.deepEqual(names(markdown), tools);
    assert.equal(button(markdown, "Apply as diff").disabled, true);
    assert.equal(button(markdown, "More actions").disabled, true);
    markdown.draw(`${open}\`\`\``);
    assert.deepEqual([...markdown.root.querySelectorAll("button")], before);
    assert.ok(before.every((tool) => !tool.disabled));
  });

  it("keeps the tools from code that was cut off, and still copies it", () => {
    const markdown = new MarkdownPage().draw(open, true);
    assert.equal(button(markdown, "Insert at cursor").disabled, true);
    assert.equal(button(markdown, "Copy code").disabled, false);
  });

  it("sends the code with the whole info string, which may name a file", () => {
    const markdown = new MarkdownPage().draw('```ts title="src/a.ts"\nlet a;\n```\n', true);
    for (const name of tools.slice(0, 3)) {
      void act(() => button(markdown, name).click());
    }
    const body = { type: "code", code: "let a;", language: 'ts title="src/a.ts"' };
    assert.deepEqual(
      markdown.api.ofType("code"),
      ["apply", "insert", "newFile"].map((action) => ({ ...body, action })),
    );
  });

  it("offers a terminal to shells, and to nothing else", () => {
    for (const language of ["bash", "sh", "shell", "zsh", "fish", "powershell", "pwsh", "bat", "console"]) {
      const markdown = new MarkdownPage().draw(`\`\`\`${language}\nls\n\`\`\``, true);
      assert.deepEqual(names(markdown), ["Run in terminal", ...tools]);
    }
    assert.deepEqual(names(new MarkdownPage().draw("```\nls\n```", true)), tools);
  });

  it("offers none where there is none", () => {
    const markdown = new MarkdownPage();
    const { model } = markdown.panel;
    markdown.panel.receive({ type: "state", state: { ...model.state, look: { noTerminal: true } } });
    assert.deepEqual(names(markdown.draw("```bash\nls\n```", true)), tools);
  });

  describe("More actions", () => {
    let markdown: MarkdownPage;
    const more = (): HTMLButtonElement => button(markdown, "More actions");
    const active = (): Element => document.activeElement ?? document.body;
    const items = (): HTMLElement[] => [...markdown.root.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const focused = (): string => active().textContent;
    const key = (on: Element, name: string): Event => {
      const event = new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
      void act(() => void on.dispatchEvent(event));
      return event;
    };

    beforeEach(() => {
      markdown = new MarkdownPage().draw("```bash\nls\n```", true);
      document.body.append(markdown.root);
      more().focus();
    });
    afterEach(() => markdown.root.remove());

    it("opens with its first item, and says that it is open", () => {
      assert.equal(more().getAttribute("aria-expanded"), "false");
      void act(() => more().click());
      assert.equal(more().getAttribute("aria-expanded"), "true");
      assert.equal(markdown.root.querySelector("[role=menu]")?.id, more().getAttribute("aria-controls"));
      assert.deepEqual(
        items().map((item) => item.textContent),
        tools.slice(0, 3),
      );
      assert.equal(focused(), "Apply as diff");
    });

    it("goes round with the arrow keys, Home and End", () => {
      key(more(), "ArrowDown");
      const way = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"].map((name) => {
        key(active(), name);
        return focused();
      });
      const [apply, insert, fresh] = tools;
      assert.deepEqual(way, [insert, fresh, apply, fresh, apply, fresh]);
    });

    it("does what was picked and gives the focus back", () => {
      void act(() => more().click());
      void act(() => items()[1]?.click());
      assert.deepEqual(
        markdown.api.ofType("code").map(({ action }) => action),
        ["insert"],
      );
      assert.deepEqual(items(), []);
      assert.equal(document.activeElement, more());
    });

    it("closes with Escape, which goes no further, and with Tab, which does", () => {
      let reached = 0;
      const count = (): number => (reached += 1);
      document.body.addEventListener("keydown", count);
      void act(() => more().click());
      key(active(), "Escape");
      assert.deepEqual([items().length, reached], [0, 0]);
      assert.equal(document.activeElement, more());
      void act(() => more().click());
      assert.equal(key(active(), "Tab").defaultPrevented, false);
      assert.deepEqual([items().length, reached], [0, 1]);
      document.body.removeEventListener("keydown", count);
    });

    it("closes when the focus goes elsewhere or the page scrolls", () => {
      void act(() => more().click());
      void act(() => markdown.root.querySelector("pre")?.focus());
      assert.deepEqual(items(), []);
      void act(() => more().click());
      void act(() => void markdown.root.querySelector("pre")?.dispatchEvent(new page.Event("scroll")));
      assert.deepEqual(items(), []);
    });
  });
});

describe("the view of a code block", () => {
  const code = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join("\n");
  const block = ({ root }: MarkdownPage) => root.querySelector(".codeBlock");
  const press = ({ root }: MarkdownPage, selector: string) =>
    void act(() => root.querySelector<HTMLButtonElement>(selector)?.click());

  it("wraps lines when asked", () => {
    const markdown = new MarkdownPage().draw("```\nlong\n```", true);
    const pressed = () => markdown.root.querySelector(".wrapCode")?.getAttribute("aria-pressed");
    assert.deepEqual([pressed(), block(markdown)?.classList.contains("wrapped")], ["false", false]);
    press(markdown, ".wrapCode");
    assert.deepEqual([pressed(), block(markdown)?.classList.contains("wrapped")], ["true", true]);
  });

  it("folds long code, keeps all of it for copying, and remembers what was opened", () => {
    Object.assign(page.HTMLElement.prototype, { scrollIntoView: () => undefined });
    const markdown = new MarkdownPage().draw("```\n" + code(31) + "\n```", true);
    const folded = () => block(markdown)?.classList.contains("folded");
    const more = () => markdown.root.querySelector("[data-show-all]");
    assert.deepEqual([folded(), more()?.textContent], [true, "Show all 31 lines"]);
    assert.equal(more()?.getAttribute("aria-expanded"), "false");
    press(markdown, "button[aria-label='Copy code']");
    assert.deepEqual(markdown.api.ofType("copy"), [{ type: "copy", text: code(31) }]);
    press(markdown, "[data-show-all]");
    assert.deepEqual([folded(), more()?.textContent], [false, "Show less"]);
    markdown.draw("Scrolled away.", true).draw("```\n" + code(31) + "\n```", true);
    assert.equal(folded(), false);
    press(markdown, "[data-show-all]");
    assert.equal(folded(), true);
  });

  it("does not fold what is short, is being written, or was watched", () => {
    assert.equal(block(new MarkdownPage().draw("```\n" + code(30) + "\n```", true))?.className, "codeBlock");
    const markdown = new MarkdownPage();
    for (const text of ["```\n" + code(20), "```\n" + code(40), "```\n" + code(40) + "\n```"]) {
      markdown.draw(text);
      assert.equal(block(markdown)?.className, "codeBlock");
    }
    assert.equal(markdown.root.querySelector("[data-show-all]")?.textContent, "Show less");
    const indented = new MarkdownPage().draw("    " + code(20).replaceAll("\n", "\n    "));
    indented.draw("    " + code(40).replaceAll("\n", "\n    "));
    assert.equal(block(indented)?.className, "codeBlock");
  });
});
