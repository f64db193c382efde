import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { CodeActions } from "../../src/editor/code/codeActions";
import { WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { CodeBench, original, rewritten } from "./codeBench";
import { closeEditors, refusalOf, until } from "./contextWorkspace";

describe("applying code", () => {
  let bench: CodeBench;
  let code: CodeActions;

  beforeEach(async () => {
    bench = new CodeBench();
    await bench.fill();
    code = new CodeActions(new WorkspaceFiles());
  });
  afterEach(async () => {
    await closeEditors();
    code.dispose();
  });
  after(() => bench.remove());

  it("shows a rewritten copy beside the file it names, and writes nothing", async () => {
    await code.run("apply", rewritten, 'js title="codeActions/add.js"');
    const { original: left } = await bench.comparison();
    strictEqual(left.toString(), bench.at("add.js").toString());
    strictEqual(await bench.proposed(), rewritten);
    strictEqual(await bench.textOf("add.js"), original);
  });

  it("creates a file that the words before the block name, and writes nothing until it is saved", async () => {
    await bench.edit("add.js", new vscode.Selection(1, 2, 1, 15));
    await bench.pickingFirst(code.run("apply", "export const two = 2;", "js", "codeActions/made.js"));
    const document = await until(() => vscode.window.activeTextEditor?.document);
    deepStrictEqual([document.uri.scheme, document.uri.path], ["untitled", bench.at("made.js").path]);
    strictEqual(document.getText(), "export const two = 2;\n");
    strictEqual(await bench.textOf("add.js"), original);
    deepStrictEqual(bench.comparisons(), []);
  });

  it("asks which file is meant where the words name another one than that in front", async () => {
    await bench.edit("windows.txt", new vscode.Selection(0, 0, 0, 3));
    await bench.pickingFirst(code.run("apply", rewritten, "js", "codeActions/add.js"));
    const { original: left } = await bench.comparison();
    strictEqual(left.toString(), bench.at("add.js").toString());
    strictEqual(await bench.proposed(), rewritten);
  });

  it("follows no name out of the folder", async () => {
    await bench.edit("add.js", new vscode.Selection(0, 0, 0, 0));
    await bench.pickingFirst(code.run("apply", rewritten, "js", "../../outside/add.js"));
    const { original: left } = await bench.comparison();
    strictEqual(left.toString(), bench.at("add.js").toString());
  });

  it("writes what was accepted, closes the comparison and leaves the file unsaved", async () => {
    await code.run("apply", `// codeActions/add.js\n${rewritten}`, "js");
    await bench.comparison();
    await code.accept();
    strictEqual(await bench.textOf("add.js"), rewritten);
    strictEqual(vscode.window.activeTextEditor?.document.isDirty, true);
    deepStrictEqual(bench.comparisons(), []);
    strictEqual(Buffer.from(await vscode.workspace.fs.readFile(bench.at("add.js"))).toString(), original);
  });

  it("leaves everything as it was after a no", async () => {
    await code.run("apply", rewritten, "js:codeActions/add.js");
    const { modified } = await bench.comparison();
    await code.reject(modified);
    strictEqual(await bench.textOf("add.js"), original);
    deepStrictEqual(bench.comparisons(), []);
    strictEqual((await refusalOf(code.accept(modified))).kind, "noChange");
  });

  it("takes a closed comparison for a no", async () => {
    await code.run("apply", rewritten, "js:codeActions/add.js");
    const { modified } = await bench.comparison();
    await vscode.window.tabGroups.close(bench.comparisons());
    strictEqual((await refusalOf(code.accept(modified))).kind, "noChange");
    strictEqual(await bench.textOf("add.js"), original);
  });

  it("does not overwrite what was typed meanwhile, and shows the change anew", async () => {
    const editor = await bench.edit("add.js", new vscode.Selection(1, 2, 1, 15));
    await code.run("apply", "return b + a;", "js");
    const { modified } = await bench.comparison();
    const typed = new vscode.WorkspaceEdit();
    typed.insert(bench.at("add.js"), new vscode.Position(0, 0), "// mine\n");
    await vscode.workspace.applyEdit(typed);
    strictEqual((await refusalOf(code.accept(modified))).kind, "changedMeanwhile");
    strictEqual(editor.document.getText(), `// mine\n${original}`);
    const wanted = `// mine\n${original.replace("a + b", "b + a")}`;
    await until(async () => ((await bench.proposed()) === wanted ? true : undefined));
    await code.accept(modified);
    strictEqual(editor.document.getText(), wanted);
  });

  it("accepts once, however often it is pressed", async () => {
    await code.run("apply", rewritten, "js:codeActions/add.js");
    const { modified } = await bench.comparison();
    const results = await Promise.allSettled([code.accept(modified), code.accept(modified)]);
    deepStrictEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    strictEqual(await bench.textOf("add.js"), rewritten);
  });

  it("keeps the line ends of the file", async () => {
    await bench.edit("windows.txt", new vscode.Selection(0, 0, 1, 3));
    await code.run("apply", "1\n2", "txt");
    await bench.comparison();
    await code.accept();
    strictEqual(await bench.textOf("windows.txt"), "1\r\n2\r\n");
  });

  it("fills an empty file", async () => {
    await bench.edit("empty.js");
    await code.run("apply", "let a;", "js");
    await bench.comparison();
    await code.accept();
    strictEqual(await bench.textOf("empty.js"), "let a;\n");
  });

  it("asks where a piece goes, and offers the cursor first", async () => {
    await bench.edit("add.js", new vscode.Selection(4, 0, 4, 0));
    await bench.pickingFirst(code.run("apply", "export const zero = 0;\nexport const two = 2;", "js"));
    const wanted = original.replace(
      "export const one",
      "export const zero = 0;\nexport const two = 2;\nexport const one",
    );
    strictEqual(await bench.proposed(), wanted);
  });

  it("offers to create the file that the block itself names, when it is not there", async () => {
    await bench.edit("add.js", new vscode.Selection(4, 0, 4, 0));
    await bench.pickingFirst(code.run("apply", rewritten, "js:codeActions/gone.js"));
    const { document } = await until(() => vscode.window.activeTextEditor);
    deepStrictEqual([document.uri.scheme, document.uri.path], ["untitled", bench.at("gone.js").path]);
    strictEqual(document.getText(), rewritten);
  });

  it("says when there is nothing to change, and when there is no file", async () => {
    strictEqual((await refusalOf(code.run("apply", original, "js:codeActions/add.js"))).kind, "noDifference");
    await closeEditors();
    strictEqual((await refusalOf(code.run("apply", original, "js"))).kind, "noEditor");
  });
});
