import assert from "node:assert/strict";
import type { Token, Tokens } from "marked";
import { newLexer } from "../../../src/webview/markdown/lexer";

/** How many times rules are tried while a text is read. */
function tries(text: string): number {
  const original = Object.getOwnPropertyDescriptor(RegExp.prototype, "exec");
  assert.ok(original);
  const exec = original.value as (this: RegExp, text: string) => RegExpExecArray | null;
  let count = 0;
  Object.defineProperty(RegExp.prototype, "exec", {
    ...original,
    value(this: RegExp, searched: string) {
      count++;
      return exec.call(this, searched);
    },
  });
  try {
    newLexer().lex(text);
  } finally {
    Object.defineProperty(RegExp.prototype, "exec", original);
  }
  return count;
}

function typesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => [token.type, ...typesIn((token as Partial<Tokens.Paragraph>).tokens ?? [])]);
}

describe("allowEmphasis", () => {
  for (const run of ["/__a", "**a*", "$_*a ", "~~a ~~", "字**（", "_a*b "]) {
    it(`bounds what ${JSON.stringify(run)} costs, thousands of times`, () => {
      const text = run.repeat(6000 / run.length);
      const count = tries(text);
      assert.ok(count < 30 * text.length, `${count} tries for ${text.length} characters`);
    });
  }

  it("reads all emphasis of an ordinary text, however much of it there is", () => {
    const text = "**a** and *b*, _c_ or ~~d~~, 2 * 3 of snake_case. ".repeat(100);
    const types = typesIn(newLexer().lex(text));
    for (const [type, count] of [
      ["strong", 100],
      ["em", 200],
      ["del", 100],
    ] as const) {
      assert.equal(types.filter((found) => found === type).length, count, type);
    }
  });

  it("begins anew with each paragraph", () => {
    const types = typesIn(newLexer().lex(`${"/__a".repeat(1400)}\n\n*b*`));
    assert.ok(types.includes("em"));
  });
});
