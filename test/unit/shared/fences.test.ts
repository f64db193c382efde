import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { fenceAfter, markdownBlock, type OpenFence } from "../../../src/shared/fences";

describe("fences", () => {
  /** How deep the code is behind each line. */
  const depths = (text: string): readonly number[] => {
    let open: OpenFence | undefined;
    return text.split("\n").map((line) => {
      open = fenceAfter(line, open);
      let depth = 0;
      for (let fence = open; fence !== undefined; fence = fence.outer) {
        depth++;
      }
      return depth;
    });
  };

  it("follow CommonMark in code of any other language", () => {
    deepStrictEqual(depths("a\n```js\n```ts\n~~~\n    ```\n````\nb"), [0, 1, 1, 1, 1, 0, 0]);
    deepStrictEqual(depths("~~~~\n~~~\n~~~~ x\n~~~~\n``` a`b"), [1, 1, 1, 0, 0]);
  });

  for (const language of ["md", "markdown", "mdx", "Markdown", "MD", "markdown title=x"]) {
    it(`are counted inside ${language} when they have an info string`, () => {
      deepStrictEqual(depths(`\`\`\`${language}\n\`\`\`bash\nls\n\`\`\`\n\`\`\`\nafter`), [1, 2, 2, 1, 0, 0]);
    });
  }

  it("are not counted when they are shorter, of the other kind, or have no info string", () => {
    deepStrictEqual(depths("````md\n```js\n```\n````"), [1, 1, 1, 0]);
    deepStrictEqual(depths("```md\n~~~js\n~~~\n```"), [1, 1, 1, 0]);
    deepStrictEqual(depths("```md\n```\n```js"), [1, 0, 1]);
    deepStrictEqual(depths("```md\n````js\n```\n````\n```"), [1, 2, 2, 1, 0]);
  });

  it("end a block of Markdown where all that is in it has ended", () => {
    const block = "```md\n```js\nx\n```\n```";
    deepStrictEqual(markdownBlock(`${block}\nafter`), { length: block.length, closed: true });
    deepStrictEqual(markdownBlock(block), { length: block.length, closed: true });
    deepStrictEqual(markdownBlock("```md\n```js\nx\n```\n"), { length: 18, closed: false });
    deepStrictEqual(markdownBlock("```md"), { length: 5, closed: false });
    strictEqual(markdownBlock("```js\nx\n```"), undefined);
    strictEqual(markdownBlock("text"), undefined);
  });
});
