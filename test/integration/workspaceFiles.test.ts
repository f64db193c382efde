import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { closeEditors, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

describe("WorkspaceFiles", () => {
  const files = new WorkspaceFiles();
  let folder: vscode.Uri;
  const name = (): string => workspaceFolder().path.split("/").at(-1) ?? "";

  before(async () => {
    folder = vscode.Uri.joinPath(workspaceFolder(), "workspaceFiles");
    await write(vscode.Uri.joinPath(folder, "a.ts"), "1\n2\n3\n4\n");
    await write(vscode.Uri.joinPath(folder, "sub", "mit Ümlaut #1.ts"), "1\n");
    // Beside the workspace: what no path may reach.
    await write(vscode.Uri.joinPath(workspaceFolder(), "..", "agent-chat-outside.txt"), "secret");
  });
  after(async () => {
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), "..", "agent-chat-outside.txt"));
  });
  afterEach(closeEditors);

  it("finds files by the paths that people and agents write", async () => {
    const paths = [
      "workspaceFiles/a.ts",
      "./workspaceFiles/sub/../a.ts",
      "workspaceFiles\\a.ts",
      "workspaceFiles/sub/mit Ümlaut #1.ts",
      `${name()}/workspaceFiles/a.ts`,
      vscode.Uri.joinPath(folder, "a.ts").fsPath,
    ];
    deepStrictEqual(await files.existing(paths), paths);
  });

  it("finds neither folders, nor what is not there, nor anything outside", async () => {
    const outside = vscode.Uri.joinPath(workspaceFolder(), "..", "agent-chat-outside.txt");
    await vscode.workspace.fs.stat(outside);
    const paths = [
      "workspaceFiles",
      "workspaceFiles/gone.ts",
      "../agent-chat-outside.txt",
      "workspaceFiles/../../agent-chat-outside.txt",
      "..\\agent-chat-outside.txt",
      "%2e%2e/agent-chat-outside.txt",
      outside.fsPath,
      `${workspaceFolder().fsPath}/../agent-chat-outside.txt`,
      outside.toString(),
      "/etc/passwd",
      "",
    ];
    deepStrictEqual(await files.existing(paths), []);
  });

  it("opens a file at its line, and at the last one when the line is gone", async () => {
    await files.open("workspaceFiles/a.ts", 3);
    await until(() => (vscode.window.activeTextEditor?.selection.active.line === 2 ? true : undefined));
    match(vscode.window.activeTextEditor?.document.uri.path ?? "", /workspaceFiles\/a\.ts$/);
    await files.open("workspaceFiles/a.ts", 9_000_000);
    await until(() => (vscode.window.activeTextEditor?.selection.active.line === 4 ? true : undefined));
  });

  it("says when a file is gone, and opens nothing outside", async () => {
    strictEqual((await refusalOf(files.open("workspaceFiles/gone.ts"))).kind, "fileGone");
    strictEqual((await refusalOf(files.open("../agent-chat-outside.txt"))).kind, "fileGone");
    strictEqual(vscode.window.activeTextEditor, undefined);
  });
});
