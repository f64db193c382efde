import * as l10n from "@vscode/l10n";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { UserFacingError } from "../shared/userFacingError";

/** Asks where to save; undefined when the person left the question. */
export type SaveDialog = (options: vscode.SaveDialogOptions) => Thenable<vscode.Uri | undefined>;

/**
 * Asks where to save a file, and writes it there.
 *
 * @param name a safe file name; the dialog starts with it in the first workspace folder, or at home
 * @returns where it is, or undefined when the person left the question
 * @throws UserFacingError "notSaved" when it could not be written
 */
export async function saveFile(
  ask: SaveDialog,
  name: string,
  bytes: Uint8Array,
  filters?: Record<string, string[]>,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const defaultUri = vscode.Uri.joinPath(folder, name);
  const target = await ask(filters === undefined ? { defaultUri } : { defaultUri, filters });
  if (target !== undefined) {
    await write(target, bytes);
  }
  return target;
}

/** Says that a file is saved, and opens it when the person wants to see it. */
export async function offerToOpen(saved: vscode.Uri, message: string): Promise<void> {
  const open = l10n.t("Open");
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand("vscode.open", saved);
  }
}

/** The last part of an address, which is the file's name. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

async function write(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (cause) {
    const name = nameOf(target);
    const message =
      cause instanceof vscode.FileSystemError && cause.code === "NoPermissions"
        ? l10n.t("{0} could not be written, because this place does not allow it. Choose another folder.", name)
        : l10n.t("{0} could not be written. Check that there is room on the disk, or choose another folder.", name);
    throw new UserFacingError("notSaved", message, [], { cause });
  }
}
