import assert from "node:assert/strict";
import { Lexer } from "marked";
import { answerText, pieces } from "../../../bench/texts/answer";

describe("answerText", () => {
  it("has exactly the length that is asked for, and begins alike for all lengths", () => {
    for (const length of [0, 1, 999, 20_000]) {
      assert.equal(answerText(length).length, length);
    }
    assert.ok(answerText(20_000).startsWith(answerText(5_000)));
  });

  it("holds what agents write: headings, lists, tables, code and quotes", () => {
    const types = new Set(new Lexer({ gfm: true }).lex(answerText(5_000)).map(({ type }) => type));
    for (const type of ["heading", "paragraph", "list", "table", "code", "blockquote"]) {
      assert.ok(types.has(type), type);
    }
  });
});

describe("pieces", () => {
  it("are so many, and the text again when put together", () => {
    const text = answerText(20_000);
    const all = pieces(text, 1_250);
    assert.equal(all.length, 1_250);
    assert.ok(all.every((piece) => piece.length === 16));
    assert.equal(all.join(""), text);
    assert.equal(pieces("abcdefg", 3).join("|"), "ab|cde|fg");
  });
});
