import * as vscode from "vscode";
import type * as node from "../atomicFile";
import { folderOf } from "./folders";

// The same without Node: a browser's file system writes a file whole or not at all.

export const writeFileAtomically: typeof node.writeFileAtomically = async (path, bytes) => {
  // It would make the folder, which somebody may have deleted on purpose.
  await vscode.workspace.fs.stat(vscode.Uri.parse(folderOf(path))).then(undefined, (error: unknown) => {
    throw isNotFound(error) ? Object.assign(new Error("The folder is not there."), { code: "ENOENT" }) : error;
  });
  await vscode.workspace.fs.writeFile(vscode.Uri.parse(path), bytes);
};

export const readFileIfThere: typeof node.readFileIfThere = async (path) => {
  try {
    return await vscode.workspace.fs.readFile(vscode.Uri.parse(path));
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
};

export const removeFileIfThere: typeof node.removeFileIfThere = async (path) => {
  try {
    await vscode.workspace.fs.delete(vscode.Uri.parse(path));
  } catch (error) {
    if (!isNotFound(error)) {
      throw error;
    }
  }
};

function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
