import assert from "node:assert/strict";
import { options, type VNode } from "preact";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { MarkdownPage } from "../setup/markdownPage";

/** What reads paths is loaded with the first text that may name a file. */
const loaded = (): Promise<void> => act(() => new Promise((resolve) => setImmediate(resolve)));
const asked = async (markdown: MarkdownPage): Promise<readonly (readonly string[])[]> => {
  await loaded();
  return markdown.api.ofType("checkPaths").map(({ paths }) => paths);
};
const text = "Look at `src/a.ts:12` and [the other](./src/b.ts).\n\nThen `c.ts`.\n\nNo file.\n\nLast `d.ts`";

describe("file links", () => {
  before(async () => {
    new MarkdownPage().draw(text, true);
    await loaded();
  });

  it("asks once for the paths of blocks that are finished, in one message", async () => {
    const markdown = new MarkdownPage();
    for (let length = 1; length <= text.length; length += 5) {
      markdown.draw(text.slice(0, length));
    }
    assert.deepEqual((await asked(markdown)).flat(), ["src/a.ts", "src/b.ts", "c.ts"]);
    markdown.draw(text, true);
    markdown.draw(`${text} `, true);
    const all = await asked(markdown);
    assert.deepEqual(all.flat(), ["src/a.ts", "src/b.ts", "c.ts", "d.ts"]);
    assert.deepEqual(all.at(-1), ["d.ts"]);
  });

  it("asks for a very long listing in several messages", async () => {
    const lines = Array.from({ length: 5 }, (_, block) =>
      Array.from({ length: 90 }, (_, at) => `\`a/${block}-${at}.ts\``).join(" "),
    );
    const all = await asked(new MarkdownPage().draw(lines.join("\n\n"), true));
    assert.deepEqual(
      all.map(({ length }) => length),
      [200, 200, 50],
    );
  });

  it("looks for the paths of a block of hundreds of kilobytes in several tasks", async () => {
    const item = "- A reading of *18 degrees* at noon/midnight, as `npm` has measured it.\n";
    const markdown = new MarkdownPage().draw(`${item.repeat(1500)}- See \`src/last.ts\`.\n`, true);
    const paths = (): readonly string[] => markdown.api.ofType("checkPaths").flatMap(({ paths: all }) => all);
    await Promise.resolve();
    assert.deepEqual(paths(), [], "not in the task that draws");
    while (!paths().includes("src/last.ts")) {
      await act(() => new Promise((resolve) => setTimeout(resolve)));
    }
  }).timeout(20_000);

  it("draws a path as what it is until the host has found it", () => {
    const markdown = new MarkdownPage().draw(text, true);
    assert.equal(markdown.root.querySelector("a"), null);
    markdown.paths = new Set(["src/a.ts", "src/b.ts"]);
    markdown.draw(text, true);
    const links = [...markdown.root.querySelectorAll("a")];
    assert.deepEqual(
      links.map((link) => link.textContent),
      ["src/a.ts:12", "the other"],
    );
    assert.deepEqual(
      links.map((link) => link.title),
      ["Open src/a.ts at line 12", "Open src/b.ts"],
    );
    assert.equal(links[0]?.firstElementChild?.localName, "code");
  });

  it("opens the file at the line, and keeps the click from VS Code's own listener", () => {
    const markdown = new MarkdownPage();
    markdown.paths = new Set(["src/a.ts", "src/b.ts"]);
    markdown.draw(text, true);
    document.body.append(markdown.root);
    let reached = 0;
    const count = (): number => (reached += 1);
    document.body.addEventListener("click", count);
    for (const link of markdown.root.querySelectorAll("a")) {
      const click = new page.MouseEvent("click", { bubbles: true, cancelable: true });
      void act(() => void link.dispatchEvent(click));
      assert.equal(click.defaultPrevented, true);
    }
    document.body.removeEventListener("click", count);
    markdown.root.remove();
    assert.equal(reached, 0);
    assert.deepEqual(markdown.api.ofType("openFile"), [
      { type: "openFile", path: "src/a.ts", line: 12 },
      { type: "openFile", path: "src/b.ts" },
    ]);
  });

  it("draws only the names of files again when the host finds one", () => {
    const markdown = new MarkdownPage().draw(text, true);
    const last = markdown.root.querySelectorAll("p")[2]?.firstChild;
    const drawn: string[] = [];
    const before = options.diffed;
    options.diffed = (vnode: VNode) => {
      if (typeof vnode.type === "function") {
        drawn.push(vnode.type.name);
      }
      before?.(vnode);
    };
    markdown.paths = new Set(["c.ts"]);
    markdown.draw(text, true);
    if (before === undefined) {
      delete options.diffed;
    } else {
      options.diffed = before;
    }
    assert.ok(drawn.includes("FileLink"), drawn.join());
    assert.equal(drawn.filter((name) => name === "BlockView").length, 0, drawn.join());
    assert.equal(markdown.root.querySelectorAll("p")[2]?.firstChild, last);
    assert.equal(markdown.root.querySelector("a")?.textContent, "c.ts");
  });

  it("links plain paths, links with spaces and ranges, and says where they lead", () => {
    const markdown = new MarkdownPage();
    markdown.paths = new Set(["src/a.ts", "my dir/b c.sql", "/w/c.md", "d e/f.ts"]);
    const words =
      "Changed src/a.ts:12, (src/a.ts:3-7) and src/gone.ts. See [x](my dir/b c.sql), [y](file:///w/c.md#L2) and `d e/f.ts`.";
    const { root } = markdown.draw(words, true);
    assert.deepEqual(
      [...root.querySelectorAll("a")].map((link) => [link.textContent, link.title]),
      [
        ["src/a.ts:12", "Open src/a.ts at line 12"],
        ["src/a.ts:3-7", "Open src/a.ts at lines 3 to 7"],
        ["x", "Open my dir/b c.sql"],
        ["y", "Open /w/c.md at line 2"],
        ["d e/f.ts", "Open d e/f.ts"],
      ],
    );
    assert.equal(root.textContent, "Changed src/a.ts:12, (src/a.ts:3-7) and src/gone.ts. See x, y and d e/f.ts.");
    for (const link of root.querySelectorAll("a")) {
      void act(() => link.click());
    }
    assert.deepEqual(markdown.api.ofType("openFile").slice(0, 2), [
      { type: "openFile", path: "src/a.ts", line: 12 },
      { type: "openFile", path: "src/a.ts", line: 3, endLine: 7 },
    ]);
  });

  it("asks nothing for a text that names no file", async () => {
    const markdown = new MarkdownPage().draw(
      "Words and/or *more* words, e.g. 3/4, package.json and example.com.",
      true,
    );
    assert.deepEqual(await asked(markdown), []);
  });

  it("keeps the text of prose in its place while it grows and when links appear", async () => {
    const markdown = new MarkdownPage();
    const words = "Changed src/a.ts:12 here.\n\nAnd src/b.ts:3 there.\n\nEnd.";
    for (let length = 1; length <= words.length; length += 3) {
      markdown.draw(words.slice(0, length));
      assert.equal(markdown.root.querySelector("a"), null);
    }
    assert.deepEqual((await asked(markdown)).flat(), ["src/a.ts", "src/b.ts"]);
    markdown.paths = new Set(["src/a.ts"]);
    markdown.draw(words);
    assert.equal(markdown.root.querySelector("a")?.textContent, "src/a.ts:12");
    assert.match(markdown.root.textContent ?? "", /^Changed src\/a\.ts:12 here\./);
  });

  it("never puts a link into a link, and leaves web addresses alone", () => {
    const markdown = new MarkdownPage();
    markdown.paths = new Set(["src/a.ts", "a.test/b.ts"]);
    const { root } = markdown.draw(
      "[`src/a.ts`](src/a.ts#L3) [`src/a.ts`](https://a.test/b.ts) [x](a.test/c.ts)",
      true,
    );
    assert.deepEqual(
      [...root.querySelectorAll("a")].map((link) => link.title),
      ["Open src/a.ts at line 3", "https://a.test/b.ts"],
    );
    assert.equal(root.querySelector("a a"), null);
  });
});
