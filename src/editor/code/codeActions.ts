import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { CodeAction } from "../../shared/protocol";
import { ApplyCode } from "./applyCode";
import { type CodeBlock, languageId, readCodeBlock } from "./codeBlock";
import { CommandTerminal } from "./commandTerminal";
import { LastEditor } from "./lastEditor";
import { textAt } from "./placement";
import { notWritable, ProposedChanges } from "./proposedChanges";
import { type ConfirmCommand, RunInTerminal } from "./runInTerminal";
import type { WorkspaceFiles } from "./workspaceFiles";

/** What the buttons of a code block do. */
export class CodeActions implements vscode.Disposable {
  private readonly changes = new ProposedChanges();
  private readonly editors = new LastEditor();
  private readonly terminal = new CommandTerminal(vscode.window);
  private readonly applying: ApplyCode;
  private readonly running: RunInTerminal;

  constructor(files: WorkspaceFiles, confirm: ConfirmCommand = confirmInDialog) {
    this.applying = new ApplyCode(files, this.editors, this.changes);
    this.running = new RunInTerminal(this.terminal, confirm, () => vscode.workspace.isTrusted);
  }

  /**
   * @param info the block's whole info string: the language, and perhaps the file it is for
   * @throws UserFacingError with what to do when it is not possible here
   */
  async run(action: CodeAction, code: string, info: string): Promise<void> {
    await this.table[action](readCodeBlock(code, info));
  }

  /** Writes a change that waits. @see ProposedChanges.accept */
  accept(which?: unknown): Promise<void> {
    return this.changes.accept(which);
  }

  /** Drops a change that waits. @see ProposedChanges.reject */
  reject(which?: unknown): Promise<void> {
    return this.changes.reject(which);
  }

  dispose(): void {
    this.changes.dispose();
    this.editors.dispose();
    this.terminal.dispose();
  }

  private readonly table: Readonly<Record<CodeAction, (block: CodeBlock) => Promise<void>>> = {
    insert: (block) => this.insert(block),
    apply: (block) => this.applying.run(block),
    newFile: (block) => openNew(block),
    run: (block) => this.running.run(block),
  };

  /** Replaces the selection, and puts the keyboard behind the code. */
  private async insert({ code }: CodeBlock): Promise<void> {
    const { document, selection, viewColumn } = this.editors.require();
    // Shown first: an editor in the background takes no edit when its tab has been left.
    const editor = await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
    const text = textAt(document, selection, code);
    if (!(await editor.edit((edit) => edit.replace(selection, text)))) {
      throw notWritable(document.uri);
    }
    const { active } = editor.selection;
    editor.selection = new vscode.Selection(active, active);
    editor.revealRange(editor.selection);
  }
}

async function openNew({ code, language }: CodeBlock): Promise<void> {
  const id = languageId(language, await vscode.languages.getLanguages());
  const options = { content: code, ...(id === undefined ? {} : { language: id }) };
  const document = await vscode.workspace.openTextDocument(options);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The modal question with every line that would be sent. */
async function confirmInDialog(command: string): Promise<boolean> {
  const run = l10n.t("Run");
  const several = command.includes("\n");
  const question = several
    ? l10n.t("Run these commands in the terminal?")
    : l10n.t("Run this command in the terminal?");
  const options = { modal: true, detail: command };
  return (await vscode.window.showWarningMessage(question, options, run)) === run;
}
