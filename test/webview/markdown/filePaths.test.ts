import assert from "node:assert/strict";
import { Lexer } from "marked";
import { candidatePaths, fileReference, linkReference } from "../../../src/webview/markdown/filePaths";

describe("fileReference", () => {
  const places: readonly (readonly [string, string, number?])[] = [
    ["src/a.ts", "src/a.ts"],
    ["src/a.ts:12", "src/a.ts", 12],
    ["src/a.ts:12:5", "src/a.ts", 12],
    ["src/a.ts:12-20", "src/a.ts", 12],
    ["src/a.ts#L12", "src/a.ts", 12],
    ["src/a.ts#L12-L20", "src/a.ts", 12],
    ["src/a.ts#L12C3-L20C4", "src/a.ts", 12],
    ["src/a.ts(12,5)", "src/a.ts", 12],
    ["./x/y.py:3:5", "x/y.py", 3],
    ["././a.ts", "a.ts"],
    ["src\\lib\\a.cs:7", "src/lib/a.cs", 7],
    ["C:\\work\\a.cs:7", "C:/work/a.cs", 7],
    ["/work/a.ts", "/work/a.ts"],
    ["../a.ts", "../a.ts"],
    ["package.json", "package.json"],
    [".gitignore", ".gitignore"],
    ["Dockerfile:3", "Dockerfile", 3],
    ["src/Makefile", "src/Makefile"],
    ["app/[id]/page.tsx", "app/[id]/page.tsx"],
    ["日本/ü.ts:0", "日本/ü.ts"],
  ];
  for (const [text, path, line] of places) {
    it(`reads ${text}`, () => assert.deepEqual(fileReference(text), line === undefined ? { path } : { path, line }));
  }

  const others = [
    "word",
    "npm install",
    "npm run src/a.ts",
    "--flag",
    "https://a.test/b.ts",
    "file:///etc/passwd",
    "command:x.y",
    "src/",
    "..",
    "./",
    "src/**/*.ts",
    "a|b",
    "x > y.ts",
    "//server/a.ts",
    "~/a.ts",
    "#L12",
    ":12",
    "",
    "a\u0000.ts",
    "x/".repeat(300),
  ];
  for (const text of others) {
    it(`does not take ${JSON.stringify(text.slice(0, 30))} for a file`, () =>
      assert.equal(fileReference(text), undefined));
  }
});

describe("linkReference", () => {
  it("decodes an address, and takes a broken one as it is", () => {
    assert.deepEqual(linkReference("src/my%20file.ts#L3"), { path: "src/my file.ts", line: 3 });
    assert.deepEqual(linkReference("src/100%.ts"), { path: "src/100%.ts" });
    assert.equal(linkReference("#heading"), undefined);
    assert.equal(linkReference("javascript:alert(1)"), undefined);
  });
});

describe("candidatePaths", () => {
  const paths = (markdown: string): readonly string[] => {
    const [block] = new Lexer().lex(markdown);
    assert.ok(block);
    return candidatePaths(block);
  };

  it("finds code spans and links wherever they stand, each path once", () => {
    assert.deepEqual(
      paths("See `src/a.ts:1`, **`src/a.ts:2`** and [it](src/b.ts#L3), not `npm ci` or plain src/c.ts."),
      ["src/a.ts", "src/b.ts"],
    );
    assert.deepEqual(paths("- `a/a.ts`\n  - `b/b.ts`\n    > [c](c/c.ts)"), ["a/a.ts", "b/b.ts", "c/c.ts"]);
    assert.deepEqual(paths("| `a/a.ts` |\n|---|\n| `b/b.ts` |"), ["a/a.ts", "b/b.ts"]);
    assert.deepEqual(paths("# `a/a.ts`"), ["a/a.ts"]);
  });

  it("does not look into code, and stops at a hundred", () => {
    assert.deepEqual(paths("```\n`a/a.ts`\n```"), []);
    assert.equal(paths(Array.from({ length: 5_000 }, (_, index) => `\`a/${index}.ts\``).join(" ")).length, 100);
  });
});
