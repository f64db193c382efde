import assert from "node:assert/strict";
import type { Tokens } from "marked";
import { grownTable } from "../../../../src/webview/markdown/growing/grownTable";
import { lexed, type Reading } from "../../../../src/webview/markdown/lexer";

describe("grownTable", () => {
  const head = "| Station | Mean |\n| --- | ---: |\n";
  const rows = (count: number): string =>
    Array.from({ length: count }, (_, index) => `| **${index}** | ${index} °C |\n`).join("");
  const read = (text: string): Reading => {
    const tokens = lexed(text, {});
    return { tokens, links: tokens.links };
  };
  const grown = (before: string, more: string): Reading | undefined =>
    grownTable(read(before), before.length, before + more);
  const rowsOf = (reading: Reading | undefined): readonly unknown[] =>
    (reading?.tokens.at(-1) as Tokens.Table | undefined)?.rows ?? [];

  for (const more of ["", "| x", "| x | y |\n", rows(3), "\n", "\n\nText", "# Title\n", "- item", "```\ncode"]) {
    it(`reads as a fresh reading does what comes after a table: ${JSON.stringify(more)}`, () => {
      const before = `Text\n\n${head}${rows(5)}| half`;
      assert.deepEqual(grown(before, more)?.tokens, [...lexed(before + more, {})]);
    });
  }

  it("keeps every row but the last two as the object that it is", () => {
    const before = read(head + rows(50));
    const after = grownTable(before, (head + rows(50)).length, head + rows(60));
    const [old, now] = [rowsOf(before), rowsOf(after)];
    assert.equal(now.length, 60);
    assert.equal(
      now.findIndex((row, index) => row !== old[index]),
      49,
    );
  });

  it("leaves to a whole reading what is no table, has no whole row, or defines a link", () => {
    assert.equal(grown("Text", " and more"), undefined);
    assert.equal(grown(head, "| x |"), undefined);
    assert.equal(grown(`${head}| half`, " a row |"), undefined);
    assert.equal(grown(`${head}${rows(3)}\n\nText`, " and more"), undefined);
    assert.equal(grown(head + rows(3), "\n\n[x]: https://example.com/\n"), undefined);
  });
});
