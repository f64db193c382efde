import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { activeTextEditor, nameOf } from "../attachments/documentUris";
import type { AgentEdits } from "./agentEdits";
import type { Asker } from "./asker";
import { type LineSpan, linesAround } from "./codeEdit";
import type { TaskName } from "./taskNames";
import type { UnstoredTurns } from "./unstoredTurns";

/** A change that a person asks for in their own words, at the cursor or of the lines that are selected. */
export class EditTask {
  constructor(
    private readonly turns: UnstoredTurns,
    private readonly edits: AgentEdits,
    private readonly agentFor: (task: TaskName) => string | undefined,
  ) {}

  /**
   * Shows what an agent would change. What is typed in the document meanwhile stays.
   *
   * @param instruction asked for when left out; a keybinding may bring one
   * @throws UserFacingError "noEditor" when no file is open
   */
  async run(asker: Asker, instruction?: unknown): Promise<void> {
    const agentId = this.agentFor("editCode");
    const editor = activeTextEditor();
    if (!editor) {
      throw new UserFacingError("noEditor", l10n.t("No file is open. Open the one to change, and try again."));
    }
    const { document, selection } = editor;
    const lines = linesToChange(document, selection);
    const words = typeof instruction === "string" ? instruction : await askForInstruction(document, selection);
    if (words === undefined || words.trim() === "") {
      return;
    }
    const agent = await this.turns.agent(asker, agentId);
    if (agent) {
      await this.edits.run(agent, document, lines, words.trim());
    }
  }
}

/** The selected lines; without a selection those around the cursor. */
function linesToChange(document: vscode.TextDocument, selection: vscode.Selection): LineSpan {
  const { start, end } = selection;
  if (selection.isEmpty) {
    return linesAround(document.getText(), { first: start.line, last: start.line });
  }
  // A selection of whole lines ends at the beginning of the line below.
  return { first: start.line, last: end.character === 0 ? Math.max(start.line, end.line - 1) : end.line };
}

function askForInstruction(document: vscode.TextDocument, selection: vscode.Selection): Thenable<string | undefined> {
  const name = nameOf(document.uri);
  return vscode.window.showInputBox({
    title: selection.isEmpty ? l10n.t("Change {0} at the cursor", name) : l10n.t("Change the selection in {0}", name),
    placeHolder: l10n.t("Describe the change"),
    prompt: l10n.t("The change is shown as a diff before anything is written."),
    ignoreFocusOut: true,
  });
}
