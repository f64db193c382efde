import { realpath } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";
import * as vscode from "vscode";

/**
 * Where a file of the workspace really is.
 *
 * @returns its path; undefined when a link leads out of the workspace
 */
export async function linkTarget(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== "file") {
    return uri.path;
  }
  const target = await realpath(uri.fsPath).catch(() => uri.fsPath);
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const root = folder.uri.scheme === "file" ? await realpath(folder.uri.fsPath).catch(() => "") : "";
    if (root !== "" && isBelow(target, root)) {
      return target;
    }
  }
  return undefined;
}

function isBelow(target: string, root: string): boolean {
  const way = relative(root, target);
  return way !== "" && !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}
