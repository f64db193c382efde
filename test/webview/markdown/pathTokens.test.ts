import assert from "node:assert/strict";
import type { Token, Tokens } from "marked";
import { newLexer } from "../../../src/webview/markdown/lexer";

function inlineOf(markdown: string): readonly Token[] {
  return (newLexer().lex(markdown)[0] as Tokens.Paragraph).tokens;
}

const summary = (markdown: string): readonly string[] =>
  inlineOf(markdown).map((token) =>
    token.type === "link" ? `[${token.text as string}](${token.href as string})` : `${token.type}:${token.raw}`,
  );

describe("keepPathsWhole", () => {
  it("reads a link whose address has spaces, when that names a file in a folder", () => {
    assert.deepEqual(summary("See [x](folder/Stored Procedures/f.sql) here"), [
      "text:See ",
      "[x](folder/Stored Procedures/f.sql)",
      "text: here",
    ]);
    assert.deepEqual(summary("[x](a b/c (1).ts:12) **[`y`](a b\\c.ts#L3)**"), [
      "[x](a b/c (1).ts:12)",
      "text: ",
      "strong:**[`y`](a b\\c.ts#L3)**",
    ]);
    const [link] = inlineOf("[*x*](a b/c.ts)");
    assert.equal((link as Tokens.Link).tokens[0]?.type, "em");
    assert.equal(link?.raw, "[*x*](a b/c.ts)");
  });

  const others = [
    "[x](see the notes)",
    "[x](above and/or below)",
    "[x](https://a.test/a b.html)",
    "[x](a b/c.ts\n)",
    "[x] (a b/c.ts)",
    "[x](a b/c.ts",
  ];
  for (const text of others) {
    it(`leaves ${JSON.stringify(text)} as it is`, () =>
      assert.ok(inlineOf(text).every(({ type, raw }) => type !== "link" || raw.startsWith("https"))));
  }

  it("keeps the titles of links, and pictures, as they are", () => {
    const [link] = inlineOf('[x](a/b.ts "a title/b.ts")');
    assert.equal((link as Tokens.Link).title, "a title/b.ts");
    assert.equal(
      inlineOf("![x](a b/c.png)").some(({ type }) => type === "link"),
      true,
    );
  });

  it("does not take underscores in the middle of a path for emphasis", () => {
    assert.deepEqual(summary("in src/__tests__/a.test.ts and src/pkg/__init__.py:3"), [
      "text:in src/__tests__/a.test.ts and src/pkg/__init__.py:3",
    ]);
    assert.deepEqual(summary("either/_or_"), ["text:either/", "em:_or_"]);
    assert.deepEqual(summary("__a__/b"), ["strong:__a__", "text:/b"]);
  });

  it("keeps both backslashes of a WSL path", () => {
    assert.deepEqual(summary("in \\\\wsl$\\Ubuntu\\x.ts"), ["text:in \\\\wsl$\\Ubuntu\\x.ts"]);
    assert.deepEqual(summary("a \\\\ b"), ["text:a ", "escape:\\\\", "text: b"]);
  });

  it("reads a long text of what could begin such links", () => {
    for (const piece of ["[x](a b/", "[", "[x](((", "/__a__/b.c ", "[x](////.", "\\\\wsl$"]) {
      const text = piece.repeat(10_000);
      assert.equal(
        inlineOf(`a${text}`).reduce((length, { raw }) => length + raw.length, 0),
        text.length + 1,
      );
    }
  });
});
