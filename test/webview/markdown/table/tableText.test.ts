import "../../setup/dom";
import assert from "node:assert/strict";
import type { Tokens } from "marked";
import { newLexer } from "../../../../src/webview/markdown/lexer";
import { csvField, csvOf, markdownOf } from "../../../../src/webview/markdown/table/tableText";

const tableOf = (text: string): Tokens.Table => newLexer().lex(text)[0] as Tokens.Table;

describe("csvOf", () => {
  it("writes fields as RFC 4180 wants them, in words as they are drawn", () => {
    const table = tableOf('| a, b | "c" |\n|---|---|\n| **x** [y](https://z.test) | `1 \\| 2` &amp; 3 |\n| only |\n');
    assert.equal(csvOf(table, table.rows), '"a, b","""c"""\r\nx y,1 | 2 & 3\r\nonly,\r\n');
    assert.equal(csvField("a\nb"), '"a\nb"');
  });

  it("lets no spreadsheet carry out a cell, and leaves numbers what they are", () => {
    for (const attack of [
      '=HYPERLINK("http://x")',
      "+1+cmd|' /C calc'!A0",
      "-2+3",
      "@SUM(A1)",
      "\tx",
      "\rx",
      "＝1+1",
    ]) {
      assert.match(csvField(attack), /^"?'/, attack);
    }
    assert.equal(csvField("=1,2"), `"'=1,2"`);
    for (const number of ["-5", "+3.25", "-1,234.5", "-.5", "-2e10", "-12 %", "-12%"]) {
      assert.equal(csvField(number).replaceAll('"', ""), number);
    }
    assert.equal(csvField("-5 °C"), "'-5 °C", "a spreadsheet reads it as a formula, and shows an error");
    assert.equal(csvField("a=b"), "a=b");
  });
});

describe("markdownOf", () => {
  it("gives the lines as they were written, in the order of the rows", () => {
    const text = "a | b\n:-|-\n1 | **x**\n2 | y\n";
    const table = tableOf(text);
    assert.equal(markdownOf(table, table.rows), text);
    assert.equal(markdownOf(table, table.rows.toReversed()), "a | b\n:-|-\n2 | y\n1 | **x**\n");
  });
});
