import type * as vscode from "vscode";
import { CodeActions } from "./code/codeActions";
import { WorkspaceFiles } from "./code/workspaceFiles";
import { ConfigureServer, type ConfigureServerDependencies } from "./configureServer/configureServer";
import { EditorUi } from "./configureServer/wizardUi";
import { EditorAttachments } from "./attachments/editorAttachments";
import { PreviewDocument } from "./attachments/previewDocument";
import { ExportThread } from "./exportThread";
import { SavedPrompts } from "./prompts/savedPrompts";
import { SaveAgentFile } from "./saveFile";

export interface EditorTools {
  readonly code: CodeActions;
  readonly files: WorkspaceFiles;
  readonly sources: EditorAttachments;
  readonly preview: PreviewDocument;
  readonly prompts: SavedPrompts;
  readonly exportThread: ExportThread;
  readonly saveFile: SaveAgentFile;
  readonly configureServer: ConfigureServer;
}

/**
 * What a person does in the editor with a conversation. A chunk of its own in the bundle, loaded by the
 * first use, so that activation does not pay for it.
 *
 * @param subscriptions takes what must be disposed of with the extension
 */
export function createEditorTools(
  subscriptions: { dispose(): unknown }[],
  log: vscode.LogOutputChannel,
  serverLabel: () => string,
  server: Omit<ConfigureServerDependencies, "ui">,
): EditorTools {
  const files = new WorkspaceFiles();
  const code = new CodeActions(files);
  const sources = new EditorAttachments();
  const preview = new PreviewDocument();
  subscriptions.push(code, sources, preview);
  return {
    code,
    files,
    sources,
    preview,
    prompts: new SavedPrompts(log),
    exportThread: new ExportThread(serverLabel),
    saveFile: new SaveAgentFile(),
    configureServer: new ConfigureServer({ ...server, ui: new EditorUi() }),
  };
}
