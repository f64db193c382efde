import assert from "node:assert/strict";
import type { Token } from "marked";
import { newLexer } from "../../../src/webview/markdown/lexer";
import { splitAtCodeAndMath, splitAtMathBlocks } from "../../../src/webview/markdown/mathLexer";
import { mathLexer } from "../../../src/webview/markdown/mathPart";
import { isMath } from "../../../src/webview/markdown/mathToken";

const formulas = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => {
    const { tokens: inner = [], items = [], header = [], rows = [] } = token as never as Record<string, Token[]>;
    const cells = [...header, ...rows.flat()] as never as { tokens: Token[] }[];
    return isMath(token)
      ? [`${token.display ? "block " : ""}${token.text}`]
      : formulas([...inner, ...items, ...cells.flatMap((cell) => cell.tokens)]);
  });

describe("formulas", () => {
  before(() => mathLexer());
  const read = (text: string): string[] => formulas(newLexer().lex(text));

  const cases: readonly [text: string, ...found: string[]][] = [
    ["Einstein: \\(E = mc^2\\).", "E = mc^2"],
    ["\\[\na \\\\ b & c\n\\]", "block a \\\\ b & c"],
    ["$$\na \\\\ b & c\n$$", "block a \\\\ b & c"],
    ["Text\n$$\na\n=\nb\n- c\n$$\nmore", "block a\n=\nb\n- c"],
    ["Text $$a = b$$ more", "block a = b"],
    ["- item\n  $$\n  - x\n  $$\n- \\(y\\)", "block - x", "y"],
    ["> $$\n> a_1\n> $$", "block a_1"],
    ["# Title $x$", "x"],
    ["| \\(a\\) |\n|---|\n| $x_1$ |", "a", "x_1"],
    ["*a \\(b*c\\)* _d $e_1$ f_", "b*c", "e_1"],
    ["$x$, $n-1$, $2x + 3$ and $AB$", "x", "n-1", "2x + 3", "AB"],
    ["\\(ABC\\) and \\(\\text{two words}\\)", "ABC", "\\text{two words}"],
    // Prices, variables and escaped signs.
    ["From $5 to $10, $20,000 and $30,000, US$ or A$5-$10"],
    ["($5 or US$) and 5$ or 10$"],
    ["$HOME and $PATH, $HOME/$USER, $a, $b"],
    ["costs $$ and $$, \\$x$ and \\$5$"],
    ["\\[x\\] done \\[1\\] \\[see\\](below) \\(see this one\\)"],
    ["\\\\(a\\\\)"],
    // What is not closed, and code.
    ["\\(a"],
    ["$$\na\n\nb\n$$"],
    ["`\\(a\\)` and `$x$`"],
    ["```\n$$\na\n$$\n\\(b\\)\n```"],
    ["$$ a\n```\nx $$\n```"],
    ["\\(a `b\\)` c"],
    ["    $$\n    a\n    $$"],
  ];
  for (const [text, ...found] of cases) {
    it(`${JSON.stringify(text)}: ${found.length === 0 ? "none" : found.join(", ")}`, () => {
      assert.deepEqual(read(text), found);
    });
  }

  it("leaves a text without formulas as it is read without them", () => {
    for (const text of ["Costs $5.", "a \\[b\\] \\* $c", "Title\n===\n\n$ text\n---"]) {
      const raw = newLexer().lex(text);
      assert.equal(raw.map((token) => token.raw).join(""), text);
      assert.deepEqual(formulas(raw), []);
    }
  });

  it("looks for an underlined heading no further than to the next formula", () => {
    const lexer = newLexer();
    const rules = lexer.options.tokenizer?.rules;
    assert.ok(rules);
    const { lheading } = rules.block;
    let read = 0;
    const counting = Object.assign(new RegExp(lheading), {
      exec(text: string) {
        read += text.length;
        return lheading.exec(text);
      },
    });
    rules.block = { ...rules.block, lheading: counting };
    const text = "a\n$$\nb\n$$\n".repeat(200);
    const tokens = lexer.lex(text);
    assert.equal(tokens.filter((token) => isMath(token)).length, 200);
    assert.ok(read <= 2 * text.length, `${read} characters`);
  });

  it("splits a text into what is drawn as it is and the rest", () => {
    assert.deepEqual(splitAtMathBlocks("a\n$$\nb\n$$\nc"), ["a\n", "$$\nb\n$$", "\nc"]);
    assert.deepEqual(splitAtCodeAndMath("a `$b$` \\(c\\)$5"), ["a ", "$b$", " ", "\\(c\\)", "$5"]);
  });
});
