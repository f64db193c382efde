import * as vscode from "vscode";
import type { CallPlace, ClientTools } from "../../chat/clientTools/clientTools";
import type { CodeActions } from "../code/codeActions";
import { gitProgram } from "../attachments/gitApi";
import { changeTools } from "./changeTools";
import type { Checkpoints } from "./checkpoints";
import { commandTool } from "./commandTool";
import { fileTools } from "./fileTools";
import { gitIgnored } from "./gitIgnored";
import { gitTools } from "./gitTools";
import { languageTools } from "./languageTools";
import { proposeSet } from "./proposeSet";
import { renameTool } from "./renameTool";
import type { AskToRestore } from "./restoreFiles";
import { severalTools } from "./severalTools";
import { taskTools } from "./taskTools";
import { Toolbox } from "./toolbox";
import { windowTools } from "./windowTools";
import { type AccessHost, WorkspaceAccess } from "./workspaceAccess";

const host: AccessHost = {
  isTrusted: () => vscode.workspace.isTrusted,
  roots: () =>
    (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === "file")
      .map(({ name, uri }) => ({ name, fsPath: uri.fsPath, excludes: excludesOf(uri) })),
  ignored: async (folder, paths) => {
    const git = await gitProgram();
    return git === undefined ? new Set() : gitIgnored(git, folder, paths);
  },
};

/** The tools of this window; a chunk of its own, loaded by the first message of a thread that has them. */
export function createClientTools(
  code: Pick<CodeActions, "decide" | "review" | "start">,
  checkpoints: Checkpoints,
  logError: (what: string, error: unknown) => void,
): ClientTools {
  const access = new WorkspaceAccess(host);
  const propose = proposeSet(
    () =>
      code.review(async () => {
        const { SeveralChanges } = await import("./severalChanges");
        return new SeveralChanges();
      }),
    checkpoints,
  );
  const tools = [
    ...fileTools(access),
    ...windowTools(access),
    ...languageTools(access),
    ...gitTools(access),
    ...changeTools(access, code, checkpoints),
    ...severalTools(access, propose),
    renameTool(access, propose),
    ...taskTools(access),
    commandTool(access, (...command) => code.start(...command)),
  ];
  return new Toolbox(tools, logError);
}

/** Restores files once the person has agreed. @see restoreFiles */
export async function restoreInWindow(
  checkpoints: Checkpoints,
  place: Omit<CallPlace, "callId">,
  callIds: readonly string[],
  ask?: AskToRestore,
): Promise<void> {
  const { restoreFiles } = await import("./restoreFiles");
  await restoreFiles(checkpoints, new WorkspaceAccess(host), place, callIds, ask);
}

/** `files.exclude`; what depends on a sibling (`when`) hides no file that matters. */
function excludesOf(uri: vscode.Uri): readonly string[] {
  const excludes =
    vscode.workspace.getConfiguration("files", uri).get<Readonly<Record<string, unknown>>>("exclude") ?? {};
  return Object.entries(excludes).flatMap(([glob, value]) => (value === true ? [glob] : []));
}
