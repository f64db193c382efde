import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

export const PREVIEW_SCHEME = "agent-chat-preview";

/** A read-only document that shows what a message would send. There is one; showing another text replaces it. */
export class PreviewDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this);
  private text: string | undefined;

  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(): string {
    // VS Code brings the editor back after a reload; the message is not kept for that.
    return this.text ?? l10n.t("Choose the preview at the message box again to see what is sent.");
  }

  /** Opens the text beside the editor in front, and focuses it: it is there to be read. */
  async show(text: string): Promise<void> {
    this.text = text;
    const uri = vscode.Uri.from({ scheme: PREVIEW_SCHEME, path: `/${l10n.t("What is sent")}.txt` });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
