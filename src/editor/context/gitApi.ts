import * as vscode from "vscode";

/** The part of the built-in git extension's API that is used here (extensions/git/src/api/git.d.ts, version 1). */
interface GitChange {
  readonly uri: vscode.Uri;
  /** 7 is `UNTRACKED`. */
  readonly status: number;
}

export interface GitRepository {
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

export const UNTRACKED = 7;

/** True when git runs and has found a repository. Starts nothing. */
export function hasRepositories(): boolean {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  return (
    extension?.isActive === true && extension.exports.enabled && extension.exports.getAPI(1).repositories.length > 0
  );
}

/** All repositories, after git has looked for them; none where git is missing or switched off. */
export async function gitRepositories(): Promise<readonly GitRepository[]> {
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
