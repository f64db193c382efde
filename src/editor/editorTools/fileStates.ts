import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { openDocument } from "./fileText";

/** What a file holds at one moment. */
export interface FileState {
  readonly uri: vscode.Uri;
  /** As an editor has it, where one has changes that are not saved; undefined for a file that is not there. */
  readonly bytes: Uint8Array | undefined;
  /** The person had changes in it that were not saved. */
  readonly isDirty?: true;
}

export async function stateOf(uri: vscode.Uri): Promise<FileState> {
  const document = openDocument(uri.fsPath);
  if (document?.isDirty) {
    return { uri, bytes: Buffer.from(document.getText(), "utf8"), isDirty: true };
  }
  try {
    return { uri, bytes: await readFile(uri.fsPath) };
  } catch (error) {
    if (isNotThere(error)) {
      return { uri, bytes: undefined };
    }
    throw error;
  }
}

/** True for what says that there is no file of that name, or that none can be. */
export function isNotThere(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(String((error as NodeJS.ErrnoException).code));
}

/**
 * Makes files what they were, as one step that can be undone.
 *
 * @returns false when VS Code did not take all of it
 */
export async function putBack(states: readonly FileState[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { uri, bytes, isDirty } of states) {
    const now = await stateOf(uri);
    if (isSame(now.bytes, bytes)) {
      continue;
    }
    const text = bytes && textOf(bytes);
    if (bytes === undefined) {
      edit.deleteFile(uri);
    } else if (now.bytes === undefined || text === undefined) {
      edit.createFile(uri, { overwrite: true, contents: bytes });
    } else {
      const document = await vscode.workspace.openTextDocument(uri);
      edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      // What the person had not saved stays theirs to save.
      if (!isDirty) {
        documents.push(document);
      }
    }
  }
  if (edit.size === 0) {
    return true;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    return false;
  }
  const saved = await Promise.all(documents.map((document) => document.save()));
  return saved.every(Boolean);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return bytes.includes(0) ? undefined : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
