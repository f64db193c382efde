import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { CallPlace } from "../../chat/clientTools/clientTools";
import { formatNumber, plural } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";
import { type Checkpoints, hashOf } from "./checkpoints";
import { type FileState, putBack, stateOf } from "./fileStates";
import type { AllowedPlace, WorkspaceAccess } from "./workspaceAccess";

/** Files that a question names. */
const NAMED = 15;

interface Restorable {
  readonly label: string;
  readonly state: FileState;
  /** Whether somebody else has changed it after the agent. */
  readonly isChangedSince: boolean;
}

/** Asks a person, with the files by name; true when they are to be restored. */
export type AskToRestore = (question: string, detail: string) => Promise<boolean>;

/**
 * Makes the files that calls have changed what they were before the first of these calls, once the person has agreed.
 *
 * @param callIds those of a response and of all after it, in the order in which they were made
 * @throws UserFacingError "nothingKept", "notRestored"
 */
export async function restoreFiles(
  checkpoints: Pick<Checkpoints, "before">,
  access: WorkspaceAccess,
  place: Omit<CallPlace, "callId">,
  callIds: readonly string[],
  ask: AskToRestore = askInDialog,
): Promise<void> {
  const kept = await checkpoints.before(place, callIds);
  const found: Restorable[] = [];
  const lost: string[] = [];
  for (const { path, before, after } of kept) {
    const place = await placeOf(access, path);
    if (place === undefined || before === undefined) {
      lost.push(place?.label ?? path);
      continue;
    }
    const now = await stateOf(vscode.Uri.file(path));
    const bytes = before === null ? undefined : Buffer.from(before, "base64");
    if (hashOf(now.bytes) !== hashOf(bytes)) {
      const state = { uri: now.uri, bytes };
      found.push({ label: place.label, state, isChangedSince: hashOf(now.bytes) !== after });
    }
  }
  if (found.length === 0) {
    throw nothingToRestore(kept.length, lost);
  }
  if (!(await ask(questionFor(found), detailOf(found, lost)))) {
    return;
  }
  if (!(await putBack(found.map(({ state }) => state)))) {
    throw new UserFacingError(
      "notRestored",
      l10n.t(
        "Couldn't restore all files. One of them may be read-only, or open with changes that conflict. Try again.",
      ),
    );
  }
}

/** Where a file is by the rules of what agents may use; undefined outside of the workspace as it is now. */
async function placeOf(access: WorkspaceAccess, path: string): Promise<AllowedPlace | undefined> {
  // The person has agreed to a change of this very file, so its name counts as said.
  return access.file(path, path).catch(() => access.fresh(path, path).catch(() => undefined));
}

function questionFor({ length }: readonly Restorable[]): string {
  const count = formatNumber(length);
  return plural(
    length,
    l10n.t("Restore {0} file to before this response?", count),
    l10n.t("Restore {0} files to before this response?", count),
  );
}

function detailOf(found: readonly Restorable[], lost: readonly string[]): string {
  const changed = found.filter(({ isChangedSince }) => isChangedSince).map(({ label }) => label);
  return [
    listed(found.map(({ label }) => label)),
    ...(changed.length > 0
      ? [l10n.t("Changed since then by you or another program, and those changes go as well:"), listed(changed)]
      : []),
    ...(lost.length > 0 ? [l10n.t("Not restored, because too large or not in this workspace:"), listed(lost)] : []),
    l10n.t("What later responses changed goes as well. You can undo it."),
  ].join("\n\n");
}

function listed(labels: readonly string[]): string {
  const more = labels.length - NAMED;
  return [...labels.slice(0, NAMED), ...(more > 0 ? [l10n.t("… and {0} more", formatNumber(more))] : [])].join("\n");
}

function nothingToRestore(kept: number, lost: readonly string[]): UserFacingError {
  if (lost.length > 0) {
    return new UserFacingError(
      "nothingKept",
      l10n.t("Couldn't restore these files, because they are too large or not in this workspace: {0}", listed(lost)),
    );
  }
  return new UserFacingError(
    "nothingKept",
    kept === 0
      ? l10n.t(
          "The old content of these files is not kept on this computer any more. Use Git or Timeline to restore them.",
        )
      : l10n.t("These files are already as they were before this response."),
  );
}

/** A modal question that lists the files. */
async function askInDialog(question: string, detail: string): Promise<boolean> {
  const restore = l10n.t("Restore");
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, restore)) === restore;
}
