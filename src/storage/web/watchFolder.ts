import * as vscode from "vscode";
import type * as node from "../watchFolder";

/** The same without Node; VS Code's watcher tells of other windows as well. */
export const watchFolder: typeof node.watchFolder = (folder, listener) => {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.parse(folder), "*"));
  const tell = ({ path }: vscode.Uri): void => listener(path.slice(path.lastIndexOf("/") + 1));
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(tell),
    watcher.onDidChange(tell),
    watcher.onDidDelete(tell),
  );
};
