import { strictEqual } from "node:assert/strict";
import { codeLanguage, isShellLanguage } from "../../../src/shared/codeInfo";

describe("codeInfo", () => {
  const cases: readonly (readonly [string | undefined, string])[] = [
    ["TS title=x", "ts"],
    ["  python", "python"],
    ["js{1,3}", "js"],
    ["ts:src/a.ts", "ts"],
    ["rust,ignore", "rust"],
    ["c++", "c++"],
    ["", ""],
    [undefined, ""],
  ];
  for (const [info, language] of cases) {
    it(`reads ${JSON.stringify(info)} as ${JSON.stringify(language)}`, () => strictEqual(codeLanguage(info), language));
  }

  it("lets shells run, and nothing else", () => {
    for (const shell of ["bash", "sh", "shell", "zsh", "fish", "powershell", "pwsh", "bat", "console"]) {
      strictEqual(isShellLanguage(shell), true);
    }
    for (const other of ["ts", "", "python", "bash2"]) {
      strictEqual(isShellLanguage(other), false);
    }
  });
});
