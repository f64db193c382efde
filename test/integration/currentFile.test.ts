import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { CurrentFile } from "../../src/editor/currentFile";
import { closeEditors, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

const SETTING = "suggestCurrentFile";

describe("CurrentFile", () => {
  let folder: vscode.Uri;
  let current: CurrentFile;
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  const name = (): string | undefined => current.suggestion()?.name;
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("agentChat");

  before(async () => {
    folder = vscode.Uri.joinPath(workspaceFolder(), "current");
    await write(at("alpha.ts"), "const a = 1;\n");
    await write(at("beta.ts"), "const b = 1;\n");
    await write(at(".env"), "TOKEN=very-secret\n");
    await closeEditors();
  });
  beforeEach(() => (current = new CurrentFile()));
  afterEach(async () => {
    current.dispose();
    await settings().update(SETTING, undefined, vscode.ConfigurationTarget.Global);
    await closeEditors();
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it("offers the file in front, says when it is another one, and knows what it has offered", async () => {
    let changes = 0;
    const listener = current.onDidChange(() => (changes += 1));
    strictEqual(name(), undefined);
    await vscode.window.showTextDocument(at("alpha.ts"));
    await until(() => (changes > 0 && name() === "alpha.ts") || undefined);
    const told = changes;
    await vscode.window.showTextDocument(at("beta.ts"));
    // Between two of them there may be none for a moment.
    await until(() => (changes > told && name() === "beta.ts") || undefined);
    const id = current.suggestion()?.id ?? "";
    deepStrictEqual(
      [name(), current.wasOffered(id), current.wasOffered("file:///etc/passwd")],
      ["beta.ts", true, false],
    );
    await closeEditors();
    await until(() => name() === undefined || undefined);
    listener.dispose();
  });

  it("offers no file that may hold secrets, no output, and nothing when the setting is off", async () => {
    await vscode.window.showTextDocument(at(".env"));
    strictEqual(name(), undefined);
    await vscode.window.showTextDocument(at("alpha.ts"));
    strictEqual(name(), "alpha.ts");
    await settings().update(SETTING, false, vscode.ConfigurationTarget.Global);
    await until(() => name() === undefined || undefined);
  });

  it("is attached under the id that was offered, also when another file is in front meanwhile or it was never saved", async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: "not saved yet" });
    await vscode.window.showTextDocument(untitled, { preview: false });
    const offered = current.suggestion();
    ok(offered);
    await vscode.window.showTextDocument(at("alpha.ts"), { preview: false });
    const sources = new EditorAttachments();
    const [attachment] = (await sources.resolve(offered.id)).attachments;
    deepStrictEqual([attachment?.item.id, attachment?.content], [offered.id, "not saved yet"]);
    // A file that is neither of the workspace nor open is not to be had by its address.
    strictEqual((await refusalOf(sources.resolve("file:file:///etc/passwd"))).kind, "nothing");
    sources.dispose();
  });
});
