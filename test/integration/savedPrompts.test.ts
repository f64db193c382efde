import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { valueAt, write as writeSetting } from "../../src/editor/configuration";
import { SavedPrompts } from "../../src/editor/prompts/savedPrompts";
import { workspaceFolder, write } from "./contextWorkspace";

describe("SavedPrompts", () => {
  const { Global } = vscode.ConfigurationTarget;
  let warnings: string[];
  let prompts: SavedPrompts;
  const github = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), ".github");
  const file = (name: string, content: string | Uint8Array): Promise<vscode.Uri> =>
    write(vscode.Uri.joinPath(github(), "prompts", name), content);

  beforeEach(() => {
    warnings = [];
    prompts = new SavedPrompts({ warn: (text: string) => void warnings.push(text) });
  });
  afterEach(async () => {
    await writeSetting("prompts", undefined, Global);
    await vscode.workspace.fs.delete(github(), { recursive: true }).then(undefined, () => undefined);
  });

  it("has none where none are saved, and logs nothing", async () => {
    deepStrictEqual(await prompts.list(), []);
    deepStrictEqual(warnings, []);
  });

  it("lists those of the folder before those of the settings", async () => {
    await file("review.prompt.md", "---\ndescription: Looks for bugs\n---\nReview ${selection}.");
    await file("explain.prompt.md", "Explain this.");
    await file("notes.md", "No prompt.");
    await writeSetting("prompts", [{ name: "short", description: "Be brief", text: "In one sentence." }], Global);
    deepStrictEqual(await prompts.list(), [
      {
        name: "explain",
        description: "Explain this.",
        text: "Explain this.",
        source: ".github/prompts/explain.prompt.md",
      },
      {
        name: "review",
        description: "Looks for bugs",
        text: "Review ${selection}.",
        source: ".github/prompts/review.prompt.md",
      },
      { name: "short", description: "Be brief", text: "In one sentence.", source: "Settings" },
    ]);
    deepStrictEqual(warnings, []);
  });

  it("leaves out what cannot be read, and names it in the log", async () => {
    await file("a.prompt.md", "---\nname: x\nno end");
    await file("b.prompt.md", new Uint8Array([0xff, 0xfe, 0x80]));
    await file("c.prompt.md", "x".repeat(300_000));
    await file("d.prompt.md", "Fine.");
    await writeSetting("prompts", [{ name: "x" }, "no prompt"], Global);
    deepStrictEqual(
      (await prompts.list()).map(({ name }) => name),
      ["d"],
    );
    strictEqual(warnings.length, 5);
    match(
      warnings.sort().join("\n"),
      /a\.prompt\.md is left out: its front matter has no end\.[^]*b\.prompt\.md is left out: it is no UTF-8 text\.[^]*c\.prompt\.md is left out: it is too large\.[^]*agentChat\.prompts\[0\]/,
    );
    deepStrictEqual(valueAt("prompts", Global), [{ name: "x" }, "no prompt"]);
  });
});
