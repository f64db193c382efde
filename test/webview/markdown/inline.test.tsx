import assert from "node:assert/strict";
import { options, type VNode } from "preact";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { MarkdownPage } from "../setup/markdownPage";

const asked = async (markdown: MarkdownPage): Promise<readonly (readonly string[])[]> => {
  await Promise.resolve();
  return markdown.api.ofType("checkPaths").map(({ paths }) => paths);
};
const text = "Look at `src/a.ts:12` and [the other](./src/b.ts).\n\nThen `c.ts`.\n\nNo file.\n\nLast `d.ts`";

describe("file links", () => {
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
