import assert from "node:assert/strict";
import { beginningOf, cutAt, piecesOf } from "../../src/webview/longMessage";

const lines = (count: number, end = ""): string =>
  Array.from({ length: count }, (_, index) => `line ${index}`).join("\n") + end;

describe("beginningOf", () => {
  it("leaves a message of up to 40 lines and 4,000 characters whole", () => {
    for (const text of ["", "Hi", lines(40), lines(40, "\n"), "x".repeat(4000), `${"x".repeat(3999)}\n`]) {
      assert.equal(beginningOf(text), undefined, `${text.length} characters`);
    }
  });

  it("ends after 40 lines, or after 4,000 characters", () => {
    assert.equal(beginningOf(lines(41)), lines(40));
    assert.equal(beginningOf(lines(40, "\n\n")), lines(40));
    assert.equal(beginningOf("x".repeat(4001)), "x".repeat(4000));
    assert.equal(beginningOf(`${"x".repeat(5000)}\n`), "x".repeat(4000));
    assert.equal(beginningOf(`ab\n${"x".repeat(5000)}\nc`)?.length, 4000);
  });

  it("parts no character", () => {
    assert.equal(beginningOf(`${"x".repeat(3999)}😀 and more`), "x".repeat(3999));
    assert.equal(cutAt("a😀b", 3), "a😀");
  });
});

describe("piecesOf", () => {
  it("gives the whole text, parted at line breaks", () => {
    for (const text of [
      lines(1),
      lines(50_000),
      "x".repeat(100_000),
      `${lines(9000)}\n\n\n${lines(9000)}`,
      "\n".repeat(50_000),
    ]) {
      const pieces = piecesOf(text);
      assert.ok(pieces.join("\n") === text, "not a character more or less");
    }
    assert.ok(piecesOf(lines(50_000)).length > 20);
  });

  it("ends no piece with an empty line, of which nothing would be drawn", () => {
    const pieces = piecesOf(`${"x".repeat(19_999)}\n\n\n${"y".repeat(10)}`);
    assert.deepEqual(pieces, ["x".repeat(19_999), `\n\n${"y".repeat(10)}`]);
  });
});
