import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { nothingThere } from "../../chat/attachments/refusals";
import { currentUri, nameOf } from "../attachments/documentUris";
import { gitRepositories, type GitRepository } from "../attachments/gitApi";

/** What a person has picked in the Source Control view. */
export interface GitSelection {
  /** Missing when no repository was picked. */
  readonly at?: vscode.Uri;
  /** Only what is staged, or only what is not; both where that is not told. */
  readonly part?: "staged" | "unstaged";
  /** Files; all of the repository when empty. */
  readonly files: readonly vscode.Uri[];
}

/** The groups of the git extension, by id, and as it numbers them in its resources. */
const parts: Readonly<Record<string, GitSelection["part"]>> = {
  index: "staged",
  workingTree: "unstaged",
  untracked: "unstaged",
  1: "staged",
  2: "unstaged",
  3: "unstaged",
};

/** Reads the arguments of a command in a menu of the Source Control view: a repository, a group, or its files. */
export function gitSelection(args: readonly unknown[]): GitSelection {
  const given = args.flat().filter((arg) => typeof arg === "object" && arg !== null);
  const files = given.flatMap((arg) => uriIn(arg, "resourceUri"));
  const [first] = given;
  if (files.length > 0) {
    const groups = new Set(given.map((arg) => parts[String(Reflect.get(arg, "resourceGroupType"))]));
    const [part] = groups;
    return { ...at(files), files, ...(part !== undefined && groups.size === 1 ? { part } : {}) };
  }
  const states: unknown = first && Reflect.get(first, "resourceStates");
  if (first && Array.isArray(states)) {
    const part = parts[String(Reflect.get(first, "id"))];
    const within = (states as readonly object[]).flatMap((state) => uriIn(state, "resourceUri"));
    return { ...at(within), files: [], ...(part === undefined ? {} : { part }) };
  }
  return { ...at(first ? uriIn(first, "rootUri") : []), files: [] };
}

/**
 * The repositories that are meant: the one that was picked, else all.
 *
 * @throws UserFacingError "nothing" when there is none
 */
export async function selectedRepositories({ at: uri }: GitSelection): Promise<readonly GitRepository[]> {
  const all = await gitRepositories();
  const chosen = uri === undefined ? all : holding(all, uri);
  if (chosen.length === 0) {
    throw nothingThere(l10n.t("This workspace has no Git repository, or Git is turned off."));
  }
  return chosen;
}

/** One repository: the one that was picked, that of the file in front, or the one that the person chooses. */
export async function selectedRepository(selection: GitSelection): Promise<GitRepository | undefined> {
  const repositories = await selectedRepositories(selection);
  const current = currentUri();
  const here = current ? holding(repositories, current) : [];
  const [only] = repositories.length === 1 ? repositories : here;
  if (only) {
    return only;
  }
  const items = repositories.map((repository) => ({
    label: nameOf(repository.rootUri),
    description: repository.rootUri.fsPath,
    repository,
  }));
  const title = l10n.t("Choose a repository");
  return (await vscode.window.showQuickPick(items, { title }))?.repository;
}

/** The innermost repository that holds a file. */
function holding(repositories: readonly GitRepository[], uri: vscode.Uri): readonly GitRepository[] {
  return repositories
    .filter(({ rootUri }) => uri.path === rootUri.path || uri.path.startsWith(`${rootUri.path}/`))
    .sort((a, b) => b.rootUri.path.length - a.rootUri.path.length)
    .slice(0, 1);
}

function at([first]: readonly vscode.Uri[]): Pick<GitSelection, "at"> {
  return first === undefined ? {} : { at: first };
}

function uriIn(value: object, name: string): readonly vscode.Uri[] {
  const uri: unknown = Reflect.get(value, name);
  return uri instanceof vscode.Uri ? [uri] : [];
}
