import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { bytesAttachment, textAttachment } from "../../chat/attachments/attachmentOf";
import { BYTES_LIMIT, TEXT_LIMIT } from "../../chat/attachments/limits";
import { fileId, linesOf, selectionId } from "../../chat/attachments/attachmentSource";
import { bytesTooLarge, cannotRead, isEmptyFile, isFolder, textTooLarge } from "../../chat/attachments/refusals";
import { nameOf, pathLabel } from "./documentUris";

const imageName = /\.(png|jpe?g|gif|webp)$/i;

/**
 * A document as the editor shows it, unsaved changes included, or else the file, of any file system.
 *
 * @throws UserFacingError when it is too large, a folder, empty, unreadable or neither text nor image
 */
export async function readAttachment(uri: vscode.Uri): Promise<Attachment> {
  const name = nameOf(uri);
  const origin = { id: fileId(uri.toString()), name, detail: detailOf(uri), openable: true };
  const open = openDocument(uri);
  if (open) {
    const text = open.getText();
    if (text === "") {
      throw isEmptyFile(name);
    }
    const attachment = textAttachment("file", origin, text);
    if (attachment.item.bytes > TEXT_LIMIT) {
      throw textTooLarge(name, attachment.item.bytes, TEXT_LIMIT);
    }
    return attachment;
  }
  await assertReadable(uri, name);
  return bytesAttachment(origin, await readBytes(uri, name), (bytes) => decode(bytes, uri));
}

/** Selected text with the lines that it covers; undefined for a mere cursor. */
export function selectionAttachment(
  document: vscode.TextDocument,
  selection: vscode.Selection,
): Attachment | undefined {
  if (selection.isEmpty) {
    return undefined;
  }
  const span = {
    startLine: selection.start.line,
    startCharacter: selection.start.character,
    endLine: selection.end.line,
    endCharacter: selection.end.character,
  };
  const origin = {
    id: selectionId(document.uri.toString(), span),
    name: `${nameOf(document.uri)}:${linesOf(span)}`,
    detail: detailOf(document.uri),
    openable: true,
  };
  return textAttachment("selection", origin, document.getText(selection));
}

/** The path in the workspace; empty for what has none but its name, which is said anyway. */
function detailOf(uri: vscode.Uri): string {
  const path = uri.scheme === "untitled" ? "" : pathLabel(uri);
  return path === nameOf(uri) ? "" : path;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === address);
}

/** Looks at the size first: a file of a gigabyte is refused without being read. */
async function assertReadable(uri: vscode.Uri, name: string): Promise<void> {
  let stat: vscode.FileStat;
  try {
    stat = await vscode.workspace.fs.stat(uri);
  } catch (error) {
    throw cannotRead(name, error);
  }
  if (stat.type & vscode.FileType.Directory) {
    throw isFolder(name);
  }
  // A pipe or a device would never end.
  if (!(stat.type & vscode.FileType.File)) {
    throw cannotRead(name);
  }
  // A picture may have any name, but what is larger than a picture may be is refused for what it seems to be.
  if (stat.size > BYTES_LIMIT) {
    throw imageName.test(name)
      ? bytesTooLarge(name, stat.size, BYTES_LIMIT)
      : textTooLarge(name, stat.size, TEXT_LIMIT);
  }
}

async function readBytes(uri: vscode.Uri, name: string): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw cannotRead(name, error);
  }
}

/** Text in the encoding that its byte order mark or `files.encoding` says; undefined for binary files. */
async function decode(bytes: Uint8Array, uri: vscode.Uri): Promise<string | undefined> {
  try {
    const text = await vscode.workspace.decode(bytes, { uri });
    return /[\0\ufffd]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
