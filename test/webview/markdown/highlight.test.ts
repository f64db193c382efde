import assert from "node:assert/strict";
import { highlight, languageName } from "../../../src/webview/markdown/highlight";
import type { HighlightNode } from "../../../src/webview/markdown/highlightTree";

const text = (nodes: readonly HighlightNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : text(node.children))).join("");

describe("highlight", () => {
  const samples: Readonly<Record<string, string>> = {
    ts: "export const a: number = 1; // one",
    js: "const f = (x) => `${x}`;",
    json: '{"a": [1, true]}',
    sh: "echo \"$HOME\" | grep -r x",
    py: "def f(x):\n    return 'a'",
    css: "a { color: red; }",
    html: "<p class='x'>y</p><script>let z = 1;</script>",
    yml: "a: 1\nb: [x]",
    sql: "SELECT * FROM t WHERE a = 'b'",
    go: "func main() { return }",
    rs: "fn main() -> i32 { 1 }",
    java: "public class A { int b = 1; }",
    cs: "public class A { string b = \"c\"; }",
    diff: "- old\n+ new",
    md: "# Title\n\n*text*",
  };
  for (const [language, code] of Object.entries(samples)) {
    it(`colours ${language} and keeps every character`, () => {
      const nodes = highlight(code, language);
      assert.ok(nodes !== undefined);
      assert.ok(nodes.some((node) => typeof node !== "string"), "something has a colour");
      assert.equal(text(nodes), code);
    });
  }

  it("gives the same tree for the same code", () => {
    assert.equal(highlight("let a", "ts"), highlight("let a", "ts"));
  });

  it("leaves unknown languages and very long code alone", () => {
    assert.equal(highlight("x", "klingon"), undefined);
    assert.equal(highlight("let a;\n".repeat(10_000), "ts"), undefined);
  });

  it("names languages for people", () => {
    assert.equal(languageName("ts"), "TypeScript");
    assert.equal(languageName("html"), "HTML");
    assert.equal(languageName("klingon"), "klingon");
  });
});
