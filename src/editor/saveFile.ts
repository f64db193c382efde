import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { FilePart } from "../shared/transcript";
import { UserFacingError } from "../shared/userFacingError";
import { safeFileName } from "./safeFileName";
import { fromBase64 } from "../shared/bytes";
import { homeFolder } from "./homeFolder";

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
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? homeFolder();
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
        ? l10n.t("Couldn't save {0}, because this location doesn't allow it. Choose another folder.", name)
        : l10n.t("Couldn't save {0}. Check that the disk has free space, or choose another folder.", name);
    throw new UserFacingError("notSaved", message, [], { cause });
  }
}

/** Saves a file that an agent sent, where the person says. */
export class SaveAgentFile {
  constructor(private readonly ask: SaveDialog = vscode.window.showSaveDialog) {}

  /** @throws UserFacingError "badFile" when it holds no bytes, "notSaved" when it could not be written */
  async save(part: FilePart): Promise<void> {
    const bytes = bytesOf(part);
    const name = safeFileName(part.name, part.mediaType, l10n.t("File"));
    const saved = await saveFile(this.ask, name, bytes);
    if (saved !== undefined) {
      void offerToOpen(saved, l10n.t("Saved {0}.", nameOf(saved)));
    }
  }
}

function bytesOf({ base64, url }: FilePart): Uint8Array {
  if (base64 === undefined) {
    const message =
      url === undefined
        ? l10n.t("Nothing to save: the agent sent a file without content.")
        : l10n.t("The agent sent only a link to this file. Open the link to download it.");
    throw new UserFacingError("badFile", message);
  }
  // Decoding skips what is no base64, and would save a damaged file without a word.
  if (!isBase64(base64)) {
    const message = l10n.t("Couldn't save this file, because it arrived damaged. Ask the agent to send it again.");
    throw new UserFacingError("badFile", message);
  }
  return fromBase64(base64);
}

/** RFC 4648 §4 or §5, with or without padding. A search, since a match would fill the stack with megabytes. */
function isBase64(text: string): boolean {
  const padding = text.indexOf("=");
  const length = padding < 0 ? text.length : padding;
  return !/[^A-Za-z0-9+/_-]/.test(text.slice(0, length)) && /^={0,2}$/.test(text.slice(length)) && length % 4 !== 1;
}
