import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { gitDiffText, type RepositoryChanges } from "../../chat/attachments/gitDiffText";
import { cannotRead, nothingThere } from "../../chat/attachments/refusals";
import { formatList } from "../../shared/formats";
import { nameOf } from "./documentUris";

/** The part of the built-in git extension's API that is used here (extensions/git/src/api/git.d.ts, version 1). */
interface GitChange {
  readonly uri: vscode.Uri;
  /** 7 is `UNTRACKED`. */
  readonly status: number;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly workingTreeChanges: readonly GitChange[];
    /** Missing in older versions; filled when `git.untrackedChanges` is `separate`. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  /** Reads the state anew. */
  status(): Promise<void>;
  /** The text of `git diff`, of the index when `cached`. */
  diff(cached?: boolean): Promise<string>;
}

interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<"uninitialized" | "initialized">;
  readonly repositories: readonly GitRepository[];
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

const UNTRACKED = 7;

/** True when git runs and has found a repository. Starts nothing. */
export function hasRepositories(): boolean {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  return (
    extension?.isActive === true && extension.exports.enabled && extension.exports.getAPI(1).repositories.length > 0
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
  const detail = formatList(repositories.map(({ rootUri }) => nameOf(rootUri)));
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

/** All repositories, after git has looked for them; none where git is missing or switched off. */
async function gitRepositories(): Promise<readonly GitRepository[]> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (!extension) {
    return [];
  }
  const git = await extension.activate();
  if (!git.enabled) {
    return [];
  }
  const api = git.getAPI(1);
  if (api.state === "uninitialized") {
    await initialized(api);
  }
  return api.repositories;
}

function initialized(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const subscription = api.onDidChangeState((state) => {
      if (state === "initialized") {
        subscription.dispose();
        resolve();
      }
    });
  });
}
