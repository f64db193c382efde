import * as vscode from "vscode";
import { fileId } from "../../chat/attachments/attachmentSource";
import { FileIndex, type IndexedFile } from "../../chat/attachments/suggestionSearch";
import { nameOf, pathLabel } from "./documentUris";
import { foundFiles } from "./foundFiles";

/** More files would take longer to list than anyone waits for a completion. */
const LIMIT = 20_000;

/**
 * The files of the workspace, listed when they are first asked for and again after one was made,
 * renamed or deleted. Nothing is watched before that.
 */
export class FileList implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private listing: Promise<FileIndex> | undefined;

  /** The list as it is; several who ask at once wait for the same. */
  index(): Promise<FileIndex> {
    this.watch();
    this.listing ??= this.list();
    return this.listing;
  }

  dispose(): void {
    for (const subscription of this.subscriptions.splice(0)) {
      subscription.dispose();
    }
  }

  private async list(): Promise<FileIndex> {
    try {
      const files: IndexedFile[] = [];
      for (const folder of vscode.workspace.workspaceFolders ?? []) {
        const pattern = new vscode.RelativePattern(folder, "**/*");
        const uris = await foundFiles(pattern, excludes(folder), LIMIT - files.length);
        files.push(...uris.map((uri) => ({ id: fileId(uri.toString()), name: nameOf(uri), path: pathLabel(uri) })));
        if (files.length >= LIMIT) {
          break;
        }
      }
      return new FileIndex(files.sort((a, b) => (a.path < b.path ? -1 : 1)));
    } catch (error) {
      this.listing = undefined;
      throw error;
    }
  }

  private watch(): void {
    if (this.subscriptions.length > 0) {
      return;
    }
    const outdated = (): void => {
      this.listing = undefined;
    };
    // What is in a file does not matter here.
    const watcher = vscode.workspace.createFileSystemWatcher("**/*", false, true, false);
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(outdated),
      watcher.onDidDelete(outdated),
      vscode.workspace.onDidChangeWorkspaceFolders(outdated),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("files.exclude") || change.affectsConfiguration("search.exclude")) {
          outdated();
        }
      }),
    );
  }
}

/**
 * `files.exclude` and `search.exclude` of a folder as one glob. `findFiles` knows only the first by
 * itself, and only while it is given no other; what depends on a sibling (`when`) cannot be said in a glob.
 */
export function excludes(folder: vscode.WorkspaceFolder): string | undefined {
  const patterns = ["files", "search"].flatMap((section) =>
    Object.entries(vscode.workspace.getConfiguration(section, folder.uri).get<Record<string, unknown>>("exclude") ?? {})
      .filter(([, value]) => value === true)
      .map(([pattern]) => pattern),
  );
  return patterns.length === 0 ? undefined : `{${patterns.flatMap((pattern) => [pattern, `${pattern}/**`]).join(",")}}`;
}
