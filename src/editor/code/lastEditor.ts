import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { PROPOSED_SCHEME } from "./changeSchemes";

/** Documents that are shown but cannot be written to. */
const notForCode = new Set([PROPOSED_SCHEME, "output", "debug", "git"]);

/** The text editor that a person was in last: while the chat has the focus, VS Code may name none. */
export class LastEditor implements vscode.Disposable {
  private last = vscode.window.activeTextEditor;
  private readonly listener = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor !== undefined && isForCode(editor)) {
      this.last = editor;
    }
  });

  /** The editor, or undefined when none is on the screen. */
  get(): vscode.TextEditor | undefined {
    const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
    const editor = active !== undefined && isForCode(active) ? active : this.last;
    // An editor that was in another tab is another object when it is shown again.
    return editor && visible.find((other) => other === editor || other.document === editor.document);
  }

  /** @throws UserFacingError "noEditor" when none is on the screen */
  require(): vscode.TextEditor {
    const editor = this.get();
    if (editor === undefined || !isForCode(editor)) {
      throw new UserFacingError("noEditor", l10n.t("No editor is open. Open a file, place the cursor, and try again."));
    }
    return editor;
  }

  dispose(): void {
    this.listener.dispose();
  }
}

function isForCode(editor: vscode.TextEditor): boolean {
  return !notForCode.has(editor.document.uri.scheme);
}
