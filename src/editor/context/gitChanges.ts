import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/context/attachmentOf";
import { gitDiffText, type RepositoryChanges } from "../../chat/context/gitDiffText";
import { cannotRead, nothingThere } from "../../chat/context/refusals";
import { nameOf } from "./documentUris";
import { gitRepositories, type GitRepository, UNTRACKED } from "./gitApi";

/**
 * What has changed in the working tree and the index of all repositories; of files that git does not
 * know only the names.
 *
 * @throws UserFacingError "nothing" without a repository or without a change, "unreadable" when git fails
 */
export async function gitAttachment(): Promise<Attachment> {
  const repositories = await gitRepositories();
  if (repositories.length === 0) {
    throw nothingThere(l10n.t("There is no git repository in this workspace, or git is switched off."));
  }
  let changes: readonly RepositoryChanges[];
  try {
    changes = await Promise.all(repositories.map(changesOf));
  } catch (error) {
    throw cannotRead(l10n.t("Git changes"), error);
  }
  const text = gitDiffText(changes);
  if (text === "") {
    throw nothingThere(l10n.t("Git knows of no changes in this workspace."));
  }
  const detail = repositories.map(({ rootUri }) => nameOf(rootUri)).join(", ");
  return textAttachment("gitDiff", { id: "gitDiff", name: l10n.t("Git changes"), detail, openable: true }, text);
}

async function changesOf(repository: GitRepository): Promise<RepositoryChanges> {
  // git notices changes on disk only after a while.
  await repository.status();
  const [staged, unstaged] = await Promise.all([repository.diff(true), repository.diff(false)]);
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  const untracked = [...workingTreeChanges, ...untrackedChanges]
    .filter(({ status }) => status === UNTRACKED)
    .map(({ uri }) => relative(repository.rootUri, uri));
  return { name: nameOf(repository.rootUri), staged, unstaged, untracked: [...new Set(untracked)] };
}

function relative(root: vscode.Uri, uri: vscode.Uri): string {
  return uri.path.startsWith(`${root.path}/`) ? uri.path.slice(root.path.length + 1) : uri.path;
}
