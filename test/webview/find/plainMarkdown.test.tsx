import "../setup/dom";
import assert from "node:assert/strict";
import { rangesIn } from "../../../src/webview/find/ranges";
import { plainMarkdown } from "../../../src/webview/find/plainMarkdown";
import { mathLexer } from "../../../src/webview/markdown/mathPart";
import { MarkdownPage } from "../setup/markdownPage";

describe("plainMarkdown", () => {
  it("takes the signs away that are not drawn", () => {
    assert.equal(
      plainMarkdown("## Title\nSome **bold**, *slanted*, ~~old~~ and `code`."),
      "Title\nSome bold, slanted, old and code.",
    );
    assert.equal(plainMarkdown("See [the docs](https://x.test/a_b) and ![a map](m.png)"), "See the docs and a map");
  });

  it("leaves names and code as they are", () => {
    assert.equal(plainMarkdown("snake_case_name and 2 * 3 * 4"), "snake_case_name and 2 * 3 * 4");
    assert.equal(plainMarkdown("`a ** b`"), "a ** b");
    assert.equal(
      plainMarkdown("```py\nx = a ** b  # [1](2)\n```\nafter **that**"),
      "\nx = a ** b  # [1](2)\n\nafter that",
    );
  });

  it("has formulas as they were written, but for what stands around them", async () => {
    await mathLexer();
    assert.equal(plainMarkdown("**The** \\(a_1 * b_2\\) costs _$5_"), "The \\(a_1 * b_2\\) costs $5");
    assert.equal(plainMarkdown("# T\n$$\n# a_1 *b*\n[c](d)\n$$\n*end*"), "T\n$$\n# a_1 *b*\n[c](d)\n$$\nend");
    assert.equal(plainMarkdown("`$x_1$` and $x_1$"), "$x_1$ and $x_1$");
  });

  it("returns a plain text as the same text", () => {
    assert.equal(plainMarkdown("Nothing here."), "Nothing here.");
    assert.equal(plainMarkdown(""), "");
  });

  const texts = [
    "[INFO]: Done\n[WARN]: Retried\nAll **good**.",
    "See [the map][m], [m] and [other].\n\n[m]: https://map.test/x 'Title'\n[unused]: https://other.test/",
    "It rains.[^1] It pours.[^radar]\n\n[^1]: Says the *radar*.\n[^radar]: Says 1.\n[^none]: Nobody.",
    "one<br>two<BR />three\nfour\n\n| a | b<br/>c |\n|---|---|\n| d<br>e | `<br>` |",
    "In C:\\Users\\me\\.config and \\\\server\\share\\_x_, not \\*this\\* or a\\_b.",
    "[a [b](https://c.test) and `[d](e` with ``f ` g`` [h",
    "- **item** [^1]\n- *item* C:\\Users\\me\\.x\n\n[^1]: The *note* of `code` and [link](https://x.test).",
    "| **a** | `b` |\n|---|---|\n| C:\\x\\_y | *d* [^1] |\n\n[^1]: e",
    "[a (b)](C:\\x y\\z.ts) [c](</d e>) [![i](y.png)](z) <https://a.test>",
    "***both*** __strong__ _em_ **a *b* c** x*y*z *a_b* 2 * 3",
    "- [ ] todo **a**\n- [x] done *b*",
    "含**「重点」**内容[^注]，见 `路径`。\n\n[^注]: *注释*",
    "含**「重点」**内容，~~「旧」~~，*「斜」*。~10 of 1~3",
    "See [the `map` here](https://x.test/a_b) and [`code`][m] *a `b` c*.\n\n[m]: https://map.test/",
    "R&amp;D &lt;3 &copy; 2024 &#42;no stars&#42; `&amp;` \\&amp; &nope; [a &amp; b](https://x.test?a&amp;b)",
    "- [m]: https://map.test/\n- see [m]\n- [n]: https://n.test/\n\n> [q]: https://q.test/\n> and [q]",
    "![a **b** _c_ &amp; d](y.png) **![e*f*](https://p.test/z.png)** ![x \\* y](w.png)",
    "<https://x.test/_a_/*b*> \\*not\\* *yes*",
    "```markdown\n# T\n```bash\nls **x**\n```\n**y**\n```\n**z** [^1]\n\n~~~\n[m]: https://code.test/\n~~~",
  ];
  for (const text of texts) {
    it(`holds what is drawn, no more and no less: ${JSON.stringify(text)}`, () => {
      const { root } = new MarkdownPage().draw(text, true);
      const words = plainMarkdown(text);
      for (const query of new Set(words.match(/[^\s|]+/g)?.filter((word) => !/^(?:-+|>)$/.test(word)))) {
        assert.equal(rangesIn(root, query, true, ".codeHeader").length, words.split(query).length - 1, query);
      }
    });
  }
});
