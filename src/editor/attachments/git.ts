import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { gitDiffText, type RepositoryChanges } from "../../chat/attachments/gitDiffText";
import { cannotRead, nothingThere } from "../../chat/attachments/refusals";
import { formatList } from "../../shared/formats";
import { nameOf } from "./documentUris";
import { type GitExtension, gitRepositories, type GitRepository } from "./gitApi";

const UNTRACKED = 7;

/** True when git runs and knows of a change in a repository. Starts nothing, and asks git nothing. */
export function hasChanges(): boolean {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  return (
    extension?.isActive === true &&
    extension.exports.enabled &&
    extension.exports
      .getAPI(1)
      .repositories.some(({ state }) =>
        [state.workingTreeChanges, state.indexChanges, state.mergeChanges, state.untrackedChanges].some(
          (changes) => changes !== undefined && changes.length > 0,
        ),
      )
  );
}

/**
 * What has changed in the working tree and the index of all repositories; of files that git does not
 * know only the names.
 *
 * @throws UserFacingError "nothing" without a repository or without a change, "unreadable" when git fails
 */
export async function gitAttachment(): Promise<Attachment> {
  const repositories = await gitRepositories();
  if (repositories.length === 0) {
    throw nothingThere(l10n.t("This workspace has no Git repository, or Git is turned off."));
  }
  let changes: readonly RepositoryChanges[];
  try {
    changes = await Promise.all(repositories.map(changesOf));
  } catch (error) {
    throw cannotRead(l10n.t("Git changes"), error);
  }
  const text = gitDiffText(changes);
  if (text === "") {
    throw nothingThere(l10n.t("No Git changes in this workspace."));
  }
  const detail = formatList(repositories.map(({ rootUri }) => nameOf(rootUri)));
  return textAttachment("gitDiff", { id: "gitDiff", name: l10n.t("Git changes"), detail, openable: true }, text);
}

/** What has changed in a repository, read anew. */
export async function changesOf(repository: GitRepository): Promise<RepositoryChanges> {
  // git notices changes on disk only after a while.
  await repository.status();
  const [staged, unstaged] = await Promise.all([repository.diff(true), repository.diff(false)]);
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  const untracked = [...workingTreeChanges, ...untrackedChanges]
    .filter(({ status }) => status === UNTRACKED)
    .map(({ uri }) => pathInRepository(repository.rootUri, uri));
  return { name: nameOf(repository.rootUri), staged, unstaged, untracked: [...new Set(untracked)] };
}

/** A path in a repository, with `/`. */
export function pathInRepository(root: vscode.Uri, uri: vscode.Uri): string {
  return uri.path.startsWith(`${root.path}/`) ? uri.path.slice(root.path.length + 1) : uri.path;
}
