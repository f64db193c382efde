import * as vscode from "vscode";
import { diffOfFiles } from "../../chat/attachments/diffOfFiles";
import { gitDiffText } from "../../chat/attachments/gitDiffText";
import { changesOf, pathInRepository } from "../attachments/git";
import { gitRepositories, type GitRepository } from "../attachments/gitApi";
import { boundedList, boundedText } from "./bounded";
import type { EditorTool } from "./editorTool";
import { ToolRefusal } from "./toolRefusal";
import { schema } from "./toolArguments";
import type { AllowedPlace, WorkspaceAccess } from "./workspaceAccess";

const STATUSES: Readonly<Record<number, string>> = {
  0: "modified, staged",
  1: "added, staged",
  2: "deleted, staged",
  3: "renamed, staged",
  5: "modified",
  6: "deleted",
  7: "untracked",
};

/** Tools that ask VS Code's git. */
export function gitTools(access: WorkspaceAccess): readonly EditorTool[] {
  return [
    {
      name: "editor_git_status",
      kind: "reads",
      description: "Lists the files of the workspace that have changed since the last commit, with how.",
      inputSchema: schema({}),
      run: async () => {
        const lines: string[] = [];
        for (const repository of await repositories(access)) {
          await repository.status();
          const states = changed(repository);
          for (const { given, label } of await access.visible(states.map(({ uri }) => uri.fsPath))) {
            const own = states
              .filter(({ uri }) => uri.fsPath === given)
              .map(({ status }) => STATUSES[status] ?? "changed");
            lines.push(`${label}: ${[...new Set(own)].join("; ")}`);
          }
        }
        return boundedList([...new Set(lines)]);
      },
    },
    {
      name: "editor_git_diff",
      kind: "reads",
      description: "Returns the changes since the last commit, as git diff writes them, staged ones apart.",
      inputSchema: schema({ "path?": ["string", "Of one file, relative to the workspace folder; all when left out."] }),
      run: async (args, { said }) => {
        const path = args.text("path");
        const only = path === "" ? undefined : await access.existing(path, said);
        const texts: string[] = [];
        for (const repository of await repositories(access)) {
          texts.push(await diffOf(repository, access, only));
        }
        return boundedText(texts.filter((text) => text !== "").join("\n\n"));
      },
    },
  ];
}

async function diffOf(
  repository: GitRepository,
  access: WorkspaceAccess,
  only: AllowedPlace | undefined,
): Promise<string> {
  const { name, staged, unstaged, untracked } = await changesOf(repository);
  const visible = await access.visible(changed(repository).map(({ uri }) => uri.fsPath));
  const wanted = visible.filter(({ fsPath }) => only === undefined || fsPath === only.fsPath);
  const { rootUri } = repository;
  const paths = wanted.map(({ given }) => pathInRepository(rootUri, vscode.Uri.file(given)));
  return gitDiffText([
    {
      name,
      staged: diffOfFiles(staged, paths),
      unstaged: diffOfFiles(unstaged, paths),
      untracked: untracked.filter((path) => paths.includes(path)),
    },
  ]);
}

function changed({ state }: GitRepository): GitRepository["state"]["workingTreeChanges"] {
  const { workingTreeChanges, indexChanges = [], mergeChanges = [], untrackedChanges = [] } = state;
  return [...workingTreeChanges, ...indexChanges, ...mergeChanges, ...untrackedChanges];
}

async function repositories(access: WorkspaceAccess): Promise<readonly GitRepository[]> {
  access.roots();
  const all = await gitRepositories();
  if (all.length === 0) {
    throw new ToolRefusal("The workspace has no git repository, or git is turned off.");
  }
  return all;
}
