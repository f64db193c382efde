import * as vscode from "vscode";

/** The part of the built-in git extension's API that is used here (extensions/git/src/api/git.d.ts, version 1). */
export interface GitChange {
  readonly uri: vscode.Uri;
  /** 7 is `UNTRACKED`. */
  readonly status: number;
}

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  /** The box for the message of the next commit. */
  readonly inputBox: { value: string };
  readonly state: {
    readonly workingTreeChanges: readonly GitChange[];
    readonly indexChanges?: readonly GitChange[];
    readonly mergeChanges?: readonly GitChange[];
    /** Missing in older versions; filled when `git.untrackedChanges` is `separate`. */
    readonly untrackedChanges?: readonly GitChange[];
  };
  /** Reads the state anew. */
  status(): Promise<void>;
  /** The text of `git diff`, of the index when `cached`. */
  diff(cached?: boolean): Promise<string>;
  /** The last commits; fails where there is none. */
  log(options: { readonly maxEntries: number }): Promise<readonly { readonly message: string }[]>;
}

interface GitApi {
  /** The program that VS Code uses. */
  readonly git: { readonly path: string };
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<"uninitialized" | "initialized">;
  readonly repositories: readonly GitRepository[];
}

export interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** Where git is; undefined where it is missing or switched off. */
export async function gitProgram(): Promise<string | undefined> {
  const git = await vscode.extensions.getExtension<GitExtension>("vscode.git")?.activate();
  return git?.enabled ? git.getAPI(1).git.path : undefined;
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
