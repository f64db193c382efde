import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { admission } from "../../chat/attachments/admission";
import type { AttachmentSources, Gathered } from "../../chat/attachments/attachmentActions";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { nothingThere } from "../../chat/attachments/refusals";
import { candidate, currentUri, nameOf, pathLabel } from "./documentUris";
import { excludes } from "./fileList";
import { fromUtf8 } from "../../shared/bytes";
import { foundFiles } from "./foundFiles";

/** Files of a folder that are attached; the rest of a larger one is left to `@`. */
const FOLDER_LIMIT = 50;

/** Characters of a cell's output; more is rarely read by anyone. */
const OUTPUT_LIMIT = 20_000;

const ERROR_OUTPUT = "application/vnd.code.notebook.error";
const TEXT_OUTPUT = /^(text\/plain|application\/vnd\.code\.notebook\.(stdout|stderr|error)|application\/json)$/;

/**
 * What is selected in the Explorer, or the file in front. Of a folder its files, as the rule for many at once has it.
 *
 * @param uri of the row under the pointer
 * @param selected of all rows that are selected
 * @throws UserFacingError "nothing" when there is no file
 */
export async function explorerAttachments(
  sources: Pick<AttachmentSources, "fromUris">,
  uri: unknown,
  selected: unknown,
): Promise<Gathered> {
  const chosen = (Array.isArray(selected) && selected.length > 0 ? selected : [uri ?? currentUri()]).filter(
    (each): each is vscode.Uri => each instanceof vscode.Uri,
  );
  const files = (await Promise.all(chosen.map(filesOf))).flat();
  if (files.length === 0) {
    throw nothingThere(
      chosen.length === 0
        ? l10n.t("No file is open.")
        : l10n.t("There is no file to attach in {0}.", nameOf(chosen[0] ?? vscode.Uri.file("/"))),
    );
  }
  return sources.fromUris(files.map((file) => file.toString()));
}

async function filesOf(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const isFolder = await vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
  if (!isFolder) {
    return [uri];
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const pattern = new vscode.RelativePattern(uri, "**/*");
  const found = await foundFiles(pattern, folder && excludes(folder), FOLDER_LIMIT + 1);
  return found.filter((file) => admission(candidate(file), "oneOfMany") === "take");
}

/** Outputs of a document that was made through the API come as JSON of a buffer where VS Code is served. */
function bytesOf(data: Uint8Array | { readonly data: readonly number[] }): Uint8Array {
  return data instanceof Uint8Array ? data : Uint8Array.from(data.data);
}

/**
 * A notebook's cell with its output.
 *
 * @param cell as VS Code gives it to commands of a cell's menu; the selected one when left out
 * @throws UserFacingError "nothing" when there is none
 */
export function cellAttachment(cell: unknown): Attachment {
  const found = isCell(cell) ? cell : selectedCell();
  if (!found) {
    throw nothingThere(l10n.t("No notebook cell is selected."));
  }
  const { document, notebook, index, outputs } = found;
  const output = outputs
    .flatMap(({ items }) => items.filter(({ mime }) => TEXT_OUTPUT.test(mime)).slice(0, 1))
    .map(({ mime, data }) => outputText(mime, fromUtf8(bytesOf(data))))
    .join("\n")
    .slice(0, OUTPUT_LIMIT);
  const origin = {
    id: `cell:${crypto.randomUUID()}`,
    name: l10n.t("{0}, cell {1}", nameOf(notebook.uri), String(index + 1)),
    detail: pathLabel(notebook.uri),
    openable: false,
  };
  const text = document.getText();
  return textAttachment("selection", origin, output === "" ? text : `${text}\n\nOutput:\n${output}`);
}

/** An error is kept as JSON with a stack; colours of a terminal are no words. */
function outputText(mime: string, text: string): string {
  if (mime !== ERROR_OUTPUT) {
    return text;
  }
  try {
    const { name = "", message = "" } = JSON.parse(text) as { name?: string; message?: string };
    return `${name}: ${message}`;
  } catch {
    return text;
  }
}

function isCell(value: unknown): value is vscode.NotebookCell {
  const { document, notebook, outputs } = (value ?? {}) as Partial<vscode.NotebookCell>;
  return document !== undefined && notebook !== undefined && Array.isArray(outputs);
}

function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor && editor.notebook.cellCount > 0 ? editor.notebook.cellAt(editor.selection.start) : undefined;
}
