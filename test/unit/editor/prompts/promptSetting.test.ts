import { deepStrictEqual, ok } from "node:assert/strict";
import { readPromptSetting } from "../../../../src/editor/prompts/promptSetting";

describe("readPromptSetting", () => {
  it("reads prompts in their order", () => {
    deepStrictEqual(
      readPromptSetting([
        { name: "explain", description: "Explains", text: " Explain ${file}. " },
        { name: "short", text: "Be short." },
      ]),
      [
        { prompt: { name: "explain", description: "Explains", text: "Explain ${file}." } },
        { prompt: { name: "short", description: "Be short.", text: "Be short." } },
      ],
    );
  });

  it("names a problem for each entry that is none", () => {
    const entries = [null, 7, "text", [], {}, { name: "x" }, { name: 1, text: "x" }, { name: "x", text: "  " }];
    ok(readPromptSetting(entries).every((entry) => "problem" in entry));
  });

  it("takes no list for no prompts", () => {
    for (const value of [undefined, null, {}, "x", 7]) {
      deepStrictEqual(readPromptSetting(value), []);
    }
  });
});
