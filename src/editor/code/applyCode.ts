import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { CodeBlock } from "./codeBlock";
import type { LastEditor } from "./lastEditor";
import { clearPlacement, offsetsOf, type Placement, placements, textAt } from "./placement";
import { replacement, wholeFile, type Proposal } from "./proposal";
import { documentName, type ProposedChanges } from "./proposedChanges";
import { chooseFile, type WorkspaceFiles } from "./workspaceFiles";

/** Turns a code block into a change of one document, and shows that change for a decision. */
export class ApplyCode {
  constructor(
    private readonly files: WorkspaceFiles,
    private readonly editors: LastEditor,
    private readonly changes: ProposedChanges,
  ) {}

  /**
   * The document is the file that the block names, if it is in the workspace, else the one that a person
   * was in last. Which file and where the code goes is asked only when the code and the selection do not tell.
   *
   * @throws UserFacingError "noEditor", "noText" (the named file is not text), "noDifference"
   */
  async run(block: CodeBlock): Promise<void> {
    const named = block.path === undefined ? [] : await this.files.findAll(block.path);
    const uri = await chooseFile(named, l10n.t("Apply the code to {0}", block.path ?? ""));
    if (uri === undefined && named.length > 0) {
      return;
    }
    const document = uri === undefined ? this.editors.require().document : await openText(uri);
    // A name that nothing in the workspace has: this document may not be the one that was meant.
    const mistaken = block.path !== undefined && uri === undefined;
    const editor = this.editorOf(document);
    const code = uri === undefined || keepsComment(document, block) ? block.code : block.body;
    const selected = editor === undefined ? "" : document.getText(editor.selection);
    const target = { text: document.getText(), selected, shown: editor !== undefined };
    const clear = mistaken ? undefined : clearPlacement(target, code);
    const placement = clear ?? (await ask(document, placements(target, code)));
    if (placement !== undefined) {
      await this.propose(document.uri, proposalFor(placement, document, editor?.selection, code));
    }
  }

  private async propose(target: vscode.Uri, proposal: Proposal): Promise<void> {
    const { before, start, end, text } = proposal;
    if (before.slice(start, end) === text) {
      const message = l10n.t("{0} already holds exactly this code; there is nothing to change.", documentName(target));
      throw new UserFacingError("noDifference", message);
    }
    await this.changes.show(target, proposal);
  }

  private editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
    const last = this.editors.get();
    const shown = vscode.window.visibleTextEditors;
    return last?.document === document ? last : shown.find((editor) => editor.document === document);
  }
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (cause) {
    const message = l10n.t(
      "{0} could not be opened as text, so the code cannot be applied to it. Copy the code instead.",
      documentName(uri),
    );
    throw new UserFacingError("noText", message, [], { cause });
  }
}

/** The comment that names the file stays when the file itself begins with it. */
function keepsComment(document: vscode.TextDocument, { code, body }: CodeBlock): boolean {
  return code !== body && document.lineAt(0).text.trim() === code.slice(0, code.indexOf("\n")).trim();
}

function proposalFor(
  placement: Placement,
  document: vscode.TextDocument,
  selection: vscode.Selection | undefined,
  code: string,
): Proposal {
  const before = document.getText();
  if (placement === "file") {
    return wholeFile(before, code);
  }
  if (placement === "end" || selection === undefined) {
    const glue = before === "" || before.endsWith("\n") ? "" : "\n";
    return replacement(before, before.length, before.length, `${glue}${code}\n`);
  }
  const range = placement === "cursor" ? new vscode.Range(selection.active, selection.active) : selection;
  const { start, end } = offsetsOf(document, range);
  return replacement(before, start, end, textAt(document, range, code));
}

async function ask(document: vscode.TextDocument, offered: readonly Placement[]): Promise<Placement | undefined> {
  const items = offered.map((placement) => ({ label: placementLabel(placement), placement }));
  const title = l10n.t("Apply the code to {0}", documentName(document.uri));
  const placeHolder = l10n.t("You see the change before anything is written.");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.placement;
}

function placementLabel(placement: Placement): string {
  switch (placement) {
    case "file":
      return l10n.t("Replace the whole file");
    case "selection":
      return l10n.t("Replace the selection");
    case "cursor":
      return l10n.t("Insert at the cursor");
    case "end":
      return l10n.t("Add at the end of the file");
  }
}
