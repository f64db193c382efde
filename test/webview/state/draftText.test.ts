import assert from "node:assert/strict";
import fc from "fast-check";
import { commands, exportFormats, readEntered } from "../../../src/webview/composer/commands";
import { keptDraft } from "../../../src/webview/state/draftText";

const kept = (text: string): string => keptDraft({ text, revision: 3 }).text;

describe("keptDraft", () => {
  it("is nothing for a command, whether or not its word is there", () => {
    for (const text of [
      "/export",
      "/export ",
      "/export json",
      "/agent travel agent",
      "/delete",
      "/options",
      "/help\n",
    ]) {
      assert.equal(kept(text), "", text);
    }
  });

  it("is every other text as it is, with its revision", () => {
    for (const text of ["", "/new house", "/exports", "/etc", "/review this", "//export", " /export", "/agent a\nb"]) {
      assert.deepEqual(keptDraft({ text, revision: 3 }), { text, revision: 3 });
    }
  });

  it("agrees with what Enter does", () => {
    const known = { agents: [], prompts: [] };
    const word = fc.constantFrom(...commands().map(({ name }) => name), "review", "exports", "");
    const rest = fc.constantFrom(
      "",
      " ",
      "\n",
      " house",
      ...exportFormats.map((format) => ` ${format}`),
      " a\nb",
      "\tx",
      "/",
    );
    fc.assert(
      fc.property(word, rest, (name, behind) => {
        const text = `/${name}${behind}`;
        const { kind } = readEntered(text, known);
        assert.equal(kept(text) === "", kind !== "message" && kind !== "fill", JSON.stringify(text));
      }),
    );
  });
});
