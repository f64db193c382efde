import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { FilePlace } from "../../shared/filePlace";
import { UserFacingError } from "../../shared/userFacingError";
import { openUris } from "../attachments/documentUris";
import { FolderListings } from "./folderListings";
import { type WorkspacePath, workspacePath } from "./workspacePath";
import { placesBelow } from "./workspaceRoots";

/** Paths looked at for one message of the panel. */
const mostAtOnce = 500;

/**
 * Milliseconds for which a look at the folders serves the questions that follow: those of a long response
 * come in many messages, and a file that was made meanwhile must not be missed.
 */
const lookLasts = 2_000;

/** A column behind the end of every line; an editor takes it for the end. */
const endOfLine = 2 ** 30;

/** The window, as far as its files go. */
export interface WorkspaceHost {
  folders(): readonly vscode.WorkspaceFolder[];
  readFolder(uri: vscode.Uri): PromiseLike<[string, vscode.FileType][]>;
  /** Milliseconds. */
  now(): number;
}

const noFolders: readonly vscode.WorkspaceFolder[] = [];

const windowHost: WorkspaceHost = {
  folders: () => vscode.workspace.workspaceFolders ?? noFolders,
  readFolder: (uri) => vscode.workspace.fs.readDirectory(uri),
  now: () => Date.now(),
};

/** One look at the workspace. */
interface Look {
  readonly folders: readonly vscode.WorkspaceFolder[];
  readonly listings: FolderListings;
  readonly began: number;
}

/** The files that a response may name: those in the workspace folders, whatever their file system, and open ones. */
export class WorkspaceFiles {
  private look: Look | undefined;

  constructor(private readonly host: WorkspaceHost = windowHost) {}

  /**
   * Which of these paths name a file, as they were written. Relative to a workspace folder, with or
   * without the folder's name in front; an absolute one has to lie in a folder, or to be open in an editor.
   */
  async existing(paths: readonly string[]): Promise<string[]> {
    const look = this.currentLook();
    const asked = paths.slice(0, mostAtOnce);
    const uris = await Promise.all(asked.map((path) => findAll(path, look)));
    return asked.filter((_, index) => uris[index]?.length !== 0);
  }

  /** The files that a path names: none, one, or one in each of several workspace folders. */
  findAll(path: string): Promise<readonly vscode.Uri[]> {
    return findAll(path, this.newLook());
  }

  /** Where a place is; undefined when no file of the workspace, or more than one, has its path. */
  async locate(place: FilePlace): Promise<vscode.Uri | vscode.Location | undefined> {
    const [uri, ...others] = await findAll(place.path, this.currentLook());
    const range = rangeOf(place);
    return uri === undefined || others.length > 0 ? undefined : range ? new vscode.Location(uri, range) : uri;
  }

  /**
   * Where a file of this path would be made.
   *
   * @returns undefined when no folder is open, or the path leads out of it
   */
  newFile(path: string): vscode.Uri | undefined {
    const [folder] = this.host.folders();
    const parsed = workspacePath(path);
    return folder && parsed && !parsed.absolute && parsed.host === undefined
      ? vscode.Uri.joinPath(folder.uri, ...parsed.segments)
      : undefined;
  }

  /**
   * Opens a file in an editor, with the place selected; where several folders have it, the person chooses.
   *
   * @param place a line that the file does not have counts as its last one
   * @returns whether the person has left the question
   * @throws UserFacingError "fileGone" when it is not in the workspace
   */
  async open(place: FilePlace): Promise<"left" | undefined> {
    const { path } = place;
    const uris = await this.findAll(path);
    if (uris.length === 0) {
      throw new UserFacingError(
        "fileGone",
        l10n.t(
          "Couldn't find {0} in the workspace. It may have been moved or deleted. Look for it in the Explorer.",
          path,
        ),
      );
    }
    const uri = await chooseFile(uris, l10n.t("Open {0}", path));
    if (uri === undefined) {
      return "left";
    }
    const selection = rangeOf(place);
    // Not as a text document: the path may be that of a picture.
    await vscode.commands.executeCommand("vscode.open", uri, selection ? { selection } : {});
    return undefined;
  }

  private currentLook(): Look {
    const { look, host } = this;
    const isFresh =
      look !== undefined && host.now() - look.began < lookLasts && keyOf(look.folders) === keyOf(host.folders());
    return isFresh ? look : (this.look = this.newLook());
  }

  private newLook(): Look {
    const { host } = this;
    const folders = host.folders();
    const read = (root: number, segments: readonly string[]): PromiseLike<[string, vscode.FileType][]> => {
      const folder = folders[root];
      return folder === undefined ? Promise.resolve([]) : host.readFolder(vscode.Uri.joinPath(folder.uri, ...segments));
    };
    return { folders, listings: new FolderListings(read), began: host.now() };
  }
}

/**
 * The only one of these files, or the one that the person picks.
 *
 * @param title what is done with it
 * @returns undefined when there is none, or the person picks none
 */
export async function chooseFile(uris: readonly vscode.Uri[], title: string): Promise<vscode.Uri | undefined> {
  if (uris.length < 2) {
    return uris[0];
  }
  const items = uris.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri, false),
    description: vscode.workspace.getWorkspaceFolder(uri)?.name ?? "",
    detail: uri.scheme === "file" ? uri.fsPath : uri.path,
    uri,
  }));
  const placeHolder = l10n.t("Several folders contain a file with this path. Choose one.");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.uri;
}

function keyOf(folders: readonly vscode.WorkspaceFolder[]): string {
  return folders.map(({ uri }) => uri.toString()).join("\n");
}

async function findAll(path: string, { folders, listings }: Look): Promise<readonly vscode.Uri[]> {
  const parsed = workspacePath(path);
  if (parsed === undefined) {
    return [];
  }
  const inFolders = await Promise.all(
    folders.map(async ({ uri, name }, index) => {
      const { scheme, authority, path } = uri;
      for (const place of placesBelow({ name, scheme, authority, path }, parsed)) {
        const found = place.length === 0 ? undefined : await listings.find(index, place);
        if (found !== undefined) {
          return [vscode.Uri.joinPath(uri, ...found)];
        }
      }
      return [];
    }),
  );
  const all = [...inFolders.flat(), ...(parsed.absolute ? openUris().filter((uri) => isAt(uri, parsed)) : [])];
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}

/** Whether a path names exactly this document. */
function isAt({ scheme, authority, path }: vscode.Uri, parsed: WorkspacePath): boolean {
  return placesBelow({ name: "", scheme, authority, path }, parsed).some(({ length }) => length === 0);
}

function rangeOf({ line, column = 1, endLine, endColumn }: FilePlace): vscode.Range | undefined {
  if (line === undefined) {
    return undefined;
  }
  const start = new vscode.Position(Math.max(line, 1) - 1, Math.max(column, 1) - 1);
  const end = endLine === undefined ? start : new vscode.Position(Math.max(endLine, 1) - 1, endOf(endColumn));
  return new vscode.Range(start, end);
}

function endOf(column: number | undefined): number {
  return column === undefined ? endOfLine : Math.max(column, 1) - 1;
}
