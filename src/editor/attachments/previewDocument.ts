import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

export const PREVIEW_SCHEME = "agent-chat-preview";

/** A read-only document that shows what a message would send. Showing another text takes its place. */
export class PreviewDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this);
  private text = "";
  private shown = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    // VS Code brings the editor back after a reload; the message is not kept for that.
    return uri.query === String(this.shown)
      ? this.text
      : l10n.t("Choose the preview at the message box again to see what is sent.");
  }

  /** Opens the text beside the editor in front, or where the last one is, and focuses it: it is there to be read. */
  async show(text: string): Promise<void> {
    this.text = text;
    this.shown += 1;
    // An address of its own each time: what VS Code has read of one document it does not ask for again at once.
    const uri = vscode.Uri.from({
      scheme: PREVIEW_SCHEME,
      path: `/${l10n.t("What is sent")}.txt`,
      query: String(this.shown),
    });
    const before = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === PREVIEW_SCHEME);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: before?.viewColumn ?? vscode.ViewColumn.Beside,
      preview: true,
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
