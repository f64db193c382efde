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
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
        .map((diagnostic) => problemOf(uri, diagnostic)),
    );
}

/** A diagnostic as an agent reads it. */
export function problemOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Problem {
  const { message, range, source = "" } = diagnostic;
  const { line, character } = range.start;
  return {
    path: pathLabel(uri),
    line: line + 1,
    column: character + 1,
    severity: severityOf(diagnostic),
    message,
    source,
    code: codeOf(diagnostic),
  };
}

/** @throws UserFacingError "nothing" when there are none */
export function problemsAttachment(): Attachment {
  const found = problems();
  if (found.length === 0) {
    throw nothingThere(l10n.t("No problems in this workspace."));
  }
  const origin = { id: "problems", name: l10n.t("Problems"), detail: formatNumber(found.length), openable: true };
  return textAttachment("problems", origin, problemsText(found));
}

/** Commands of VS Code that copy from a terminal; the second needs its shell integration. */
const COPIES = [
  "workbench.action.terminal.copySelection",
  "workbench.action.terminal.copyLastCommandAndLastCommandOutput",
];

/**
 * What is selected in the terminal in front, or else its last command with its output. No stable API gives either,
 * so the terminal's own commands copy it, and the clipboard gets its text back.
 *
 * @throws UserFacingError "nothing" when there is no terminal, or nothing in it to attach
 */
export async function terminalAttachment(): Promise<Attachment> {
  const terminal = vscode.window.activeTerminal;
  if (!terminal) {
    throw nothingThere(l10n.t("No terminal is open."));
  }
  const copied = await copiedFromTerminal();
  if (copied === "nothing") {
    throw nothingThere(l10n.t("Nothing is selected in the terminal. Select some of its text first."));
  }
  if (copied === "denied") {
    throw nothingThere(
      l10n.t(
        "Couldn't read the clipboard, which is the only way to get the terminal's selection. Copy the text and paste it into the message.",
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

async function copiedFromTerminal(): ReturnType<typeof borrowClipboard> {
  let copied: Awaited<ReturnType<typeof borrowClipboard>> = "nothing";
  for (const command of COPIES) {
    if (copied === "nothing") {
      copied = await borrowClipboard(vscode.env.clipboard, () => vscode.commands.executeCommand(command));
    }
  }
  return copied;
}

function severityOf({ severity }: vscode.Diagnostic): Problem["severity"] {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return "error";
    case vscode.DiagnosticSeverity.Warning:
      return "warning";
    case vscode.DiagnosticSeverity.Information:
    case vscode.DiagnosticSeverity.Hint:
      return "info";
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return code === undefined ? "" : String(typeof code === "object" ? code.value : code);
}
