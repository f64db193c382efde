import assert from "node:assert/strict";
import fc from "fast-check";
import { prosePaths } from "../../../src/webview/markdown/prosePaths";

/** The words that are links, and what they lead to. */
function links(text: string): readonly string[] {
  return prosePaths(text).map(({ start, end, to }) => {
    const line = to.line === undefined ? "" : ` ${to.line}`;
    return `${text.slice(start, end)} -> ${to.path}${line}`;
  });
}

describe("prosePaths", () => {
  const texts: readonly (readonly [string, ...string[]])[] = [
    ["Changed src/main.ts:12", "src/main.ts:12 -> src/main.ts 12"],
    [
      "See src/a.ts, src/b.ts(12,5): and c.ts#L3.",
      "src/a.ts -> src/a.ts",
      "src/b.ts(12,5) -> src/b.ts 12",
      "c.ts#L3 -> c.ts 3",
    ],
    [
      '(in src/a.ts:12) [src/b.ts] "src/c.ts"',
      "src/a.ts:12 -> src/a.ts 12",
      "src/b.ts -> src/b.ts",
      "src/c.ts -> src/c.ts",
    ],
    [
      "src/a.ts's end; src/b.ts;src/c.ts,src/d.ts",
      "src/a.ts -> src/a.ts",
      "src/b.ts -> src/b.ts",
      "src/c.ts -> src/c.ts",
      "src/d.ts -> src/d.ts",
    ],
    ["a.ts:12–20 and c:\\src\\a.ts#1287-1290!", "a.ts:12–20 -> a.ts 12", "c:\\src\\a.ts#1287-1290 -> c:/src/a.ts 1287"],
    [
      "at file:///w/README.md or vscode://file/w/a.ts:3",
      "file:///w/README.md -> /w/README.md",
      "vscode://file/w/a.ts:3 -> /w/a.ts 3",
    ],
    ["in \\\\wsl$\\Ubuntu\\x.ts", "\\\\wsl$\\Ubuntu\\x.ts -> //wsl.localhost/Ubuntu/x.ts"],
    ["已修改src/main.ts:12。", "src/main.ts:12 -> src/main.ts 12"],
    ["src/main.ts:12に変更", "src/main.ts:12 -> src/main.ts 12"],
    ["参照：資料/一覧.md、", "資料/一覧.md -> 資料/一覧.md"],
    ["src/a.ts→src/b.ts", "src/a.ts -> src/a.ts", "src/b.ts -> src/b.ts"],
    ["Words and/or more, 3/4 of e.g. https://a.test/b.ts:3 and package.json"],
  ];
  for (const [text, ...expected] of texts) {
    it(`finds ${expected.length} in "${text}"`, () => assert.deepEqual(links(text), expected));
  }

  it("gives places of the text, in order and apart, whatever the text", () => {
    const piece = fc.constantFrom(
      "src/a.ts",
      ":12",
      "(3,4)",
      " ",
      ".",
      "(",
      ")",
      "修",
      "\\",
      "/",
      "#L3",
      "'s",
      "b.ts",
      "–",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        let before = 0;
        for (const { start, end } of prosePaths(text)) {
          assert.ok(start >= before && end > start && end <= text.length);
          before = end;
        }
      }),
    );
  });

  it("looks at no word that is too long", () => {
    assert.deepEqual(links(`${"x/".repeat(300)}a.ts ${"(".repeat(100_000)}`), []);
  });
});
