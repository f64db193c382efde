import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { promptName, readPromptFile, readPromptSetting } from "../../../../src/editor/prompts/promptFile";
import * as yaml from "../../../../src/editor/prompts/yaml";

const read = (content: string, file = "review.prompt.md") => readPromptFile(content, file, yaml);

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

  it("reads every form of YAML that people write", () => {
    const described = (front: string): string | undefined => {
      const result = read(`---\n${front}\n---\nText`);
      return "prompt" in result ? result.prompt.description : undefined;
    };
    strictEqual(described('description: "a \\u00fc: #1" # a note'), "a ü: #1");
    strictEqual(described("tools: [search, 'a: b']\nmode:\n  - ask\ndescription: Plain  # a note"), "Plain");
    strictEqual(described("description: on two\n  plain lines"), "on two plain lines");
    strictEqual(described("description: |\n  First.\n  Second."), "First. Second.");
    strictEqual(described("description: 2024"), "2024");
    strictEqual(described("description: [a, b]"), "Text");
    strictEqual(described("- a list"), "Text");
    strictEqual(described(""), "Text");
  });

  const bad: Readonly<Record<string, string>> = {
    "front matter that is no YAML": "---\nname: [x\n---\nText",
    "front matter that grows by its aliases": "---\na: &a [x]\nname: b\nc: [*a, *a]\n---\nText",
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
