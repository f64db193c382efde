import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { formatList } from "../../shared/formats";
import { withHiddenShown } from "../../shared/hiddenCharacters";
import { UserFacingError } from "../../shared/userFacingError";
import { NAMES_A_CHANGE, SEVERAL_SCHEME } from "../code/changeSchemes";
import { type ChangeSet, type DecidedSet, type FileChange, NotWritten, type ReviewOfSeveral } from "../code/fileChange";
import { rebased } from "../code/proposal";
import { COMMANDS } from "../commandIds";
import {
  addressOf,
  close,
  comparison,
  contentOf,
  readAddress,
  readQuery,
  setIn,
  shownUri,
  tabsOf,
} from "./severalView";
import { Outdated, writeChanges } from "./writeChanges";

/** Set while such a view is in front; menus in package.json ask for it. */
const IN_FRONT = "agentChat.reviewingFiles";

interface Pending {
  readonly set: ChangeSet;
  /** Those of the set, made again where a file has changed. */
  changes: readonly FileChange[];
  readonly resolve: (decided: DecidedSet) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Changes of several files that wait for a decision, in one view that compares all of them. Nothing is written before
 * a person accepts, and then all that they accept or nothing; closing the view is a no.
 */
export class SeveralChanges implements ReviewOfSeveral, vscode.TextDocumentContentProvider {
  private readonly pending = new Map<string, Pending>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registrations = vscode.Disposable.from(
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(SEVERAL_SCHEME, this),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.tabsChanged(closed)),
    vscode.window.tabGroups.onDidChangeTabGroups(() => this.tabsChanged([])),
  );
  private count = 0;

  /** Nothing for a view that a reload has brought back. */
  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    const { id, index, side } = readQuery(uri);
    const change = this.pending.get(id)?.changes[index];
    if (side === "binary") {
      return l10n.t("This file isn't text.");
    }
    return change && (side === "nothing" ? "" : contentOf(change));
  }

  async decide(set: ChangeSet, signal: AbortSignal): Promise<DecidedSet> {
    signal.throwIfAborted();
    const id = String(++this.count);
    const decided = new Promise<DecidedSet>((resolve, reject) => {
      this.pending.set(id, { set, changes: set.changes, resolve, reject });
    });
    const withdraw = (): void => void this.reject(addressOf(id));
    signal.addEventListener("abort", withdraw);
    try {
      const compared = set.changes.map((change, index) => comparison(id, change, index));
      await vscode.commands.executeCommand("vscode.changes", set.title, compared);
      this.tabsChanged([]);
      void this.ask(id, set);
      return await decided;
    } finally {
      signal.removeEventListener("abort", withdraw);
    }
  }

  isMeant(which: unknown): boolean {
    return this.idOf(which) !== undefined;
  }

  /** @throws UserFacingError "changedMeanwhile", "notWritable" */
  async accept(which?: unknown): Promise<void> {
    const id = this.idOf(which);
    const { chosen } = readAddress(which) ?? {};
    if (id !== undefined) {
      await this.write(id, (index) => chosen?.has(index) ?? true);
    }
  }

  async reject(which?: unknown): Promise<void> {
    const id = this.idOf(which);
    const pending = id === undefined ? undefined : this.pending.get(id);
    if (id !== undefined && pending) {
      this.pending.delete(id);
      pending.resolve({ written: [], declined: pending.changes });
      await close(id);
    }
  }

  dispose(): void {
    this.registrations.dispose();
    for (const { changes, resolve } of this.pending.values()) {
      resolve({ written: [], declined: changes });
    }
    this.pending.clear();
  }

  private async ask(id: string, { question, changes }: ChangeSet): Promise<void> {
    const several = changes.length > 1;
    const accept = several ? l10n.t("Accept All") : l10n.t("Accept");
    const reject = several ? l10n.t("Reject All") : l10n.t("Reject");
    const choose = l10n.t("Choose Files…");
    const picked = await vscode.window.showInformationMessage(
      `${withHiddenShown(question)} ${l10n.t("Nothing is written until you accept it.")}`,
      ...[accept, reject, ...(several ? [choose] : [])],
    );
    if (picked === choose) {
      await this.choose(id);
    } else if (picked !== undefined) {
      // By way of the command, whose errors are shown to a person.
      await vscode.commands.executeCommand(
        picked === accept ? COMMANDS.acceptChange : COMMANDS.rejectChange,
        addressOf(id),
      );
    }
  }

  /** Which of the files are accepted; the question comes back when the list is left. */
  private async choose(id: string): Promise<void> {
    const pending = this.pending.get(id);
    if (!pending) {
      return;
    }
    const items = pending.changes.map((change, index) => ({
      label: withHiddenShown(labelOf(change)),
      picked: true,
      index,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      title: pending.set.title,
      placeHolder: l10n.t("Select the files whose changes you accept. The others are rejected."),
    });
    if (picked === undefined) {
      await this.ask(id, pending.set);
    } else if (picked.length === 0) {
      await vscode.commands.executeCommand(COMMANDS.rejectChange, addressOf(id));
    } else {
      const chosen = picked.map(({ index }) => index);
      await vscode.commands.executeCommand(COMMANDS.acceptChange, addressOf(id, chosen));
    }
  }

  private async write(id: string, isChosen: (index: number) => boolean): Promise<void> {
    const pending = this.pending.get(id);
    if (!pending) {
      return;
    }
    // A second press finds none.
    this.pending.delete(id);
    try {
      const changes = await Promise.all(pending.changes.map(onCurrentText));
      const moved = changes.filter((change, index) => change !== pending.changes[index]);
      pending.changes = changes;
      if (moved.length > 0) {
        this.pending.set(id, pending);
        changes.forEach(({ uri }, index) => this.changed.fire(shownUri(id, uri, index, "new")));
        throw comparedAnew(moved);
      }
      const written = changes.filter((_, index) => isChosen(index));
      await pending.set.beforeWrite(written);
      await writeChanges(written);
      pending.resolve({ written, declined: changes.filter((_, index) => !isChosen(index)) });
    } catch (error) {
      if (this.pending.has(id)) {
        throw error;
      }
      pending.reject(error instanceof Error ? error : new Error(String(error)));
      throw toldToPerson(error);
    } finally {
      if (!this.pending.has(id)) {
        await close(id);
      }
    }
  }

  /** The set that is meant, and that still waits. */
  private idOf(which: unknown): string | undefined {
    // The address of something else never means what happens to be in front.
    const named = which instanceof vscode.Uri && NAMES_A_CHANGE.has(which.scheme);
    const id = named ? readAddress(which)?.id : setIn(vscode.window.tabGroups.activeTabGroup.activeTab);
    return id !== undefined && this.pending.has(id) ? id : undefined;
  }

  /** A closed view is a no; one that only moved to another group is still there. */
  private tabsChanged(closed: readonly vscode.Tab[]): void {
    for (const id of closed.map(setIn)) {
      if (id !== undefined && tabsOf(id).length === 0) {
        void this.reject(addressOf(id));
      }
    }
    void vscode.commands.executeCommand("setContext", IN_FRONT, this.isMeant(undefined));
  }
}

/** The change as it is to be made now; itself where its file is still the same. @throws Outdated */
async function onCurrentText(change: FileChange): Promise<FileChange> {
  if (change.kind === "delete" || change.kind === "move") {
    // What was looked at is what goes; a file that is no text cannot be looked at.
    const isSame = change.text === undefined || (await textNow(change.uri)) === change.text;
    if (!isSame) {
      throw new Outdated(change.label);
    }
    return change;
  }
  if (change.kind !== "edit") {
    return change;
  }
  const current = (await vscode.workspace.openTextDocument(change.uri)).getText();
  if (current === change.proposal.before) {
    return change;
  }
  const proposal = rebased(change.proposal, current);
  if (proposal === undefined) {
    throw new Outdated(change.label);
  }
  return { ...change, proposal };
}

async function textNow(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}

function comparedAnew(moved: readonly FileChange[]): UserFacingError {
  return new UserFacingError(
    "changedMeanwhile",
    l10n.t(
      "{0} changed in the meantime. The diff now shows the change to its current text. Review it, then accept it again.",
      formatList(moved.map(({ label }) => label)),
    ),
  );
}

function toldToPerson(error: unknown): unknown {
  if (error instanceof Outdated) {
    return new UserFacingError(
      "changedMeanwhile",
      l10n.t(
        "Nothing was changed: {0} has changed, and the location of the change can't be found. The agent was told.",
        error.label,
      ),
    );
  }
  if (!(error instanceof NotWritten)) {
    return error;
  }
  return new UserFacingError(
    "notWritable",
    error.isPartly
      ? l10n.t(
          "{0} can't be written, and the files that were changed before it couldn't be put back. Look at them, and undo what is wrong. The agent was told.",
          error.label,
        )
      : l10n.t("Nothing was changed, because {0} can't be written. The agent was told.", error.label),
  );
}

function labelOf(change: FileChange): string {
  switch (change.kind) {
    case "edit":
      return change.label;
    case "create":
      return l10n.t("{0} (new)", change.label);
    case "delete":
      return l10n.t("{0} (deleted)", change.label);
    case "move":
      return l10n.t("{0} to {1}", change.label, change.toLabel);
  }
}
