import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "../commandIds";

/** Offers an agent's help for the problems at a place. VS Code must know it from the start, so it does nothing else. */
export class ProblemActions implements vscode.CodeActionProvider {
  private static readonly kind = vscode.CodeActionKind.QuickFix;

  /** @param wasUsed whether anybody has used the extension on this computer; to others it shows nothing */
  private constructor(private readonly wasUsed: () => boolean) {}

  static register(wasUsed: () => boolean): vscode.Disposable {
    return vscode.languages.registerCodeActionsProvider("*", new ProblemActions(wasUsed), {
      providedCodeActionKinds: [ProblemActions.kind],
    });
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (diagnostics.length === 0 || !this.wasUsed()) {
      return [];
    }
    return [
      action(l10n.t("Fix with Agent Chat"), COMMANDS.fixProblem),
      action(l10n.t("Explain with Agent Chat"), COMMANDS.explainProblem),
    ];

    // Never preferred: what a language knows to fix comes first.
    function action(title: string, command: string): vscode.CodeAction {
      const made = new vscode.CodeAction(title, ProblemActions.kind);
      made.diagnostics = [...diagnostics];
      made.command = { title, command, arguments: [uri, diagnostics] };
      return made;
    }
  }
}
