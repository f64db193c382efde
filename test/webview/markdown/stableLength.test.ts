import assert from "node:assert/strict";
import { Lexer } from "marked";
import { stableLength } from "../../../src/webview/markdown/stableLength";

describe("stableLength", () => {
  const cut = (text: string) => stableLength(Lexer.lex(text), text).length;

  it("takes a blank line and a block that cannot go on with a list", () => {
    assert.equal(cut("a\n\n"), 0);
    assert.equal(cut("a\n\nb"), 3);
    assert.equal(cut("- a\n\n> b"), 5);
    assert.equal(cut("a\n\nb\n\n```\nc"), 6);
  });

  it("takes a blank line and two more blocks, whatever they begin with", () => {
    assert.equal(cut("a\n\n2"), 0);
    assert.equal(cut("a\n\n2\n\n3"), 3);
    assert.equal(cut("a\n\n2\n\n3\n\n4"), 6);
  });

  it("does not cut a list that may go on", () => {
    for (const more of ["2", "  b", "\tb", "-", "*", "+"]) {
      assert.equal(cut(`1. a\n\n${more}`), 0, more);
    }
    assert.equal(cut("- [ ] a  \n<b"), 0, "spaces at the end of a list's line are no blank line");
  });

  it("does not cut inside an open code block", () => {
    assert.equal(cut("```\na\n\nb\n\nc\n\nd"), 0);
  });
});
