import * as vscode from "vscode";
import type { CodeAction } from "../../shared/protocol";
import { ApplyCode } from "./applyCode";
import { type CodeBlock, languageId, readCodeBlock } from "./codeBlock";
import { type CommandOptions, CommandTerminal, type RunningCommand } from "./commandTerminal";
import { confirmCommand } from "./confirmCommand";
import { LastEditor } from "./lastEditor";
import { textAt } from "./placement";
import type { Proposal } from "./proposal";
import { notWritable, ProposedChanges } from "./proposedChanges";
import type { ReviewOfSeveral } from "./fileChange";
import { type ConfirmCommand, RunInTerminal } from "./runInTerminal";
import type { WorkspaceFiles } from "./workspaceFiles";

/** What the buttons of a code block do. */
export class CodeActions implements vscode.Disposable {
  private readonly changes = new ProposedChanges();
  private readonly editors = new LastEditor();
  private readonly terminal = new CommandTerminal(vscode.window);
  private readonly applying: ApplyCode;
  private readonly running: RunInTerminal;
  private several: ReviewOfSeveral | undefined;
  private making: Promise<ReviewOfSeveral> | undefined;

  constructor(files: WorkspaceFiles, confirm: ConfirmCommand = confirmCommand) {
    this.applying = new ApplyCode(files, this.editors, this.changes);
    this.running = new RunInTerminal(this.terminal, confirm, () => vscode.workspace.isTrusted);
  }

  /**
   * @param info the block's whole info string: the language, and perhaps the file it is for
   * @param near the file that the words before the block name
   * @returns whether the person has left a question about it, and nothing was done
   * @throws UserFacingError with what to do when it is not possible here
   */
  async run(action: CodeAction, code: string, info: string, near?: string): Promise<"left" | undefined> {
    return this.table[action]({ ...readCodeBlock(code, info), ...(near === undefined ? {} : { near }) });
  }

  /**
   * Shows a change for a decision.
   *
   * @throws UserFacingError "noDifference" when the document is like that already
   */
  propose(target: vscode.Uri, proposal: Proposal): Promise<void> {
    return this.applying.propose(target, proposal);
  }

  /**
   * Shows a change and waits until a person has decided on it.
   *
   * @param isNew for a file that does not exist yet
   * @param signal takes the change away, as a no
   * @param beforeWrite called right before it is written
   * @returns whether it was written; `lost` when its place in the file is gone
   */
  async decide(
    target: vscode.Uri,
    proposal: Proposal,
    isNew: boolean,
    signal: AbortSignal,
    beforeWrite?: () => Promise<void>,
  ): Promise<boolean | "lost"> {
    const decisions = new Map<string, boolean | "lost">();
    let tell: () => void = () => undefined;
    // Listened for from the start: a person may decide before VS Code says that it shows the comparison.
    const listener = this.changes.onDidDecide(({ shown, accepted, isLost }) => {
      decisions.set(shown.toString(), isLost ? "lost" : accepted);
      tell();
    });
    let withdraw: () => void = () => undefined;
    try {
      const shown = await this.changes.show(target, proposal, isNew, beforeWrite);
      withdraw = () => void this.changes.reject(shown).catch(() => undefined);
      signal.addEventListener("abort", withdraw);
      if (signal.aborted) {
        withdraw();
      }
      let accepted = decisions.get(shown.toString());
      while (accepted === undefined) {
        await new Promise<void>((resolve) => (tell = resolve));
        accepted = decisions.get(shown.toString());
      }
      return accepted;
    } finally {
      signal.removeEventListener("abort", withdraw);
      listener.dispose();
    }
  }

  /** Where changes of several files are looked at. @param make called once */
  review(make: () => Promise<ReviewOfSeveral>): Promise<ReviewOfSeveral> {
    return (this.making ??= make().then((several) => (this.several = several)));
  }

  /** Runs a command that a person has allowed. @see CommandTerminal.run */
  start(command: string, options: CommandOptions): Promise<RunningCommand> {
    return this.terminal.run(command, options);
  }

  /** Writes a change that waits. @see ProposedChanges.accept */
  accept(which?: unknown): Promise<void> {
    return this.several?.isMeant(which) ? this.several.accept(which) : this.changes.accept(which);
  }

  /** Drops a change that waits. @see ProposedChanges.reject */
  reject(which?: unknown): Promise<void> {
    return this.several?.isMeant(which) ? this.several.reject(which) : this.changes.reject(which);
  }

  dispose(): void {
    this.changes.dispose();
    this.several?.dispose();
    this.editors.dispose();
    this.terminal.dispose();
  }

  private readonly table: Readonly<Record<CodeAction, (block: CodeBlock) => Promise<"left" | undefined>>> = {
    insert: (block) => this.insert(block),
    apply: (block) => this.applying.run(block),
    newFile: (block) => openNew(block),
    run: (block) => this.running.run(block),
  };

  /** Replaces the selection, and puts the keyboard behind the code. */
  private async insert({ code }: CodeBlock): Promise<undefined> {
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
    return undefined;
  }
}

async function openNew({ code, language }: CodeBlock): Promise<undefined> {
  const id = languageId(language, await vscode.languages.getLanguages());
  const options = { content: code, ...(id === undefined ? {} : { language: id }) };
  const document = await vscode.workspace.openTextDocument(options);
  await vscode.window.showTextDocument(document, { preview: false });
  return undefined;
}
