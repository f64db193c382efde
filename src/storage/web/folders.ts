import * as vscode from "vscode";
import { utf8 } from "../../shared/bytes";
import type * as node from "../folders";

// The same without Node, over VS Code's file system: a path is the text of an address (`vscode-userdata:/User/…`).

export const pathOf: typeof node.pathOf = (folder) => folder.toString();

export const pathIn: typeof node.pathIn = (folder, ...names) => [folder, ...names].join("/");

export const folderOf: typeof node.folderOf = (path) => path.slice(0, path.lastIndexOf("/"));

export const makeFolder: typeof node.makeFolder = async (folder) => {
  const made = !(await isThere(folder));
  await vscode.workspace.fs.createDirectory(vscode.Uri.parse(folder));
  return made;
};

export const namesIn: typeof node.namesIn = async (folder) => {
  try {
    return (await vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder))).map(([name]) => name);
  } catch {
    return [];
  }
};

export const modifiedAt: typeof node.modifiedAt = async (path) =>
  (await vscode.workspace.fs.stat(vscode.Uri.parse(path))).mtime;

export const createFile: typeof node.createFile = async (path, text) => {
  if (await isThere(path)) {
    throw vscode.FileSystemError.FileExists(path);
  }
  await vscode.workspace.fs.writeFile(vscode.Uri.parse(path), utf8(text));
};

export const move: typeof node.move = async (from, to) => {
  await vscode.workspace.fs.rename(vscode.Uri.parse(from), vscode.Uri.parse(to), { overwrite: true });
};

export const removeFolder: typeof node.removeFolder = async (folder) => {
  if (await isThere(folder)) {
    await vscode.workspace.fs.delete(vscode.Uri.parse(folder), { recursive: true });
  }
};

export const removeEmptyFolder: typeof node.removeEmptyFolder = async (folder) => {
  const uri = vscode.Uri.parse(folder);
  // Whether it is a folder at all, and an empty one; the file system of a browser deletes it with everything in it.
  if ((await vscode.workspace.fs.readDirectory(uri)).length > 0) {
    throw vscode.FileSystemError.Unavailable(folder);
  }
  await vscode.workspace.fs.delete(uri, { recursive: true });
};

async function isThere(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(path));
    return true;
  } catch {
    return false;
  }
}
