import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { borrowClipboard } from "../../chat/attachments/borrowedClipboard";
import { type Problem, problemsText } from "../../chat/attachments/problemsText";
import { nothingThere } from "../../chat/attachments/refusals";
import { formatNumber } from "../../shared/formats";
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
  const origin = { id: "problems", name: l10n.t("Problems"), detail: formatNumber(found.length), openable: true };
  return textAttachment("problems", origin, problemsText(found));
}

/**
 * What is selected in the terminal in front. No stable API gives it, so the terminal's own command
 * copies it, and the clipboard gets its text back.
 *
 * @throws UserFacingError "nothing" when there is no terminal or nothing is selected in it
 */
export async function terminalAttachment(): Promise<Attachment> {
  const terminal = vscode.window.activeTerminal;
  if (!terminal) {
    throw nothingThere(l10n.t("No terminal is open."));
  }
  const copied = await borrowClipboard(vscode.env.clipboard, () =>
    vscode.commands.executeCommand("workbench.action.terminal.copySelection"),
  );
  if (copied === "nothing") {
    throw nothingThere(l10n.t("Nothing is selected in the terminal. Select some of its text first."));
  }
  if (copied === "denied") {
    throw nothingThere(
      l10n.t(
        "The clipboard cannot be read here, and the terminal's selection only comes that way. Copy it and paste it into the message.",
      ),
    );
  }
  const id = `terminal:${crypto.randomUUID()}`;
  return textAttachment(
    "terminal",
    { id, name: l10n.t("Terminal"), detail: terminal.name, openable: true },
    copied.text,
  );
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
