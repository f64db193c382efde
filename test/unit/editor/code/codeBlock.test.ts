import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { languageId, readCodeBlock } from "../../../../src/editor/code/codeBlock";

describe("readCodeBlock", () => {
  const infos: readonly (readonly [string, string, string | undefined])[] = [
    ["ts", "ts", undefined],
    ['ts title="src/a b.ts"', "ts", "src/a b.ts"],
    ["python title='x.py'", "python", "x.py"],
    ["ts {1,3} filename=src/a.ts", "ts", "src/a.ts"],
    ["js {title=a.js}", "js", "a.js"],
    ["ts:src/a.ts", "ts", "src/a.ts"],
    ["ts src/a.ts", "ts", "src/a.ts"],
    ["docker:deploy/Dockerfile", "docker", "deploy/Dockerfile"],
    ["ts showLineNumbers", "ts", undefined],
    ["", "", undefined],
  ];
  for (const [info, language, path] of infos) {
    it(`reads the info string ${JSON.stringify(info)}`, () => {
      const block = readCodeBlock("code", info);
      deepStrictEqual([block.language, block.path, block.body], [language, path, "code"]);
    });
  }

  const comments: readonly (readonly [string, string])[] = [
    ["// src/a.ts", "src/a.ts"],
    ["# filepath: tools/a.py", "tools/a.py"],
    ["<!-- index.html -->", "index.html"],
    ["/* styles/base.css */", "styles/base.css"],
    ["-- queries/all.sql", "queries/all.sql"],
    ["// File: a.ts", "a.ts"],
  ];
  for (const [line, path] of comments) {
    it(`takes ${JSON.stringify(line)} for the file, and not for code`, () => {
      deepStrictEqual(readCodeBlock(`${line}\n\nlet a;\n`, "ts"), {
        code: `${line}\n\nlet a;\n`,
        language: "ts",
        path,
        body: "let a;\n",
      });
    });
  }

  for (const line of [
    "// Adds two numbers.",
    "#!/usr/bin/env node",
    "// eslint-disable-next-line",
    "import a from './a.ts';",
    "# Setup",
    "// see https://a.test/b.ts",
  ]) {
    it(`takes ${JSON.stringify(line)} for code`, () => {
      const code = `${line}\nlet a;`;
      deepStrictEqual(readCodeBlock(code, "ts"), { code, language: "ts", body: code });
    });
  }
});

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
