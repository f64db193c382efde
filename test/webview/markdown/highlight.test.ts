import assert from "node:assert/strict";
import hljs from "highlight.js/lib/core";
import { colouredLanguages, languageName } from "../../../src/webview/markdown/colours";
import { highlight, type HighlightNode, languages } from "../../../src/webview/markdown/highlight";

const text = (nodes: readonly HighlightNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : text(node.children))).join("");

describe("highlight", () => {
  const samples: Readonly<Record<string, string>> = {
    ts: "export const a: number = 1; // one",
    js: "const f = (x) => `${x}`;",
    json: '{"a": [1, true]}',
    sh: 'echo "$HOME" | grep -r x',
    py: "def f(x):\n    return 'a'",
    css: "a { color: red; }",
    html: "<p class='x'>y</p><script>let z = 1;</script>",
    yml: "a: 1\nb: [x]",
    sql: "SELECT * FROM t WHERE a = 'b'",
    go: "func main() { return }",
    rs: "fn main() -> i32 { 1 }",
    java: "public class A { int b = 1; }",
    cs: 'public class A { string b = "c"; }',
    diff: "- old\n+ new",
    md: "# Title\n\n*text*",
  };
  for (const [language, code] of Object.entries(samples)) {
    it(`colours ${language} and keeps every character`, () => {
      const nodes = highlight(code, language);
      assert.ok(nodes !== undefined);
      assert.ok(
        nodes.some((node) => typeof node !== "string"),
        "something has a colour",
      );
      assert.equal(text(nodes), code);
    });
  }

  it("leaves unknown languages alone", () => {
    assert.equal(highlight("x", "klingon"), undefined);
  });
});

describe("languageName", () => {
  it("names languages for people", () => {
    assert.equal(languageName("ts"), "TypeScript");
    assert.equal(languageName("html"), "HTML");
    assert.equal(languageName("klingon"), "klingon");
  });

  it("knows the languages that there are colours for, by all their names", () => {
    const words = Object.entries(languages).flatMap(([language, definition]) => {
      const { name = "", aliases = [] } = definition(hljs);
      // highlight.js joins the names of a family: "HTML, XML".
      return [language, ...aliases].map((word) => [word, name.split(",")[0]] as const);
    });
    assert.deepEqual([...colouredLanguages].sort(), words.map(([word]) => word).sort());
    assert.deepEqual(
      words.map(([word]) => languageName(word)),
      words.map(([, name]) => name),
    );
  });
});
