import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

export const PREVIEW_SCHEME = "agent-chat-preview";

/** A read-only document that shows what a message would send, or a plan of an agent. Showing another text takes its place. */
export class PreviewDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, this);
  private text = "";
  private shown = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    // VS Code brings the editor back after a reload; the text is not kept for that.
    if (uri.query === String(this.shown)) {
      return this.text;
    }
    return uri.path.endsWith(".md")
      ? l10n.t("Select “Open as document” at the plan again to read it.")
      : l10n.t("Select Preview at the message box again to see what will be sent.");
  }

  /**
   * Opens the text where the person works, or where the last one is, and focuses it: it is there to be read. Lines of
   * a message are long, so they are wrapped, in this editor alone.
   */
  async show(text: string, fileName = `${l10n.t("Message Preview")}.txt`): Promise<void> {
    this.text = text;
    this.shown += 1;
    // An address of its own each time: what VS Code has read of one document it does not ask for again at once.
    const uri = vscode.Uri.from({
      scheme: PREVIEW_SCHEME,
      path: `/${fileName}`,
      query: String(this.shown),
    });
    const before = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === PREVIEW_SCHEME);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: before?.viewColumn ?? vscode.ViewColumn.Active,
      preview: true,
    });
    if (vscode.workspace.getConfiguration("editor", document).get("wordWrap") === "off") {
      await vscode.commands.executeCommand("editor.action.toggleWordWrap");
    }
  }

  dispose(): void {
    this.registration.dispose();
  }
}
