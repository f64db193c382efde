import "../setup/dom";
import assert from "node:assert/strict";
import { newLexer } from "../../../src/webview/markdown/lexer";
import { MarkdownPage } from "../setup/markdownPage";

/** The answer as HTML, without the boxes around it and what each paragraph has. */
function html(text: string): string {
  const page = new MarkdownPage().draw(text, true);
  const runs = [...page.root.querySelectorAll(".blockRun")];
  return runs.map((run) => run.innerHTML.replace(/ dir="(?:auto|ltr)"/g, "")).join("");
}

/** Each text with how its words are drawn, in a paragraph. */
function draws(cases: Readonly<Record<string, string>>): void {
  for (const [text, words] of Object.entries(cases)) {
    it(JSON.stringify(text), () => assert.equal(html(text), `<p>${words}</p>`));
  }
}

describe("text as people write it", () => {
  describe("emphasis beside CJK punctuation", () =>
    draws({
      "含**「重点」**内容": "含<strong>「重点」</strong>内容",
      "**重要提示（Notice）：**请注意。": "<strong>重要提示（Notice）：</strong>请注意。",
      "これは**私のやりたかったこと。**だからするの。": "これは<strong>私のやりたかったこと。</strong>だからするの。",
      "我可以强调**这个`code`**吗": "我可以强调<strong>这个<code>code</code></strong>吗",
      "字**`code`**字": "字<strong><code>code</code></strong>字",
      "这是*「单」*的": "这是<em>「单」</em>的",
      "这是~~「删」~~的": "这是<del>「删」</del>的",
      "**이 용어(This term)**를": "<strong>이 용어(This term)</strong>를",
      "𠮟**(こちらが正式表記)**です": "𠮟<strong>(こちらが正式表記)</strong>です",
      "葛󠄀**(こちら)**城市": "葛󠄀<strong>(こちら)</strong>城市",
      "**C#**や**F#**は**「.NET」**という": "<strong>C#</strong>や<strong>F#</strong>は<strong>「.NET」</strong>という",
      "真**“她”**是": "真<strong>“她”</strong>是",
    }));

  describe("emphasis with Latin text behind a colon", () =>
    draws({
      "**推荐：**React": "<strong>推荐：</strong>React",
      "**Note:**text": "<strong>Note:</strong>text",
      "key:**value** and **Status:**done": "key:<strong>value</strong> and <strong>Status:</strong>done",
    }));

  describe("signs that nobody meant for emphasis", () =>
    draws({
      "(x+1)**2 + (y+1)**2": "(x+1)**2 + (y+1)**2",
      "报告_(最终)_v2": "报告_(最终)_v2",
      "snake_case and 关键_「x」_字": "snake_case and 关键_「x」_字",
      "a.*b + c.*d": "a.*b + c.*d",
      "~10 of 1~3, ~kept~": "~10 of 1~3, ~kept~",
      "~~gone~~ and a~~b~~c": "<del>gone</del> and a<del>b</del>c",
      "_em_ __strong__ (_a_) ***x***": "<em>em</em> <strong>strong</strong> (<em>a</em>) <em><strong>x</strong></em>",
    }));

  it("leaves a list alone that has tildes in it", () => {
    assert.equal(
      html("1. Lorem ~10 ipsum dolor sit 1~3 amet."),
      '<ol start="1"><li>Lorem ~10 ipsum dolor sit 1~3 amet.</li></ol>',
    );
  });

  describe("paths with a drive or a server", () =>
    draws({
      "In C:\\Users\\me\\.config now": "In C:\\Users\\me\\.config now",
      "路径C:\\a\\_b_\\-c": "路径C:\\a\\_b_\\-c",
      "**C:\\x\\** and *D:\\x\\_y_*": "<strong>C:\\x\\</strong> and <em>D:\\x\\_y_</em>",
      "(C:\\t\\) D:\\Program Files (x86)\\.v": "(C:\\t\\) D:\\Program Files (x86)\\.v",
      "C:\\logs\\*.txt to D:\\logs\\*.txt": "C:\\logs\\*.txt to D:\\logs\\*.txt",
      "\\\\server\\share\\.x and \\\\?\\C:\\_a_": "\\\\server\\share\\.x and \\\\?\\C:\\_a_",
      "C:\\a\nnext \\*not\\* a\\_b": "C:\\a<br>next *not* a_b",
      "abc:\\_x\\_ \\\\ y": "abc:_x_ \\ y",
    }));

  it("keeps the backslashes of a path that a link leads to", async () => {
    // What reads paths is loaded with the first text that may name one.
    new MarkdownPage().draw("a/b.ts", true);
    await new Promise((resolve) => setImmediate(resolve));
    const page = new MarkdownPage();
    page.paths = new Set(["C:/me/.config/a.ts"]);
    page.draw("[a](C:\\me\\.config\\a.ts)", true);
    assert.equal(page.root.querySelector("a")?.title, "Open C:/me/.config/a.ts");
  });

  describe("bare addresses end", () => {
    const link = (address: string): string => `<a href="${address}" title="${address}">${address}</a>`;
    draws({
      "访问 https://example.com/docs（中文说明）了解更多": `访问 ${link("https://example.com/docs")}（中文说明）了解更多`,
      "见 https://a.test/b。好": `见 ${link("https://a.test/b")}。好`,
      "“https://a.test/x”": `“${link("https://a.test/x")}”`,
      "见(https://a.test/x)了解": `见(${link("https://a.test/x")})了解`,
      "https://a.test/F_(b)c, x": `${link("https://a.test/F_(b)c")}, x`,
    });
    it("may be those of mail, with names as long as they can be", () => {
      const name = "a.b-".repeat(16);
      const types = newLexer()
        .inlineTokens(`To ${name}@c.test! And ${name.repeat(40)}`)
        .map(({ type }) => type);
      assert.deepEqual(types, ["text", "link", "text"]);
    });
  });

  describe("bare breaks", () =>
    draws({
      "a<br>b<br/>c<br />d<BR>e": "a<br>b<br>c<br>d<br>e",
      "a<br>\nb": "a<br>b",
      "<br>\nText **b**": "<br>Text <strong>b</strong>",
      "**a<br>b** `<br>` \\<br> <br class=x> <b>":
        "<strong>a<br>b</strong> <code>&lt;br&gt;</code> &lt;br&gt; &lt;br class=x&gt; &lt;b&gt;",
    }));

  it("break cells and HTML, but not what may be code", () => {
    assert.match(html("| 1 | first<br>second |\n|---|---|\n| a | b<br/>c |"), /first<br>second.*b<br>c/);
    assert.equal(html("<div>a<br>b</div>"), '<p class="rawHtml">&lt;div&gt;a<br>b&lt;/div&gt;</p>');
    assert.equal(html("<pre>a<br>b</pre>"), '<p class="rawHtml">&lt;pre&gt;a&lt;br&gt;b&lt;/pre&gt;</p>');
  });

  it("draws single newlines as they are written, and lists, tables and code as before", () => {
    assert.equal(
      html("Current task: complete\nNext: two\nThree"),
      "<p>Current task: complete<br>Next: two<br>Three</p>",
    );
    assert.equal(html("- a\n- b\n  1. c"), '<ul><li>a</li><li>b<ol start="1"><li>c</li></ol></li></ul>');
    assert.equal(new MarkdownPage().draw("```\na\nb\n```", true).root.querySelector("code")?.textContent, "a\nb");
    assert.match(html("| a |\n|---|\n| b |\n| c |"), /<tr><td>b<\/td><\/tr><tr><td>c<\/td><\/tr>/);
  });

  it("draws Markdown as code with the code inside it, and what follows behind it", () => {
    const code = "# Title\n```bash\nls\n```\nend";
    for (const text of [
      `\`\`\`markdown\n${code}\n\`\`\`\nafter`,
      `> \`\`\`md\n> ${code.replaceAll("\n", "\n> ")}\n> \`\`\`\n\nafter`,
    ]) {
      const { root } = new MarkdownPage().draw(text, true);
      assert.equal(root.querySelectorAll("code").length, 1);
      assert.equal(root.querySelector("code")?.textContent, code);
      assert.equal(root.querySelector(".blockRun > p")?.textContent, "after");
    }
    const page = new MarkdownPage().draw(`\`\`\`markdown\n${code}\n\`\`\`\nafter`, true);
    page.root.querySelector<HTMLElement>("button[aria-label='Copy code']")?.click();
    assert.deepEqual(page.api.ofType("copy"), [{ type: "copy", text: code }]);
    const open = new MarkdownPage().draw("```markdown\n```bash\nls\n```", true);
    assert.equal(open.root.querySelector("code")?.textContent, "```bash\nls\n```");
  });
});

describe("what is nested without end", () => {
  const hostile =
    "<svg onload=\"document.title='owned'\"><script>document.title='owned'</script><img src=x onerror=alert(1)>";
  const nested: Readonly<Record<string, string>> = {
    quotes: `${"> ".repeat(5000)}${hostile}`,
    lists: `${"- ".repeat(5000)}${hostile}`,
    both: `${"> - 1. ".repeat(2000)}${hostile}`,
    emphasis: `${"*a **b ".repeat(300)}${hostile}${"c** d* ".repeat(300)}`,
    stars: `${"*".repeat(2000)}${hostile}${"*".repeat(2000)}`,
    brackets: `${"[".repeat(3000)}${hostile}${"](x)".repeat(3000)}`,
    footnotes: `${"[^1]: ".repeat(3000)}${hostile}`,
    html: `${"<div><svg>".repeat(1000)}${hostile}`,
    fences: `${Array.from({ length: 100 }, (_, at) => `${"`".repeat(103 - at)}md`).join("\n")}\n${hostile}`,
    "fences in fences": `${"```markdown\n```html\n".repeat(500)}${hostile}\n${"```\n".repeat(1000)}`,
    "fences in lists in quotes": `> - a\n>   \`\`\`html\n>   ${hostile}\n>   \`\`\`\n>\n>   ${hostile}\n`,
    breaks: `<br><br/>${hostile}<br>`.repeat(50),
    "a definition": `[x]: ${hostile.replaceAll(" ", "")}\n\n[^1]: ${hostile}`,
    "a table": `| ${hostile} |\n|---|\n| ${hostile}<br>${hostile} |`,
  };
  const allowed =
    "a,blockquote,br,button,code,del,div,em,h3,h4,h5,h6,hr,input,li,ol,p,pre,span,strong,sup,table,tbody,td,th,thead,tr,ul";
  for (const [name, text] of Object.entries(nested)) {
    it(`is drawn and does nothing: ${name}`, () => {
      const { root } = new MarkdownPage().draw(text, true);
      const others = [...root.querySelectorAll("*")].filter((element) => !element.matches(allowed));
      assert.deepEqual(
        others.map(({ localName }) => localName),
        [],
      );
      const acting = [...root.querySelectorAll("*")].flatMap(({ attributes }) =>
        [...attributes].map(({ name }) => name),
      );
      assert.deepEqual(
        acting.filter((attribute) => attribute.startsWith("on")),
        [],
      );
      assert.ok(root.textContent.includes("onload"), "it is all there to be read");
      assert.notEqual(document.title, "owned");
    });
  }
});
