import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { terminalLines } from "../../../src/shared/terminalLines";
import { terminalText } from "../../../src/shared/terminalText";
import { terminalPiece } from "../../fuzz/pieces";

const ESC = "\u001b";

describe("terminalText", () => {
  const cases: readonly (readonly [text: string, shown: string, why: string])[] = [
    [`${ESC}[32m✓${ESC}[39m 3 passed`, "✓ 3 passed", "colours"],
    [
      `${ESC}[38;5;208mwarm${ESC}[0m and ${ESC}[38;2;1;2;3mdark${ESC}[m`,
      "warm and dark",
      "256 and millions of colours",
    ],
    ["10%\r20%", "20%", "a line that is written over"],
    ["hello world\rJ", "Jello world", "no more of it than was written"],
    ["|\b/\b-", "-", "a spinner"],
    [`100%\r${ESC}[K5%`, "5%", "a line that is erased"],
    [`working${ESC}[2K\rdone`, "done", "a whole line that is erased"],
    [`a\nb\n${ESC}[1A${ESC}[2Kc`, "a\nc\n", "lines further up"],
    [`a\nb${ESC}[1A${ESC}[1G${ESC}[Jc`, "c", "everything below"],
    [`12345${ESC}[3Dx${ESC}[1Cy`, "12x4y", "moves within the line"],
    [`${ESC}]8;;https://a.test/${ESC}\\page${ESC}]8;;\u0007.`, "page.", "a link"],
    [`${ESC}]0;title\u0007${ESC}[?25lx${ESC}[?25h${ESC}(B`, "x", "titles, cursors and character sets"],
    ["\u009b31mred", "red", "the short form"],
    [`first${ESC}[2J${ESC}[Hsecond`, "first\nsecond", "a screen that is cleared"],
    [`a${ESC}[31`, "a", "one that was cut off"],
    [`a${ESC}]8;;https://a.test/\nb`, "a\nb", "one that never ends"],
    ["a\r\nb", "a\r\nb", "ends of lines of Windows are no codes"],
    ["a\u0007b\tc", "a\u0007b\tc", "nothing else is"],
  ];
  for (const [text, shown, why] of cases) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}: ${why}`, () =>
      strictEqual(terminalText(text), shown));
  }

  it("keeps styles with the letters that they were written with", () => {
    const lines = terminalLines(`${ESC}[31mred ${ESC}[32mgreen${ESC}[0m\rR`, (_style, codes) => codes || undefined);
    deepStrictEqual(lines, [
      [
        { text: "R", style: "0", href: "" },
        { text: "ed ", style: "31", href: "" },
        { text: "green", style: "32", href: "" },
      ],
    ]);
  });

  it("has no codes left, whatever comes, and never fails", () => {
    fc.assert(
      fc.property(fc.array(terminalPiece, { maxLength: 60 }), (pieces) => {
        const shown = terminalText(pieces.join(""));
        ok(!/[\u001b\b]|\r(?!\n)/.test(shown), JSON.stringify(shown));
        ok(shown.length <= 60 * 1100);
      }),
    );
  });

  it("is quick with megabytes, of colours in one line as well", () => {
    const log = terminalText(`${ESC}[32m✓${ESC}[39m 3 passed\n`.repeat(100_000));
    strictEqual(log.length, 100_000 * "✓ 3 passed\n".length);
    strictEqual(terminalText(`${ESC}[32mx${ESC}[39my`.repeat(100_000)).length, 200_000);
    strictEqual(terminalText("\r10%".repeat(300_000)), "10%");
    ok(terminalText(`${ESC}[31mx\b`.repeat(100_000)).length > 0);
  });
});
