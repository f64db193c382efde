import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { type FileChange, NotWritten, placesOf } from "../code/fileChange";
import { lineEdit, proposedText } from "../code/proposal";
import { isNotThere, putBack, stateOf } from "./fileStates";
import { ToolRefusal } from "./toolRefusal";

/** A file is another one than the person has looked at, and the place of its change is gone. */
export class Outdated extends ToolRefusal {
  constructor(readonly label: string) {
    super(
      `Nothing was changed: ${label} changed while the user looked at it, and the place of the change can't be found any more. Read it again.`,
    );
  }
}

/**
 * Writes all of these changes, as one step that can be undone, or none of them. VS Code itself stops at the first file
 * that fails, with those before it written (`workspace.applyEdit`), so what was done is put back then.
 *
 * @throws NotWritten
 */
export async function writeChanges(changes: readonly FileChange[]): Promise<void> {
  for (const change of changes) {
    if (!(await isWritable(change))) {
      throw new NotWritten(nameOf(change));
    }
  }
  const before = await Promise.all(changes.flatMap(placesOf).map(stateOf));
  const edit = new vscode.WorkspaceEdit();
  const toSave: (readonly [vscode.TextDocument, string])[] = [];
  for (const change of changes) {
    const document = await add(edit, change);
    if (document?.isDirty === false) {
      toSave.push([document, change.label]);
    }
  }
  try {
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new NotWritten(await firstUndone(changes));
    }
    for (const [document, label] of toSave) {
      if (!(await document.save())) {
        throw new NotWritten(label);
      }
    }
  } catch (error) {
    if (!(await putBack(before))) {
      throw new NotWritten(error instanceof NotWritten ? error.label : nameOf(changes[0]), true);
    }
    throw error;
  }
}

/** @returns the document that changes, which has to be saved then */
async function add(edit: vscode.WorkspaceEdit, change: FileChange): Promise<vscode.TextDocument | undefined> {
  switch (change.kind) {
    case "edit": {
      const { uri, proposal } = change;
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.getText() !== proposal.before) {
        throw new Outdated(change.label);
      }
      const { start, end, text } = lineEdit(proposal.before, proposedText(proposal));
      edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
      return document;
    }
    case "create":
      edit.createFile(change.uri, { contents: Buffer.from(change.text, "utf8") });
      return undefined;
    case "delete":
      edit.deleteFile(change.uri);
      return undefined;
    case "move":
      edit.renameFile(change.uri, change.to);
      return undefined;
  }
}

/** Whether the disk would take it, as far as that can be told before. */
async function isWritable(change: FileChange): Promise<boolean> {
  const { kind, uri } = change;
  switch (kind) {
    case "edit":
      return allows(uri.fsPath);
    case "create":
      return hasRoom(uri.fsPath);
    case "delete":
      return allows(dirname(uri.fsPath));
    case "move":
      return (await allows(dirname(uri.fsPath))) && hasRoom(change.to.fsPath);
  }
}

/** Whether a file can be made: the nearest folder that is there takes new entries. */
async function hasRoom(path: string): Promise<boolean> {
  const folder = dirname(path);
  const found = await stat(folder).catch((error: unknown) => (isNotThere(error) ? undefined : false));
  if (found === undefined) {
    return folder !== path && hasRoom(folder);
  }
  return found !== false && found.isDirectory() && allows(folder);
}

function allows(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** What VS Code has stopped at, which it does not say. */
async function firstUndone(changes: readonly FileChange[]): Promise<string> {
  for (const change of changes) {
    const there = (await stateOf(placesOf(change).at(-1) ?? change.uri)).bytes !== undefined;
    if (change.kind !== "edit" && there === (change.kind === "delete")) {
      return nameOf(change);
    }
  }
  return nameOf(changes[0]);
}

function nameOf(change: FileChange | undefined): string {
  if (change === undefined) {
    return "";
  }
  return change.kind === "move" ? change.toLabel : change.label;
}
