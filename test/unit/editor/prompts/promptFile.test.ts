import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { promptName, readPromptFile } from "../../../../src/editor/prompts/promptFile";

const read = (content: string, file = "review.prompt.md") => readPromptFile(content, file);

describe("readPromptFile", () => {
  it("reads the front matter of VS Code's own prompt files", () => {
    const content =
      "---\nagent: ask\nname: code-review\ndescription: 'Looks for it''s bugs' # short\ntools: ['search']\n---\n\nReview ${selection}.\n\n- a\n";
    deepStrictEqual(read(content), {
      prompt: { name: "code-review", description: "Looks for it's bugs", text: "Review ${selection}.\n\n- a" },
    });
  });

  it("goes by the file's name and its first line without front matter", () => {
    deepStrictEqual(read("Review this.\nThen that."), {
      prompt: { name: "review", description: "Review this.", text: "Review this.\nThen that." },
    });
  });

  it("keeps a rule and front matter that stands later in the text", () => {
    deepStrictEqual(read("Text\n---\nname: x\n---\n"), {
      prompt: { name: "review", description: "Text", text: "Text\n---\nname: x\n---" },
    });
  });

  it("understands quotes, blocks, byte order marks and Windows line ends", () => {
    deepStrictEqual(
      read('\ufeff---\r\nname: "über \\"x\\""\r\ndescription: >-\r\n  Two\r\n  lines\r\nagent: a\r\n---\r\nText\r\n'),
      {
        prompt: { name: "über-x", description: "Two lines", text: "Text" },
      },
    );
  });

  it("shortens a long description and not the text", () => {
    const result = read("x".repeat(5_000));
    ok("prompt" in result);
    strictEqual(result.prompt.description.length, 100);
    strictEqual(result.prompt.text.length, 5_000);
  });

  const bad: Readonly<Record<string, string>> = {
    "front matter without an end": "---\nname: x\nText",
    "no text": "---\nname: x\n---\n\n",
    "an empty file": "",
    "no usable name": "---\nname: '///'\n---\nText",
  };
  for (const [what, content] of Object.entries(bad)) {
    it(`leaves out ${what}`, () => ok("problem" in read(content)));
  }

  it("takes an empty name for none, and no key for more than a text", () => {
    const result = read("---\n__proto__: x\nconstructor: y\nname:\n---\nText");
    deepStrictEqual(result, { prompt: { name: "review", description: "Text", text: "Text" } });
  });
});

describe("promptName", () => {
  for (const [text, name] of [
    ["Code Review!", "Code-Review"],
    ["a/b", "a-b"],
    ["日本語", "日本語"],
    ["v1.2_x", "v1.2_x"],
    ["--x--", "x"],
    ["...", ""],
    ["___", ""],
  ] as const) {
    it(`makes ${JSON.stringify(name)} of ${JSON.stringify(text)}`, () => strictEqual(promptName(text), name));
  }
});
