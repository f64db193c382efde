import * as fc from "fast-check";

/** Pieces that change what stands before or after them when they meet. */
export const markdownPiece = fc.constantFrom(
  "word",
  " ",
  "\n",
  "\n\n",
  "\n\n\n",
  "\r\n",
  "1",
  "1.",
  "2. item",
  "- item",
  "- ",
  "  - nested",
  "    indented",
  "# ",
  "#",
  "## Title",
  "```",
  "```ts\n",
  "~~~",
  "`code`",
  "**bold**",
  "*",
  "_",
  "[x]",
  "[x]: https://a.test/",
  "[x][y]",
  "[y]: <https://b.test> 'title'",
  "[link](https://c.test)",
  "![image](https://d.test/e.png)",
  "> ",
  "> quote",
  "---",
  "===",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "|",
  "<div>",
  "</div>",
  "<!--",
  "-->",
  "<b>",
  "&amp;",
  "&copy;",
  "\\",
  "\t",
  "https://e.test/f",
  "- [ ] task",
  "- [x] done",
  "[INFO]: Done\n",
  "[WARN]: **Retried**\n\n",
  "[^1]",
  "[^1]: note\n",
  "[^n]: *note*\n\n    more\n",
  "[^n]",
  "**「重」**",
  "字",
  "（a）",
  "~",
  "~~",
  "<br>",
  "C:\\a\\.b",
  "```md\n",
  "```js\nx\n```\n",
  "Long paragraph. With sentences.\n\n",
);

/** Codes of terminals, whole and broken off. */
export const terminalPiece = fc.constantFrom(
  "\u001b",
  "[",
  "]8;;",
  "m",
  "K",
  "A",
  "G",
  "J",
  "99999999",
  ";",
  "\r",
  "\n",
  "\b",
  "x",
  "\u0007",
);

/** Any text, with the characters that readers trip over: controls, halves of pairs, directions. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", " ", "\u0000", "\ud800", "\u202e", "\ufeff", "\u2028", "__proto__", "constructor", "1e999"),
);

/** Texts put together of such pieces, with some that are none. */
export function textOf(piece: fc.Arbitrary<string>, maxLength = 30): fc.Arbitrary<string> {
  return fc.array(fc.oneof({ weight: 8, arbitrary: piece }, anyText), { maxLength }).map((pieces) => pieces.join(""));
}

/** Anything that JSON can say, and values that only a program can hand over. */
export const anyValue = fc.oneof(fc.jsonValue(), fc.anything(), anyText);

/** An object with these names, each missing or holding one of these values or anything. */
export function recordOf(names: readonly string[], value: fc.Arbitrary<unknown> = anyValue): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
}
