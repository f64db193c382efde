import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { cellAttachment, explorerAttachments } from "../../src/editor/attachments/menuAttachments";
import { closeEditors, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

describe("what is attached from VS Code's menus", () => {
  const folder = vscode.Uri.joinPath(workspaceFolder(), "menuAttachments");
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  let sources: EditorAttachments;

  before(async () => {
    const files = {
      "src/a.ts": "a",
      "src/deep/b.ts": "b",
      "src/.env": "KEY=1",
      "c.ts": "c",
      "empty/skipped/.env": "K=2",
    };
    for (const [path, text] of Object.entries(files)) {
      await write(at(path), text);
    }
    await until(async () => ((await vscode.workspace.findFiles("menuAttachments/**")).length >= 5 ? true : undefined));
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));
  beforeEach(() => (sources = new EditorAttachments(() => Promise.resolve(true))));
  afterEach(async () => {
    sources.dispose();
    await closeEditors();
  });

  it("are the files and those of a folder, without the ones that may hold secrets", async () => {
    const { attachments, refused } = await explorerAttachments(sources, at("c.ts"), [at("c.ts"), at("src")]);
    deepStrictEqual(attachments.map(({ item }) => item.name).sort(), ["a.ts", "b.ts", "c.ts"]);
    deepStrictEqual(refused, []);
  });

  it("are the row under the pointer, or the file in front", async () => {
    const row = await explorerAttachments(sources, at("c.ts"), undefined);
    deepStrictEqual(
      row.attachments.map(({ content }) => content),
      ["c"],
    );
    await vscode.window.showTextDocument(at("src/a.ts"));
    const front = await explorerAttachments(sources, undefined, undefined);
    deepStrictEqual(
      front.attachments.map(({ content }) => content),
      ["a"],
    );
  });

  it("are none of a folder that has none, and none without a file", async () => {
    const refused = await refusalOf(explorerAttachments(sources, at("empty"), undefined));
    strictEqual(refused.message, "There is no file to attach in empty.");
    strictEqual((await refusalOf(explorerAttachments(sources, undefined, []))).message, "No file is open.");
  });

  it("are a notebook's cell with its output and the words of its error", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "print(1)", "python");
    cell.outputs = [
      new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stdout("1\n")]),
      new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(new Error("no such name"))]),
    ];
    const notebook = await vscode.workspace.openNotebookDocument("interactive", new vscode.NotebookData([cell]));
    const { item, content } = cellAttachment(notebook.cellAt(0));
    strictEqual(item.kind, "selection");
    match(item.name, /cell 1$/);
    match(content, /^print\(1\)\n\nOutput:\n1\n\nError: no such name$/);
    strictEqual((await refusalOf(Promise.resolve().then(() => cellAttachment(undefined)))).kind, "nothing");
  });
});
