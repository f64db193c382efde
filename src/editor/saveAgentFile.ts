import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { FilePart } from "../shared/transcript";
import { UserFacingError } from "../shared/userFacingError";
import { safeFileName } from "./safeFileName";
import { nameOf, offerToOpen, type SaveDialog, saveFile } from "./saveDialog";

/** Saves a file that an agent sent, where the person says. */
export class SaveAgentFile {
  constructor(private readonly ask: SaveDialog = vscode.window.showSaveDialog) {}

  /** @throws UserFacingError "badFile" when it holds no bytes, "notSaved" when it could not be written */
  async save(part: FilePart): Promise<void> {
    const bytes = bytesOf(part);
    const name = safeFileName(part.name, part.mediaType, l10n.t("File"));
    const saved = await saveFile(this.ask, name, bytes);
    if (saved !== undefined) {
      void offerToOpen(saved, l10n.t("{0} is saved.", nameOf(saved)));
    }
  }
}

function bytesOf({ base64, url }: FilePart): Uint8Array {
  if (base64 === undefined) {
    const message =
      url === undefined
        ? l10n.t("The agent sent a file without content, so there is nothing to save.")
        : l10n.t("The agent sent only the address of this file. Open the link to download it.");
    throw new UserFacingError("badFile", message);
  }
  // Buffer skips what is no base64, and would save a damaged file without a word.
  if (!isBase64(base64)) {
    const message = l10n.t("This file arrived damaged and was not saved. Ask the agent to send it again.");
    throw new UserFacingError("badFile", message);
  }
  return Buffer.from(base64, "base64");
}

/** RFC 4648 §4 or §5, with or without padding. A search, since a match would fill the stack with megabytes. */
function isBase64(text: string): boolean {
  const padding = text.indexOf("=");
  const length = padding < 0 ? text.length : padding;
  return !/[^A-Za-z0-9+/_-]/.test(text.slice(0, length)) && /^={0,2}$/.test(text.slice(length)) && length % 4 !== 1;
}
