import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import type { Attachment } from "../../src/agents/outgoingMessage";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { closeEditors, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

describe("EditorAttachments in the editor", () => {
  let folder: vscode.Uri;
  let sources: EditorAttachments;
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  const ids = async (query = ""): Promise<string[]> => (await sources.complete(query)).map(({ id }) => id);
  const one = async (id: string): Promise<Attachment> => {
    const [first, ...more] = (await sources.resolve(id)).attachments;
    strictEqual(more.length, 0);
    ok(first);
    return first;
  };

  before(async () => {
    folder = vscode.Uri.joinPath(workspaceFolder(), "context");
    await write(at("alpha.ts"), "const a = 1;\nconst b = 2;\nconst c = 3;\n");
    await write(at("deep/down/betaController.ts"), "export {};\n");
    await write(at(".env"), "TOKEN=very-secret\n");
    await write(at("hidden/gamma.ts"), "export {};\n");
    await write(at("generated/delta.ts"), "export {};\n");
    await closeEditors();
  });
  beforeEach(() => (sources = new EditorAttachments()));
  afterEach(async () => {
    sources.dispose();
    await closeEditors();
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it("offers a row only when there is something to attach", async () => {
    const before = await ids();
    ok(!before.includes("current") && !before.includes("selection") && !before.includes("openEditors"), before.join());
    const editor = await vscode.window.showTextDocument(at("alpha.ts"));
    deepStrictEqual((await ids()).slice(0, 2), ["current", "openEditors"]);
    editor.selection = new vscode.Selection(0, 0, 1, 0);
    strictEqual((await ids())[1], "selection");
    deepStrictEqual(
      (await ids("selec")).filter((id) => !id.startsWith("file:")),
      ["selection"],
    );
  });

  it("finds files by letters of their names, and the open ones first without a query", async () => {
    strictEqual((await ids("betactrl"))[0], `file:${at("deep/down/betaController.ts").toString()}`);
    await vscode.window.showTextDocument(at("deep/down/betaController.ts"));
    const [first] = (await ids()).filter((id) => id.startsWith("file:"));
    strictEqual(first, `file:${at("deep/down/betaController.ts").toString()}`);
  });

  it("leaves out what files.exclude and search.exclude leave out, also after a change", async () => {
    const set = (section: string, name: string, on: boolean | undefined): Thenable<void> =>
      vscode.workspace
        .getConfiguration(section)
        .update("exclude", on && { [`**/context/${name}`]: true }, vscode.ConfigurationTarget.Workspace);
    ok((await ids("gamma")).length > 0 && (await ids("delta")).length > 0);
    try {
      await set("files", "hidden", true);
      await set("search", "generated", true);
      await until(async () => ((await ids("gamma")).length === 0 && (await ids("delta")).length === 0) || undefined);
    } finally {
      await set("files", "hidden", undefined);
      await set("search", "generated", undefined);
    }
    await until(async () => (await ids("gamma")).length > 0 || undefined);
  });

  it("notices files that come and go", async () => {
    deepStrictEqual(await ids("epsilonFile"), []);
    const uri = await write(at("epsilonFile.ts"), "export {};\n");
    await until(async () => (await ids("epsilonFile")).includes(`file:${uri.toString()}`) || undefined);
    await vscode.workspace.fs.delete(uri);
    await until(async () => (await ids("epsilonFile")).length === 0 || undefined);
    strictEqual((await refusalOf(sources.resolve(`file:${uri.toString()}`))).kind, "nothing");
  });

  it("offers nothing empty, files before the rest, and a file's name once", async () => {
    await closeEditors();
    const rows = await sources.complete("");
    ok(!rows.some(({ id }) => id === "problems" || id === "terminal"), JSON.stringify(rows.slice(0, 10)));
    strictEqual(rows[0]?.kind, "file");
    const [row] = await sources.complete("alpha.ts");
    deepStrictEqual([row?.name, row?.detail], ["alpha.ts", "context"]);
    const problems = vscode.languages.createDiagnosticCollection("agent-chat-test");
    try {
      problems.set(at("alpha.ts"), [new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), "Wrong.")]);
      const all = await until(async () => {
        const found = await sources.complete("");
        return found.some(({ id }) => id === "problems") ? found : undefined;
      });
      strictEqual(all[0]?.kind, "file");
      ok(all.findIndex(({ id }) => id === "problems") <= 6);
    } finally {
      problems.dispose();
    }
  });

  it("attaches only files that it offers", async () => {
    strictEqual((await refusalOf(sources.resolve("file:file:///etc/passwd"))).kind, "nothing");
    strictEqual((await refusalOf(sources.resolve("toString"))).kind, "nothing");
  });

  it("attaches the current file as it is in the editor", async () => {
    const editor = await vscode.window.showTextDocument(at("alpha.ts"));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// not saved\n"));
    // VS Code tells so a moment later, and what is not known to be changed is not taken back afterwards.
    await until(() => editor.document.isDirty || undefined);
    const { item, content } = await one("current");
    strictEqual(content, "// not saved\nconst a = 1;\nconst b = 2;\nconst c = 3;\n");
    deepStrictEqual([item.kind, item.name, item.detail, item.openable], ["file", "alpha.ts", "context/alpha.ts", true]);
    strictEqual(item.bytes, content.length);
  });

  it("attaches every selection with its lines", async () => {
    strictEqual((await refusalOf(sources.resolve("selection"))).kind, "nothing");
    strictEqual(sources.fromSelection(), undefined);
    const editor = await vscode.window.showTextDocument(at("alpha.ts"));
    editor.selections = [
      new vscode.Selection(0, 0, 2, 0),
      new vscode.Selection(2, 6, 2, 7),
      new vscode.Selection(0, 0, 0, 0),
    ];
    const { attachments: found } = await sources.resolve("selection");
    deepStrictEqual(
      found.map(({ content }) => content),
      ["const a = 1;\nconst b = 2;\n", "c"],
    );
    deepStrictEqual(
      found.map(({ item }) => item.name),
      ["alpha.ts:1–2", "alpha.ts:3"],
    );
    strictEqual(sources.fromSelection()?.content, "const a = 1;\nconst b = 2;\n");
  });

  it("attaches each open editor, but no file of secrets", async () => {
    for (const path of ["alpha.ts", ".env", "deep/down/betaController.ts"]) {
      await vscode.window.showTextDocument(at(path), { preview: false });
    }
    const { attachments: found } = await sources.resolve("openEditors");
    deepStrictEqual(found.map(({ item }) => item.name).sort(), ["alpha.ts", "betaController.ts"]);
    ok(!JSON.stringify(found).includes("very-secret"));
    const row = (await sources.complete("")).find(({ id }) => id === "openEditors");
    strictEqual(row?.detail, "2, without 1 that may contain secrets");
  });

  it("attaches the problems as lines, without hints", async () => {
    const problems = vscode.languages.createDiagnosticCollection("agent-chat-test");
    const { Error: error, Hint: hint } = vscode.DiagnosticSeverity;
    const diagnostic = new vscode.Diagnostic(new vscode.Range(1, 6, 1, 7), "b is\nnever used.", error);
    diagnostic.source = "test";
    problems.set(at("alpha.ts"), [diagnostic, new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), "A hint.", hint)]);
    try {
      const { content } = await one("problems");
      ok(content.split("\n").includes("context/alpha.ts:2:7 error b is never used. (test)"), content);
      ok(!content.includes("A hint."), content);
    } finally {
      problems.dispose();
    }
  });

  it("attaches what git shows as changed, without secrets", async () => {
    const git = (...words: string[]): void => void execFileSync("git", words, { cwd: at("repository").fsPath });
    await write(at("repository/a.ts"), "first\n");
    await write(at("repository/.env"), "TOKEN=old\n");
    git("init", "-q");
    git("add", "-f", ".");
    git("-c", "user.email=ada@example.com", "-c", "user.name=Ada", "commit", "-qm", "first");
    await vscode.commands.executeCommand("git.openRepository", at("repository").fsPath);
    await write(at("repository/a.ts"), "second\n");
    await write(at("repository/.env"), "TOKEN=very-secret\n");
    await write(at("repository/b.ts"), "third\n");
    await until(async () => (await ids("git")).includes("gitDiff") || undefined);
    const { item, content } = await one("gitDiff");
    ok(content.includes("-first\n+second") && content.includes("b.ts"), content);
    ok(!content.includes("very-secret"), content);
    ok(item.detail.includes("repository"), item.detail);
  });
});
