import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { CodeActions } from "../../src/editor/code/codeActions";
import { WorkspaceFiles } from "../../src/editor/code/workspaceFiles";
import { CodeBench, original, rewritten } from "./codeBench";
import { closeEditors, refusalOf, until } from "./contextWorkspace";

describe("CodeActions", () => {
  let bench: CodeBench;
  let code: CodeActions;
  const shown: string[] = [];

  beforeEach(async () => {
    bench = new CodeBench();
    await bench.fill();
    shown.length = 0;
    code = new CodeActions(new WorkspaceFiles(), (command) => {
      shown.push(command);
      return Promise.resolve(false);
    });
  });
  afterEach(async () => {
    await closeEditors();
    code.dispose();
  });
  after(() => bench.remove());

  describe("insert", () => {
    it("says what to do when no editor is open", async () => {
      strictEqual((await refusalOf(code.run("insert", "x", "js"))).kind, "noEditor");
    });

    it("puts code at the cursor, indented like its line, and the cursor behind it", async () => {
      const editor = await bench.edit("add.js", new vscode.Selection(1, 2, 1, 15));
      await code.run("insert", "if (a) {\n  return b;\n}", "js");
      strictEqual(editor.document.getText(), original.replace("return a + b;", "if (a) {\n    return b;\n  }"));
      ok(vscode.window.activeTextEditor?.selection.isEqual(new vscode.Selection(3, 3, 3, 3)));
    });

    it("pushes the line down that stands behind the cursor", async () => {
      const editor = await bench.edit("add.js", new vscode.Selection(1, 2, 1, 2));
      await code.run("insert", "a++;\nb++;", "js");
      strictEqual(editor.document.getText(), original.replace("  return", "  a++;\n  b++;\n  return"));
    });

    it("remembers the editor while something else has the focus", async () => {
      const editor = await bench.edit("empty.js");
      await vscode.commands.executeCommand("workbench.view.explorer");
      await code.run("insert", "let a;", "js");
      strictEqual(editor.document.getText(), "let a;");
    });

    it("never writes into a comparison of its own", async () => {
      await bench.edit("add.js");
      await code.run("apply", rewritten, "js");
      await bench.comparison();
      await code.run("insert", "// here\n", "js");
      ok((await bench.textOf("add.js")).startsWith("// here"));
    });
  });

  it("opens code in a new editor in its language", async () => {
    await code.run("newFile", "let a: number;", "ts");
    const document = vscode.window.activeTextEditor?.document;
    deepStrictEqual(
      [document?.getText(), document?.languageId, document?.isUntitled],
      ["let a: number;", "typescript", true],
    );
  });

  it("shows a command and opens no terminal without a yes", async () => {
    const before = vscode.window.terminals.length;
    await code.run("run", "$ npm ci\nadded 1 package", "console");
    deepStrictEqual(shown, ["npm ci"]);
    strictEqual(vscode.window.terminals.length, before);
    strictEqual((await refusalOf(code.run("run", "alert(1)", "js"))).kind, "notShell");
  });

  it("runs exactly the command in a terminal of its own after a yes", async () => {
    const running = new CodeActions(new WorkspaceFiles(), () => Promise.resolve(true));
    const target = bench.at("ran.txt");
    await running.run("run", `printf ran > '${target.fsPath}'`, "sh");
    const written = await until(async () => {
      try {
        const text = Buffer.from(await vscode.workspace.fs.readFile(target)).toString();
        return text === "" ? undefined : text;
      } catch {
        return undefined;
      }
    });
    strictEqual(written, "ran");
    const terminal = vscode.window.terminals.find(({ name }) => name === "Agent Chat");
    ok(terminal);
    terminal.dispose();
    running.dispose();
  });
});
