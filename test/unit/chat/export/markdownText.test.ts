import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { Lexer, type Token } from "marked";
import { closedMarkdown, fenced, fencedValue, inlineText } from "../../../../src/chat/export/markdownText";

const tokens = (markdown: string): readonly Token[] =>
  new Lexer({ gfm: true }).lex(markdown).filter(({ type }) => type !== "space");

describe("markdownText", () => {
  it("puts any text into one code block and nothing around it", () => {
    const piece = fc.constantFrom("`", "``", "```", "\n", "```ts\n", "~~~", "a", "    ", "> ", "<!--");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const [block, after, ...rest] = tokens(`${fenced(text, "json")}\n\nafter`);
        strictEqual(block?.type, "code");
        strictEqual((block as unknown as { text: string }).text.trimEnd(), text.trimEnd());
        strictEqual(after?.raw, "after");
        deepStrictEqual(rest, []);
      }),
    );
  });

  it("writes texts as they are and everything else as JSON", () => {
    strictEqual(fencedValue("plain"), "```\nplain\n```");
    strictEqual(fencedValue('{"a":1}'), '```json\n{"a":1}\n```');
    strictEqual(fencedValue({ a: [1] }), '```json\n{\n  "a": [\n    1\n  ]\n}\n```');
    strictEqual(fencedValue("a ``` b"), "````\na ``` b\n````");
    const loop: Record<string, unknown> = {};
    loop["self"] = loop;
    strictEqual(fencedValue(loop), "```json\n[object Object]\n```");
  });

  it("keeps words on their line and without effect", () => {
    const [heading, ...rest] = tokens(`# ${inlineText("a *b* `c`\n# d [e](f) <b> ![g](h)")}`);
    strictEqual(heading?.type, "heading");
    deepStrictEqual(rest, []);
    const kinds = (heading as unknown as { tokens: Token[] }).tokens.map(({ type }) => type);
    deepStrictEqual(
      kinds.filter((kind) => kind !== "text" && kind !== "escape"),
      [],
    );
  });

  const open: readonly string[] = [
    "```js\nlet a;",
    "~~~~\n~~~\nx",
    "a\n\n```",
    "<!-- x",
    "<pre>\n\n# x",
    "<![CDATA[ x",
    "<?php",
    "- a\n  ```js\n  let b;",
    "> ```\n> x",
  ];
  for (const text of open) {
    it(`keeps what follows out of ${JSON.stringify(text)}`, () => {
      const last = tokens(`${closedMarkdown(text)}\n\n## Next`).at(-1);
      strictEqual(last?.type, "heading", JSON.stringify(tokens(`${closedMarkdown(text)}\n\n## Next`)));
    });
  }

  it("gives Markdown as code a longer fence than any inside it, closed or not", () => {
    const inside = "```markdown\n# T\n````bash\nls\n````\n```js\nx\n```\n```";
    strictEqual(closedMarkdown(`${inside}\nafter`), inside.replace("```", "`````").replace(/```$/, "`````\nafter"));
    deepStrictEqual(
      tokens(closedMarkdown(`${inside}\nafter`)).map(({ type }) => type),
      ["code", "paragraph"],
    );
    strictEqual(closedMarkdown("~~~md\n~~~js\nx\n~~~"), "~~~~md\n~~~js\nx\n~~~\n~~~~");
    strictEqual(closedMarkdown("```md\n```js\nx"), "````md\n```js\nx\n````");
  });

  for (const text of [
    "plain",
    "```js\nlet a;\n```",
    "``` a ` b",
    "a <!-- b --> c",
    "<!-- a\nb -->\n\n```\nx\n```",
    "    ```",
  ]) {
    it(`changes nothing in ${JSON.stringify(text)}`, () => strictEqual(closedMarkdown(text), text));
  }
});
