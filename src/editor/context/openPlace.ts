import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { BYTES_LIMIT } from "../../chat/context/limits";
import { imageType } from "../../chat/context/mediaType";
import { type Place, placeOf, type Span } from "../../chat/context/place";
import { cannotRead, nothingThere } from "../../chat/context/refusals";
import { nameOf } from "./documentUris";

/** The views that show what is no document. */
const views = {
  problems: "workbench.actions.view.problems",
  terminal: "workbench.action.terminal.focus",
  gitDiff: "workbench.view.scm",
} as const;

/**
 * Shows where an attachment is from: the document, at its lines; a picture; or the view.
 *
 * @throws UserFacingError when the id names no place, or the document is gone
 */
export async function openPlace(itemId: string): Promise<void> {
  const place = placeOf(itemId);
  if (!place) {
    throw nothingThere(l10n.t("This came without an address, so there is nothing to open."));
  }
  if (place.kind === "file" || place.kind === "selection") {
    await openDocument(place);
  } else {
    await vscode.commands.executeCommand(views[place.kind]);
  }
}

async function openDocument(place: Extract<Place, { uri: string }>): Promise<void> {
  const uri = vscode.Uri.parse(place.uri);
  try {
    if (place.kind === "file" && (await isImage(uri))) {
      await vscode.commands.executeCommand("vscode.open", uri);
    } else {
      const selection = place.kind === "selection" ? { selection: rangeOf(place.span) } : {};
      await vscode.window.showTextDocument(uri, { preview: true, ...selection });
    }
  } catch (error) {
    throw cannotRead(nameOf(uri), error);
  }
}

/** `vscode.open` also runs commands and opens web pages, so it only gets what was read as a picture. */
async function isImage(uri: vscode.Uri): Promise<boolean> {
  if (
    uri.scheme === "untitled" ||
    vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString())
  ) {
    return false;
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  return size <= BYTES_LIMIT && imageType(await vscode.workspace.fs.readFile(uri)) !== undefined;
}

function rangeOf({ startLine, startCharacter, endLine, endCharacter }: Span): vscode.Range {
  return new vscode.Range(startLine, startCharacter, endLine, endCharacter);
}
