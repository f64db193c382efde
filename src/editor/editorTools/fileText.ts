import { open } from "node:fs/promises";
import * as vscode from "vscode";
import { formatBytes } from "../../shared/formats";
import { ToolRefusal } from "./toolRefusal";
import type { AllowedPlace } from "./workspaceAccess";

/** Bytes of a file that is read. */
export const MOST_BYTES = 2_000_000;

/** The text of a file: as an editor has it, where one has changes that are not saved, or else as it is on the disk. */
export interface FileText {
  readonly text: string;
  readonly isUnsaved: boolean;
}

/** @throws ToolRefusal when it is too large or no text */
export async function fileText({ fsPath, label, bytes }: AllowedPlace & { readonly bytes: number }): Promise<FileText> {
  const document = openDocument(fsPath);
  if (document?.isDirty) {
    return { text: document.getText(), isUnsaved: true };
  }
  if (bytes > MOST_BYTES) {
    throw new ToolRefusal(
      `${label} is too large (${formatBytes(bytes)}; at most ${formatBytes(MOST_BYTES)} are read). Search in it, or run a command that shows a part.`,
    );
  }
  const content = await contentOf(fsPath);
  if (content.includes(0)) {
    throw new ToolRefusal(`${label} is binary.`);
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content), isUnsaved: false };
  } catch {
    throw new ToolRefusal(`${label} is no text in UTF-8.`);
  }
}

/** Milliseconds that VS Code may take to notice what another program has written. */
const NOTICED_MS = 3_000;

/**
 * The document of a file that is text.
 *
 * @throws ToolRefusal as `fileText`, and when VS Code shows something else than what is on the disk: what is made of
 * that could not be saved
 */
export async function currentDocument(place: AllowedPlace & { readonly bytes: number }): Promise<vscode.TextDocument> {
  const { text } = await fileText(place);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(place.fsPath));
  const isCurrent = (): boolean => document.isDirty || lines(document.getText()) === lines(text);
  if (!isCurrent()) {
    const waiting: vscode.Disposable[] = [];
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, NOTICED_MS);
      waiting.push(
        new vscode.Disposable(() => clearTimeout(limit)),
        vscode.workspace.onDidChangeTextDocument((event) => {
          if (event.document === document && isCurrent()) {
            resolve();
          }
        }),
      );
    });
    vscode.Disposable.from(...waiting).dispose();
    if (!isCurrent()) {
      throw new ToolRefusal(`${place.label} has just been changed by another program. Read it again.`);
    }
  }
  return document;
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** @param fsPath without links; an editor may have opened the file by another name */
export function openDocument(fsPath: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "file" && uri.fsPath === fsPath);
}

/** No more than may be read, whatever has become of the file since it was looked at. */
async function contentOf(fsPath: string): Promise<Buffer> {
  const file = await open(fsPath, "r");
  try {
    const buffer = Buffer.alloc(MOST_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, MOST_BYTES - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === MOST_BYTES) {
        return buffer.subarray(0, length);
      }
    }
  } finally {
    await file.close();
  }
}
