import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/context/attachmentOf";
import { type Problem, problemsText } from "../../chat/context/problemsText";
import { nothingThere } from "../../chat/context/refusals";
import { pathLabel } from "./documentUris";

/** What the Problems view shows: errors, warnings and information, without hints. */
export function problems(): readonly Problem[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics.flatMap((diagnostic): Problem[] => {
      const severity = severityOf(diagnostic);
      const { message, range, source = "" } = diagnostic;
      const { line, character } = range.start;
      return severity === undefined
        ? []
        : [
            {
              path: pathLabel(uri),
              line: line + 1,
              column: character + 1,
              severity,
              message,
              source,
              code: codeOf(diagnostic),
            },
          ];
    }),
  );
}

/** @throws UserFacingError "nothing" when there are none */
export function problemsAttachment(): Attachment {
  const found = problems();
  if (found.length === 0) {
    throw nothingThere(l10n.t("There are no problems in this workspace."));
  }
  const origin = { id: "problems", name: l10n.t("Problems"), detail: String(found.length), openable: true };
  return textAttachment("problems", origin, problemsText(found));
}

function severityOf({ severity }: vscode.Diagnostic): Problem["severity"] | undefined {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return "error";
    case vscode.DiagnosticSeverity.Warning:
      return "warning";
    case vscode.DiagnosticSeverity.Information:
      return "info";
    case vscode.DiagnosticSeverity.Hint:
      return undefined;
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return code === undefined ? "" : String(typeof code === "object" ? code.value : code);
}
