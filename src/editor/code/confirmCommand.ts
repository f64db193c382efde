import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** The modal question with every line that would be sent to the terminal. */
export async function confirmCommand(command: string): Promise<boolean> {
  const run = l10n.t("Run");
  const several = command.includes("\n");
  const question = several
    ? l10n.t("Run these commands in the terminal?")
    : l10n.t("Run this command in the terminal?");
  const options = { modal: true, detail: command };
  return (await vscode.window.showWarningMessage(question, options, run)) === run;
}
