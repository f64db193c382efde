import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { type WorkspaceHost, WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { closeEditors, pressing, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

/** The window as it is, but for the folders that it has open; counts what the file system is asked. */
class CountingHost implements WorkspaceHost {
  reads = 0;
  time = 0;

  constructor(private readonly open: readonly vscode.WorkspaceFolder[]) {}

  folders(): readonly vscode.WorkspaceFolder[] {
    return [...this.open];
  }

  readFolder(uri: vscode.Uri): PromiseLike<[string, vscode.FileType][]> {
    this.reads += 1;
    return vscode.workspace.fs.readDirectory(uri);
  }

  now(): number {
    return this.time;
  }
}

describe("WorkspaceFiles", () => {
  const files = new WorkspaceFiles();
  let folder: vscode.Uri;
  const name = (): string => workspaceFolder().path.split("/").at(-1) ?? "";

  before(async () => {
    folder = vscode.Uri.joinPath(workspaceFolder(), "workspaceFiles");
    await write(vscode.Uri.joinPath(folder, "a.ts"), "1\n2\n3\n4\n");
    await write(vscode.Uri.joinPath(folder, "b.ts"), "first\nsecond\nthird\n");
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
      "WorkspaceFiles/A.ts",
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
      `//server${outside.fsPath}`,
      `//wsl.localhost/Ubuntu${outside.fsPath}`,
      `${workspaceFolder().fsPath}/../agent-chat-outside.txt`,
      outside.toString(),
      "/etc/passwd",
      "",
    ];
    deepStrictEqual(await files.existing(paths), []);
  });

  it("finds a file outside for as long as it is open in an editor", async () => {
    const outside = vscode.Uri.joinPath(workspaceFolder(), "..", "agent-chat-outside.txt");
    await vscode.window.showTextDocument(outside);
    await until(async () => ((await files.existing([outside.fsPath])).length === 1 ? true : undefined));
    deepStrictEqual(await files.existing(["../agent-chat-outside.txt", `${outside.fsPath}.bak`]), []);
    await closeEditors();
    await until(async () => ((await files.existing([outside.fsPath])).length === 0 ? true : undefined));
  });

  it("asks the file system a few times for thousands of paths, and again a moment later", async () => {
    const host = new CountingHost(vscode.workspace.workspaceFolders ?? []);
    const many = new WorkspaceFiles(host);
    const paths = Array.from(
      { length: 5_000 },
      (_, at) => `${at % 2 === 0 ? "workspaceFiles" : `and${at}`}/or${at}.ts`,
    );
    const found: string[] = [];
    for (let start = 0; start < paths.length; start += 200) {
      found.push(...(await many.existing([...paths.slice(start, start + 200), "workspaceFiles/a.ts"])));
    }
    strictEqual(found.length, 25);
    ok(host.reads <= 2, `${host.reads} folders were listed`);
    deepStrictEqual(await many.existing(["workspaceFiles/later.ts"]), []);
    await write(vscode.Uri.joinPath(folder, "later.ts"), "1\n");
    host.time += 2_000;
    deepStrictEqual(await many.existing(["workspaceFiles/later.ts"]), ["workspaceFiles/later.ts"]);
  });

  it("opens a file at its line, and at the last one when the line is gone", async () => {
    await files.open({ path: "workspaceFiles/a.ts", line: 3 });
    await until(() => (vscode.window.activeTextEditor?.selection.active.line === 2 ? true : undefined));
    match(vscode.window.activeTextEditor?.document.uri.path ?? "", /workspaceFiles\/a\.ts$/);
    await files.open({ path: "workspaceFiles/a.ts", line: 9_000_000 });
    await until(() => (vscode.window.activeTextEditor?.selection.active.line === 4 ? true : undefined));
  });

  it("selects a range, whole lines where no columns are given", async () => {
    const selects = (range: vscode.Range): Promise<true> =>
      until(() => (vscode.window.activeTextEditor?.selection.isEqual(range) === true ? true : undefined));
    await files.open({ path: "workspaceFiles/b.ts", line: 2, endLine: 3 });
    await selects(new vscode.Selection(1, 0, 2, 5));
    await files.open({ path: "workspaceFiles/b.ts", line: 1, column: 2, endLine: 2, endColumn: 3 });
    await selects(new vscode.Selection(0, 1, 1, 2));
    await files.open({ path: "workspaceFiles/b.ts", line: 3, column: 4 });
    await selects(new vscode.Selection(2, 3, 2, 3));
  });

  it("asks which file is meant when several folders have it", async () => {
    const folders = ["one", "two"].map((name, index) => ({ uri: vscode.Uri.joinPath(folder, name), name, index }));
    const roots = new WorkspaceFiles(new CountingHost(folders));
    for (const { uri, name } of folders) {
      await write(vscode.Uri.joinPath(uri, "src", "same.ts"), `${name}\n`);
    }
    deepStrictEqual(
      (await roots.findAll("src/same.ts")).map(({ path }) => path.split("/").at(-3)),
      ["one", "two"],
    );
    strictEqual((await roots.findAll("two/src/same.ts")).length, 1);
    await pressing("workbench.action.acceptSelectedQuickOpenItem", roots.open({ path: "src/same.ts", line: 1 }));
    await until(() => (vscode.window.activeTextEditor?.document.getText() === "one\n" ? true : undefined));
    await closeEditors();
    await pressing("workbench.action.closeQuickOpen", roots.open({ path: "src/same.ts" }));
    strictEqual(vscode.window.activeTextEditor, undefined);
  });

  it("says when a file is gone, and opens nothing outside", async () => {
    strictEqual((await refusalOf(files.open({ path: "workspaceFiles/gone.ts" }))).kind, "fileGone");
    strictEqual((await refusalOf(files.open({ path: "../agent-chat-outside.txt" }))).kind, "fileGone");
    strictEqual(vscode.window.activeTextEditor, undefined);
  });
});
