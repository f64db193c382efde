import assert from "node:assert/strict";
import { candidatePaths } from "../../../src/webview/markdown/filePaths";
import { newLexer } from "../../../src/webview/markdown/lexer";

describe("candidatePaths", () => {
  const paths = (markdown: string): readonly string[] => {
    const [block] = newLexer().lex(markdown);
    assert.ok(block);
    return candidatePaths(block);
  };

  it("finds code spans and links wherever they stand, each path once", () => {
    assert.deepEqual(
      paths("See `src/a.ts:1`, **`src/a.ts:2`** and [it](src/b.ts#L3), not `npm ci`, and plain src/c.ts."),
      ["src/a.ts", "src/b.ts", "src/c.ts"],
    );
    assert.deepEqual(paths("- `a/a.ts`\n  - `b/b.ts`\n    > [c](c/c.ts)"), ["a/a.ts", "b/b.ts", "c/c.ts"]);
    assert.deepEqual(paths("| `a/a.ts` |\n|---|\n| `b/b.ts` |"), ["a/a.ts", "b/b.ts"]);
    assert.deepEqual(paths("# `a/a.ts`"), ["a/a.ts"]);
    assert.deepEqual(paths("Changed **src/a.ts:1** and _b.ts:2_.\n- c/c.ts"), ["src/a.ts", "b.ts"]);
    assert.deepEqual(paths("[`x/x.ts`](y/y.ts) [`z/z.ts`](https://a.test)"), ["y/y.ts", "z/z.ts"]);
  });

  it("does not look into code, and stops at a hundred", () => {
    assert.deepEqual(paths("```\n`a/a.ts`\n```"), []);
    assert.equal(paths(Array.from({ length: 5_000 }, (_, index) => `\`a/${index}.ts\``).join(" ")).length, 100);
  });
});
