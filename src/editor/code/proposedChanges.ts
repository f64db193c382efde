import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { COMMANDS } from "../commandIds";
import { NAMES_A_CHANGE, PROPOSED_SCHEME } from "./changeSchemes";
import { lineEdit, proposedText, rebased, type Proposal } from "./proposal";
import { utf8 } from "../../shared/bytes";

/** The query of what a file that does not exist yet is compared with. */
const NOTHING = "nothing";

interface Pending {
  readonly target: vscode.Uri;
  readonly proposal: Proposal;
  /** True for a file that does not exist yet. */
  readonly isNew: boolean;
  /** Called right before it is written. */
  readonly beforeWrite?: (() => Promise<void>) | undefined;
  /** The document has changed, and the change has no place in it any more. */
  readonly isLost?: true;
}

/** What a person has decided on a change. */
export interface DecidedChange {
  /** The address that `show` gave. */
  readonly shown: vscode.Uri;
  readonly accepted: boolean;
  /** The change could not be made any more, whatever the person wanted. */
  readonly isLost?: true | undefined;
}

interface Decision extends vscode.MessageItem {
  readonly command: string;
}

/** The document is not the one that the change was made for. */
class MovedOn extends Error {
  constructor(readonly text: string) {
    super("The document has changed.");
  }
}

/**
 * Changes that wait for a decision, each as a comparison of the document with what it would become.
 * Nothing is written before a person accepts; closing the comparison is a no.
 */
export class ProposedChanges implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pending = new Map<string, Pending>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly decided = new vscode.EventEmitter<DecidedChange>();
  /** Before the registration below, which looks for it once. */
  readonly onDidChange = this.changed.event;
  /** A change was written, or will not be. */
  readonly onDidDecide = this.decided.event;
  private readonly registrations = vscode.Disposable.from(
    this.changed,
    this.decided,
    vscode.workspace.registerTextDocumentContentProvider(PROPOSED_SCHEME, this),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.forget(closed)),
  );
  private count = 0;

  /** Nothing for a comparison that a reload has brought back: an empty text would look like a proposal. */
  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    if (uri.query === NOTHING) {
      return "";
    }
    const change = this.pending.get(uri.toString());
    return change && proposedText(change.proposal);
  }

  /**
   * Shows the comparison.
   *
   * @param isNew for a file that does not exist yet
   * @param beforeWrite called right before it is written
   * @returns the address of its right-hand side, which names the change
   */
  async show(
    target: vscode.Uri,
    proposal: Proposal,
    isNew = false,
    beforeWrite?: () => Promise<void>,
  ): Promise<vscode.Uri> {
    this.count++;
    // The path's ending tells VS Code the language.
    const shown = vscode.Uri.from({ scheme: PROPOSED_SCHEME, path: target.path, query: String(this.count) });
    this.pending.set(shown.toString(), { target, proposal, isNew, beforeWrite });
    const before = isNew ? shown.with({ query: NOTHING }) : target;
    const title = l10n.t("{0} (proposed by the agent)", documentName(target));
    await vscode.commands.executeCommand("vscode.diff", before, shown, title, { preview: false });
    void this.askWhenShown(shown, target);
    return shown;
  }

  /**
   * Writes a change into its document, which stays unsaved, and closes the comparison.
   *
   * @param which the address that `show` gave; anything else means the comparison on the screen
   * @throws UserFacingError "changedMeanwhile" when the document is another one by now: the comparison
   * shows the change anew, or says that its place is gone; "notWritable" when the document refuses it;
   * "noChange" when nothing waits
   */
  async accept(which?: unknown): Promise<void> {
    const shown = addressOf(which);
    const change = this.take(shown);
    try {
      await this.write(change);
    } catch (error) {
      this.pending.set(shown.toString(), change);
      throw error instanceof MovedOn ? this.compareAgain(shown, change, error.text) : error;
    }
    this.decided.fire({ shown, accepted: true });
    await close(shown);
    await vscode.window.showTextDocument(change.target, { preview: false });
  }

  /** Closes the comparison; the document stays as it is. @param which as for `accept` */
  async reject(which?: unknown): Promise<void> {
    const shown = addressOf(which);
    const { isLost } = this.take(shown);
    this.decided.fire({ shown, accepted: false, isLost });
    await close(shown);
  }

  dispose(): void {
    this.registrations.dispose();
    this.pending.clear();
  }

  private async askWhenShown(shown: vscode.Uri, target: vscode.Uri): Promise<void> {
    const accept: Decision = { title: l10n.t("Accept"), command: COMMANDS.acceptChange };
    const reject: Decision = { title: l10n.t("Reject"), command: COMMANDS.rejectChange };
    const question = l10n.t(
      "The agent proposes a change to {0}. Nothing is written until you accept it.",
      documentName(target),
    );
    const picked = await vscode.window.showInformationMessage(question, accept, reject);
    if (picked !== undefined) {
      // By way of the command, whose errors are shown to a person.
      await vscode.commands.executeCommand(picked.command, shown);
    }
  }

  /** Takes a change out, so that a second press finds none. */
  private take(shown: vscode.Uri): Pending {
    const change = this.pending.get(shown.toString());
    if (change === undefined) {
      throw noChange();
    }
    this.pending.delete(shown.toString());
    return change;
  }

  private async write({ target, proposal, isNew, beforeWrite }: Pending): Promise<void> {
    if (isNew) {
      await beforeWrite?.();
      const made = new vscode.WorkspaceEdit();
      made.createFile(target, { contents: utf8(proposedText(proposal)) });
      if (!(await vscode.workspace.applyEdit(made))) {
        throw notWritable(target);
      }
      return;
    }
    const document = await vscode.workspace.openTextDocument(target);
    if (document.getText() !== proposal.before) {
      throw new MovedOn(document.getText());
    }
    await beforeWrite?.();
    if (document.getText() !== proposal.before) {
      throw new MovedOn(document.getText());
    }
    const { start, end, text } = lineEdit(proposal.before, proposedText(proposal));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(target, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw notWritable(target);
    }
  }

  /** Puts the change onto the document as it is, for a person to look at again. */
  private compareAgain(shown: vscode.Uri, change: Pending, current: string): UserFacingError {
    const { target, proposal } = change;
    const again = rebased(proposal, current);
    const name = documentName(target);
    if (again === undefined) {
      this.pending.set(shown.toString(), { ...change, isLost: true });
      return new UserFacingError(
        "changedMeanwhile",
        l10n.t(
          "{0} has changed, and the location of the change can't be found. Reject the change and apply the code again.",
          name,
        ),
      );
    }
    this.pending.set(shown.toString(), { ...change, proposal: again });
    this.changed.fire(shown);
    return new UserFacingError(
      "changedMeanwhile",
      l10n.t(
        "{0} changed in the meantime. The diff now shows the change to its current text. Review it, then accept it again.",
        name,
      ),
    );
  }

  /** A closed comparison is a no; one that only moved to another group is still there. */
  private forget(closed: readonly vscode.Tab[]): void {
    for (const shown of closed.map(proposedIn)) {
      const change = shown && tabsOf(shown).length === 0 ? this.pending.get(shown.toString()) : undefined;
      if (shown !== undefined && change) {
        this.pending.delete(shown.toString());
        this.decided.fire({ shown, accepted: false, isLost: change.isLost });
      }
    }
  }
}

function noChange(): UserFacingError {
  return new UserFacingError(
    "noChange",
    l10n.t(
      "No change to accept or reject: it was already decided, or its diff was closed. Apply the code again to see it.",
    ),
  );
}

/** The change that is meant; menus hand over whatever their editor shows. @throws UserFacingError "noChange" */
function addressOf(which: unknown): vscode.Uri {
  const named = which instanceof vscode.Uri && NAMES_A_CHANGE.has(which.scheme) ? which : undefined;
  // The address of something else, such as a set that was decided, never means what happens to be in front.
  const shown = named ?? proposedIn(vscode.window.tabGroups.activeTabGroup.activeTab);
  if (shown?.scheme !== PROPOSED_SCHEME) {
    throw noChange();
  }
  return shown;
}

async function close(shown: vscode.Uri): Promise<void> {
  await vscode.window.tabGroups.close(tabsOf(shown));
}

function tabsOf(shown: vscode.Uri): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => proposedIn(tab)?.toString() === shown.toString());
}

/** The proposed side of a tab that compares, or undefined for any other tab. */
function proposedIn(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const shown = tab?.input instanceof vscode.TabInputTextDiff ? tab.input.modified : undefined;
  return shown?.scheme === PROPOSED_SCHEME ? shown : undefined;
}

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
    l10n.t("Couldn't change {0}. It may be read-only. Copy the code instead.", documentName(uri)),
  );
}
