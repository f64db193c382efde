import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { workspacePath } from "./workspacePath";

/** Paths looked at for one message of the panel, and at the same time. */
const mostAtOnce = 500;
const abreast = 20;

/** The files that an answer may name: those in the workspace folders, whatever their file system. */
export class WorkspaceFiles {
  /**
   * Which of these paths name a file, as they were written. Relative to a workspace folder, with or
   * without the folder's name in front; an absolute one has to lie in a folder.
   */
  async existing(paths: readonly string[]): Promise<string[]> {
    const asked = paths.slice(0, mostAtOnce);
    const found: string[] = [];
    for (let start = 0; start < asked.length; start += abreast) {
      const some = asked.slice(start, start + abreast);
      const uris = await Promise.all(some.map((path) => this.find(path)));
      found.push(...some.filter((_, index) => uris[index] !== undefined));
    }
    return found;
  }

  /** The file that a path names, or undefined when there is none in the workspace. */
  async find(path: string): Promise<vscode.Uri | undefined> {
    for (const uri of candidates(path)) {
      if (await isFile(uri)) {
        return uri;
      }
    }
    return undefined;
  }

  /**
   * Opens a file in an editor.
   *
   * @param line from 1; a line that the file does not have counts as its last one
   * @throws UserFacingError "fileGone" when it is not in the workspace
   */
  async open(path: string, line?: number): Promise<void> {
    const uri = await this.find(path);
    if (uri === undefined) {
      throw new UserFacingError(
        "fileGone",
        l10n.t(
          "{0} is not in the workspace. It may have been moved or deleted since; look for it in the Explorer.",
          path,
        ),
      );
    }
    const at = line === undefined ? undefined : new vscode.Position(Math.max(line, 1) - 1, 0);
    // Not as a text document: the path may be that of a picture.
    await vscode.commands.executeCommand("vscode.open", uri, at ? { selection: new vscode.Range(at, at) } : {});
  }
}

/** Where the path may point, in order; only places inside a workspace folder. */
function candidates(path: string): readonly vscode.Uri[] {
  const parsed = workspacePath(path);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (parsed === undefined) {
    return [];
  }
  const [first, ...rest] = parsed.segments;
  if (!parsed.absolute) {
    return folders.flatMap(({ uri, name }) => [
      vscode.Uri.joinPath(uri, ...parsed.segments),
      ...(first === name && rest.length > 0 ? [vscode.Uri.joinPath(uri, ...rest)] : []),
    ]);
  }
  return folders
    .map(({ uri }) => uri.with({ path: `/${parsed.segments.join("/")}` }))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
