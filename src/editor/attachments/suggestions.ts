import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { linesOf } from "../../chat/attachments/attachmentSource";
import type { ContextSuggestion } from "../../shared/context";
import { formatNumber } from "../../shared/formats";
import { activeTextEditor, currentUri, openEditors, pathLabel } from "./documentUris";
import { hasChanges } from "./git";
import { problems } from "./viewAttachments";

/** Ids of the rows above the files. */
export type FixedRow = "current" | "selection" | "openEditors" | "problems" | "terminal" | "gitDiff";

/** A row with the words under which it is found in any display language. */
export interface FixedSuggestion extends ContextSuggestion {
  readonly id: FixedRow;
  readonly keywords: string;
}

/** The rows about the editor that have something to attach at this moment: they stand above the files. */
export function editorSuggestions(): readonly FixedSuggestion[] {
  return [...currentRow(), ...selectionRow(), ...openEditorsRow()];
}

/** The rows about the rest of the workspace that have something to attach at this moment. */
export function workspaceSuggestions(): readonly FixedSuggestion[] {
  return [...problemsRow(), ...terminalRow(), ...gitRow()];
}

function currentRow(): FixedSuggestion[] {
  const uri = currentUri();
  return uri
    ? [{ id: "current", kind: "file", name: l10n.t("Current file"), detail: pathLabel(uri), keywords: "current file" }]
    : [];
}

function selectionRow(): FixedSuggestion[] {
  const editor = activeTextEditor();
  const spans = (editor?.selections ?? []).filter(({ isEmpty }) => !isEmpty).map(spanOf);
  if (!editor || spans.length === 0) {
    return [];
  }
  const detail = `${pathLabel(editor.document.uri)}:${spans.map(linesOf).join(", ")}`;
  return [{ id: "selection", kind: "selection", name: l10n.t("Selection"), detail, keywords: "selection" }];
}

function openEditorsRow(): FixedSuggestion[] {
  const { uris, leftOut } = openEditors();
  const count = formatNumber(uris.length);
  const detail =
    leftOut > 0 ? l10n.t("{0}, without {1} that may contain secrets", count, formatNumber(leftOut)) : count;
  return uris.length > 0
    ? [{ id: "openEditors", kind: "openEditors", name: l10n.t("Open editors"), detail, keywords: "open editors tabs" }]
    : [];
}

function problemsRow(): FixedSuggestion[] {
  const count = problems().length;
  const row = { id: "problems", kind: "problems", name: l10n.t("Problems"), keywords: "problems errors" } as const;
  return count > 0 ? [{ ...row, detail: formatNumber(count) }] : [];
}

function terminalRow(): FixedSuggestion[] {
  const terminal = vscode.window.activeTerminal;
  return terminal
    ? [
        {
          id: "terminal",
          kind: "terminal",
          name: l10n.t("Terminal selection"),
          detail: terminal.name,
          keywords: "terminal selection",
        },
      ]
    : [];
}

function gitRow(): FixedSuggestion[] {
  return hasChanges()
    ? [{ id: "gitDiff", kind: "gitDiff", name: l10n.t("Git changes"), detail: "", keywords: "git changes diff" }]
    : [];
}

function spanOf({ start, end }: vscode.Selection): Parameters<typeof linesOf>[0] {
  return { startLine: start.line, startCharacter: start.character, endLine: end.line, endCharacter: end.character };
}
