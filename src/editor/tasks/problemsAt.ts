import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { problemsText } from "../../chat/attachments/problemsText";
import { UserFacingError } from "../../shared/userFacingError";
import { activeTextEditor, nameOf, pathLabel } from "../attachments/documentUris";
import { selectionAttachment } from "../attachments/readAttachment";
import { problemOf } from "../attachments/viewAttachments";
import { type LineSpan, linesAround } from "./codeEdit";

/** Problems at one place of a document; at least one. */
export interface ProblemsAt {
  readonly document: vscode.TextDocument;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/**
 * The problems that a command is about: those of the code action, or those at the cursor.
 *
 * @throws UserFacingError "noProblem" when there is none
 */
export async function problemsAt(uri: unknown, diagnostics: unknown): Promise<ProblemsAt> {
  if (uri instanceof vscode.Uri && Array.isArray(diagnostics) && diagnostics.length > 0) {
    const document = await vscode.workspace.openTextDocument(uri);
    return { document, diagnostics: diagnostics as readonly vscode.Diagnostic[] };
  }
  const editor = activeTextEditor();
  const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const here = found.filter(({ range }) => editor && range.intersection(editor.selection) !== undefined);
  const line = editor?.selection.active.line ?? 0;
  const onLine = found.filter(({ range }) => range.start.line <= line && line <= range.end.line);
  const chosen = here.length > 0 ? here : onLine;
  if (!editor || chosen.length === 0) {
    const message = l10n.t("No problem at the cursor. Place the cursor where the editor shows one, and try again.");
    throw new UserFacingError("noProblem", message);
  }
  return { document: editor.document, diagnostics: chosen };
}

/** One line a problem, for the agent. */
export function describeProblems({ document, diagnostics }: ProblemsAt): string {
  return problemsText(diagnostics.map((diagnostic) => problemOf(document.uri, diagnostic)));
}

/** The lines that may change when the problems are fixed. */
export function linesOfProblems({ document, diagnostics }: ProblemsAt): LineSpan {
  const first = Math.min(...diagnostics.map(({ range }) => range.start.line));
  const last = Math.max(...diagnostics.map(({ range }) => range.end.line));
  return linesAround(document.getText(), { first, last });
}

/** What goes along with a question about the problems: their messages, and the code that they are in. */
export function problemAttachments(problems: ProblemsAt): readonly Attachment[] {
  const { document, diagnostics } = problems;
  const line = Math.min(...diagnostics.map(({ range }) => range.start.line)) + 1;
  const origin = {
    id: `problems:${crypto.randomUUID()}`,
    name: l10n.t("Problem in {0}:{1}", nameOf(document.uri), String(line)),
    detail: pathLabel(document.uri),
    openable: true,
  };
  const { first, last } = linesOfProblems(problems);
  const code = selectionAttachment(document, new vscode.Selection(first, 0, last, document.lineAt(last).text.length));
  return [textAttachment("problems", origin, describeProblems(problems)), ...(code ? [code] : [])];
}
