import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";

/** What a person calls a document: its path in the workspace, or its name. */
export function documentName(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri) === undefined
    ? uri.path.slice(uri.path.lastIndexOf("/") + 1)
    : vscode.workspace.asRelativePath(uri);
}

/** A document that VS Code did not let us write to. */
export function notWritable(uri: vscode.Uri): UserFacingError {
  return new UserFacingError(
    "notWritable",
    l10n.t("{0} could not be changed. It may be read-only; copy the code instead.", documentName(uri)),
  );
}
