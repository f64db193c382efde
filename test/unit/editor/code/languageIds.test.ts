import { strictEqual } from "node:assert/strict";
import { languageId } from "../../../../src/editor/code/languageIds";

const known = ["typescript", "typescriptreact", "shellscript", "python", "yaml", "plaintext"];

describe("languageId", () => {
  for (const [language, id] of [
    ["ts", "typescript"],
    ["tsx", "typescriptreact"],
    ["zsh", "shellscript"],
    ["python", "python"],
    ["yml", "yaml"],
    ["txt", "plaintext"],
    ["rust", undefined],
    ["constructor", undefined],
    ["", undefined],
  ] as const) {
    it(`calls ${JSON.stringify(language)} ${JSON.stringify(id)}`, () => strictEqual(languageId(language, known), id));
  }
});
