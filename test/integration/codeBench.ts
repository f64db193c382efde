import * as vscode from "vscode";
import { PROPOSED_SCHEME } from "../../src/editor/code/changeSchemes";
import { closeEditors, pressing, until, workspaceFolder, write } from "./contextWorkspace";

export const original = "export function add(a, b) {\n  return a + b;\n}\n\nexport const one = 1;\n";
export const rewritten = original.replace("a + b", "Number(a) + Number(b)");

/** A folder with files to put code into, and what an editor shows of them. */
export class CodeBench {
  private readonly folder = vscode.Uri.joinPath(workspaceFolder(), "codeActions");

  at(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, path);
  }

  async fill(): Promise<void> {
    await closeEditors();
    const files = { "add.js": original, "empty.js": "", "windows.txt": "one\r\ntwo\r\n" };
    for (const [path, text] of Object.entries(files)) {
      await write(this.at(path), text);
      // A document that VS Code still holds follows its file a moment later.
      await until(async () => ((await this.textOf(path)) === text ? true : undefined));
    }
  }

  async remove(): Promise<void> {
    await vscode.workspace.fs.delete(this.folder, { recursive: true });
  }

  async textOf(path: string): Promise<string> {
    return (await vscode.workspace.openTextDocument(this.at(path))).getText();
  }

  /** Shows a file with this selection, once VS Code knows of it. */
  async edit(path: string, selection = new vscode.Selection(0, 0, 0, 0)): Promise<vscode.TextEditor> {
    const editor = await vscode.window.showTextDocument(this.at(path));
    editor.selection = selection;
    return until(() => (vscode.window.activeTextEditor?.selection.isEqual(selection) ? editor : undefined));
  }

  /** The comparison that is on the screen, once it is. */
  comparison(): Promise<vscode.TabInputTextDiff> {
    return until(() => comparisonIn(vscode.window.tabGroups.activeTabGroup.activeTab));
  }

  /** What the comparison proposes. */
  async proposed(): Promise<string> {
    return (await vscode.workspace.openTextDocument((await this.comparison()).modified)).getText();
  }

  comparisons(): readonly vscode.Tab[] {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.filter((tab) => comparisonIn(tab) !== undefined);
  }

  /** Takes the first row of the list that an action opens. */
  async pickingFirst(action: Promise<unknown>): Promise<void> {
    await pressing("workbench.action.acceptSelectedQuickOpenItem", action);
  }
}

function comparisonIn(tab: vscode.Tab | undefined): vscode.TabInputTextDiff | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputTextDiff && input.modified.scheme === PROPOSED_SCHEME ? input : undefined;
}
