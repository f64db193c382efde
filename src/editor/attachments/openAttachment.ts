import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { BYTES_LIMIT } from "../../chat/attachments/limits";
import { type AttachmentSource, sourceOf, type Span } from "../../chat/attachments/attachmentSource";
import { cannotRead, nothingThere } from "../../chat/attachments/refusals";
import { imageType } from "../../shared/imageType";
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
 * @throws UserFacingError when the id names no source, or the document is gone
 */
export async function openAttachment(itemId: string): Promise<void> {
  const source = sourceOf(itemId);
  if (!source) {
    throw nothingThere(l10n.t("This link has no address, so there is nothing to open."));
  }
  if (source.kind === "file" || source.kind === "selection") {
    await openDocument(source);
  } else {
    await vscode.commands.executeCommand(views[source.kind]);
  }
}

async function openDocument(source: Extract<AttachmentSource, { uri: string }>): Promise<void> {
  const uri = vscode.Uri.parse(source.uri);
  try {
    if (source.kind === "file" && (await isImage(uri))) {
      await vscode.commands.executeCommand("vscode.open", uri);
    } else {
      const selection = source.kind === "selection" ? { selection: rangeOf(source.span) } : {};
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
