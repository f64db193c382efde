import assert from "node:assert/strict";
import { Definitions } from "../../../src/webview/markdown/definitions";
import { lexed } from "../../../src/webview/markdown/lexer";

describe("Definitions", () => {
  const settled = (text: string): Definitions => {
    const definitions = new Definitions();
    const tokens = lexed(text, {});
    definitions.settle(tokens, tokens.links);
    return definitions;
  };

  it("gives a text the definitions that it may refer to, however a label is written", () => {
    const definitions = settled("[A b]: /a\n[c]: /c 'C'\n[__proto__]: /p\n[^1]: note\n[a B]: /second\n");
    assert.deepEqual(
      { ...definitions.for("[x][a\n> b] and [C]") },
      {
        "a b": { href: "/a", title: "" },
        c: { href: "/c", title: "C" },
      },
    );
    assert.deepEqual(Object.keys(definitions.for("[^1] [constructor]")), ["^1"]);
    assert.deepEqual(Object.keys(definitions.for("[__proto__]")), ["__proto__"]);
    assert.deepEqual(Object.keys(definitions.for("no brackets")), []);
    assert.deepEqual(definitions.others({ c: { href: "/new" }, d: { href: "/d" } }), { d: { href: "/d" } });
  });

  it("says whether a definition changes what is settled", () => {
    const definitions = settled("Some [words] in `[code]`.\n\n> [in\n> quotes]\n\n[own]: /x\n\n[^own]: see [inner]\n");
    const alike = (label: string): boolean => definitions.areAlike({}, { [label]: { href: "/" } });
    assert.deepEqual(["own", "^own", "other"].map(alike), [true, true, true]);
    assert.deepEqual(["words", "code", "in quotes", "inner"].map(alike), [false, false, false, false]);
    assert.equal(definitions.areAlike({ words: { href: "/a" } }, { words: { href: "/b" } }), false);
    assert.equal(definitions.areAlike({ words: { href: "/a" } }, { words: { href: "/a" }, x: { href: "/" } }), true);
  });
});
