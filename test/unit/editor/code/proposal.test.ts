import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { lineEdit, proposedText, rebased, replacement, wholeFile } from "../../../../src/editor/code/proposal";

describe("proposal", () => {
  it("replaces a whole file and keeps its line ends and its last one", () => {
    strictEqual(proposedText(wholeFile("a\r\nb\r\n", "c\nd")), "c\r\nd\r\n");
    strictEqual(proposedText(wholeFile("a\nb", "c\nd\n")), "c\nd");
    strictEqual(proposedText(wholeFile("", "c")), "c\n");
  });

  it("replaces a part with the document's line ends", () => {
    strictEqual(proposedText(replacement("one\r\ntwo\r\nthree", 5, 8, "2\n2")), "one\r\n2\r\n2\r\nthree");
  });

  const before = "one\ntwo\nthree\n";
  const two = replacement(before, 4, 7, "2");
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["behind its place", "one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour\n"],
    ["in front of its place", "zero\none\ntwo\nthree\n", "zero\none\n2\nthree\n"],
    ["on both sides, when what is replaced is there once", "0\none\ntwo\nthree\n4\n", "0\none\n2\nthree\n4\n"],
    ["so that its place is there twice", "0\ntwo\ntwo\n4\n", undefined],
    ["so that its place is gone", "0\n4\n", undefined],
  ];
  for (const [what, current, expected] of cases) {
    it(`${expected === undefined ? "gives up" : "follows"} a document that changed ${what}`, () => {
      const again = rebased(two, current);
      strictEqual(again && proposedText(again), expected);
    });
  }

  it("stays a whole file on a changed document", () => {
    const again = rebased(wholeFile("a\n", "b"), "a\nmore\n");
    ok(again);
    deepStrictEqual([again.before, proposedText(again)], ["a\nmore\n", "b\n"]);
  });

  it("edits only the lines that differ, and gives exactly the other text", () => {
    deepStrictEqual(lineEdit("a\nb\nc\n", "a\nX\nc\n"), { start: 2, end: 4, text: "X\n" });
    const text = fc
      .array(fc.constantFrom("a", "b", "\n", "\r\n", "😀", "a\n", "\n\n"), { maxLength: 12 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (from, to) => {
        const { start, end, text: put } = lineEdit(from, to);
        strictEqual(from.slice(0, start) + put + from.slice(end), to);
        ok(start <= end);
        ok(start === 0 || from[start - 1] === "\n");
        ok(end === from.length || from[end - 1] === "\n");
      }),
      { numRuns: 2000 },
    );
  });
});
