import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/**
 * Opens a report in an editor, where a person reads it and deletes what should stay with them; the button copies what
 * stands there then. Nothing is written to disk or sent.
 *
 * @param guard runs what happens later, when the button is pressed
 */
export async function reviewReport(text: string, guard: (run: () => Promise<void>) => void): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: text });
  await vscode.window.showTextDocument(document, { preview: false });
  guard(async () => {
    const copy = l10n.t("Copy Report");
    const message = l10n.t("Review the report and delete what you don't want to share. Nothing has been sent.");
    if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
      await vscode.env.clipboard.writeText(document.getText());
      void vscode.window.showInformationMessage(l10n.t("Copied the report. Paste it into the issue."));
    }
  });
}
