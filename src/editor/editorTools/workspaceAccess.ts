import { lstat, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { admission } from "../../chat/attachments/admission";
import { workspacePath } from "../code/workspacePath";
import { placesBelow } from "../code/workspaceRoots";
import type { EditorTool } from "./editorTool";
import { isExcluded } from "./globs";
import { ToolRefusal } from "./toolRefusal";

/** A folder of the workspace. */
export interface AccessRoot {
  readonly name: string;
  /** On this computer's disk. */
  readonly fsPath: string;
  /** `files.exclude`. */
  readonly excludes: readonly string[];
}

/** The window, as far as these rules look at it. */
export interface AccessHost {
  readonly isTrusted: () => boolean;
  /** Folders on the disk only. */
  readonly roots: () => readonly AccessRoot[];
  /** Which of these paths, relative to a folder, `.gitignore` leaves out. */
  readonly ignored: (folder: string, paths: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A place that an agent may use. */
export interface AllowedPlace {
  /**
   * As VS Code names it: the folder as it was opened, which may be a link and has a small drive letter on Windows, and
   * below it the file system's own names, without links.
   */
  readonly fsPath: string;
  /** For people and agents: relative to the folder, with its name in front where there are several. */
  readonly label: string;
  /** Relative to `root`, with `/`; empty for the folder itself. */
  readonly path: string;
  readonly root: AccessRoot;
}

/** One of several places. */
export interface VisiblePlace extends AllowedPlace {
  /** The path by which it was asked for. */
  readonly given: string;
}

/** A folder of the workspace, by its name on the disk. */
interface RealRoot extends AccessRoot {
  /** Its `fsPath` in VS Code. */
  readonly opened: string;
  /** In front of the paths of its files, for people and agents. */
  readonly label: string;
}

/**
 * Which files agents may use: those inside of the workspace's folders, wherever links lead, and of those neither
 * what `files.exclude` or `.gitignore` leave out nor what may hold secrets, unless the person has named that file.
 * Nothing at all in a workspace that is not trusted.
 */
export class WorkspaceAccess {
  constructor(private readonly host: AccessHost) {}

  /** @throws ToolRefusal in a workspace that is not trusted, or without a folder on this computer */
  roots(): readonly AccessRoot[] {
    if (!this.host.isTrusted()) {
      throw new ToolRefusal("The user has not trusted this workspace, so nothing in it may be used.");
    }
    const roots = this.host.roots();
    if (roots.length === 0) {
      throw new ToolRefusal("No folder of this computer is open.");
    }
    return roots;
  }

  /**
   * A file or folder that is there.
   *
   * @param path as the agent wrote it; empty for the workspace itself, if it is one folder
   * @param said what the person has written; a file that is named there may hold secrets
   * @throws ToolRefusal
   */
  async existing(path: string, said: string): Promise<AllowedPlace> {
    for (const candidate of await this.candidates(path)) {
      const real = await realpath(candidate).catch(() => undefined);
      if (real !== undefined) {
        return this.allowed(real, path, said);
      }
    }
    throw new ToolRefusal(`${path} is not in the workspace.`);
  }

  /**
   * A file that is there and is nothing but a file.
   *
   * @returns with its size in bytes
   * @throws ToolRefusal
   */
  async file(path: string, said: string): Promise<AllowedPlace & { readonly bytes: number }> {
    const place = await this.existing(path, said);
    const found = await stat(place.fsPath);
    if (!found.isFile()) {
      throw new ToolRefusal(
        found.isDirectory() ? `${path} is a folder.` : `${path} is no ordinary file but a device, a pipe or a socket.`,
      );
    }
    return { ...place, bytes: found.size };
  }

  /** A file that is to be made. @throws ToolRefusal also when there is something of that name already */
  async fresh(path: string, said: string): Promise<AllowedPlace> {
    const [first] = await this.candidates(path);
    const candidate = this.belowNamed(path) ?? first;
    if (candidate === undefined) {
      throw new ToolRefusal(`${path} is not in the workspace.`);
    }
    // A link that leads nowhere is something, too.
    if (await lstat(candidate).catch(() => undefined)) {
      throw new ToolRefusal(`${path} exists already.`);
    }
    let there = dirname(candidate);
    let real = await realpath(there).catch(() => undefined);
    while (real === undefined && dirname(there) !== there) {
      there = dirname(there);
      real = await realpath(there).catch(() => undefined);
    }
    return this.allowed(join(real ?? there, relative(there, candidate)), path, said);
  }

  /**
   * The places among these that an agent may know of, in their order; none of those with secrets.
   *
   * @param paths on the disk
   */
  async visible(paths: readonly string[]): Promise<readonly VisiblePlace[]> {
    const folders = new Map<string, string | undefined>();
    const places: VisiblePlace[] = [];
    const roots = await this.realRoots();
    for (const path of paths) {
      const folder = dirname(path);
      if (!folders.has(folder)) {
        folders.set(folder, await realpath(folder).catch(() => undefined));
      }
      const real = folders.get(folder);
      const place = real === undefined ? undefined : placeIn(roots, join(real, path.slice(folder.length)));
      if (place && !isExcluded(place.path, place.root.excludes) && !mayHoldSecrets(place.path)) {
        places.push({ ...place, given: path });
      }
    }
    const hidden = new Set<VisiblePlace>();
    for (const root of roots) {
      const inside = places.filter((place) => place.root === root && place.path !== "");
      const ignored =
        inside.length === 0
          ? []
          : await this.host.ignored(
              root.fsPath,
              inside.map(({ path }) => path),
            );
      const names = new Set(ignored);
      inside.filter(({ path }) => names.has(path)).forEach((place) => hidden.add(place));
    }
    return places.filter((place) => !hidden.has(place));
  }

  /** What agents and people call a place on the disk; undefined outside of the workspace. */
  async label(fsPath: string): Promise<string | undefined> {
    const real = await realpath(fsPath).catch(() => undefined);
    return real === undefined ? undefined : placeIn(await this.realRoots(), real)?.label;
  }

  /** Where a path may point to, by its words alone; a folder that is opened through a link has two names. */
  private async candidates(path: string): Promise<readonly string[]> {
    const opened = this.roots();
    if (/^\.?\/?$/.test(path.trim())) {
      return opened.length === 1 ? opened.map(({ fsPath }) => fsPath) : [];
    }
    const known = new Set(opened.map(({ fsPath }) => fsPath));
    const roots = [...opened, ...(await this.realRoots()).filter(({ fsPath }) => !known.has(fsPath))];
    const parsed = workspacePath(path);
    if (parsed === undefined) {
      throw new ToolRefusal(`${path.slice(0, 300)} is not in the workspace: name a path below a workspace folder.`);
    }
    return roots.flatMap(({ name, fsPath }) =>
      placesBelow({ name, scheme: "file", authority: "", path: fsPath.split(sep).join("/") }, parsed).map((place) =>
        join(fsPath, ...place),
      ),
    );
  }

  /** The place below the folder that the path begins with, where several are open: so they are called in answers. */
  private belowNamed(path: string): string | undefined {
    const parsed = workspacePath(path);
    const roots = this.roots();
    if (parsed === undefined || parsed.absolute || roots.length < 2) {
      return undefined;
    }
    const [name, ...rest] = parsed.segments;
    const root = rest.length > 0 ? roots.find((each) => each.name === name) : undefined;
    return root && join(root.fsPath, ...rest);
  }

  private async allowed(real: string, path: string, said: string): Promise<AllowedPlace> {
    const place = placeIn(await this.realRoots(), real);
    if (place === undefined) {
      throw new ToolRefusal(`${path} leads out of the workspace.`);
    }
    if (place.path !== "") {
      const { root } = place;
      if (isExcluded(place.path, root.excludes)) {
        throw new ToolRefusal(`${path} is left out by the setting files.exclude.`);
      }
      if ((await this.host.ignored(root.fsPath, [place.path])).has(place.path)) {
        throw new ToolRefusal(`${path} is left out by .gitignore.`);
      }
      if (mayHoldSecrets(place.path) && !names(said, place.path)) {
        throw new ToolRefusal(`${path} may hold secrets. It may be used only if the user names it.`);
      }
    }
    return place;
  }

  private async realRoots(): Promise<readonly RealRoot[]> {
    const roots = this.roots();
    return Promise.all(
      roots.map(async (root) => ({
        ...root,
        fsPath: await realpath(root.fsPath),
        opened: root.fsPath,
        label: roots.length > 1 ? `${root.name}/` : "",
      })),
    );
  }
}

/** @param real without links, in the file system's own spelling */
function placeIn(roots: readonly RealRoot[], real: string): AllowedPlace | undefined {
  for (const root of roots) {
    const inside = relative(root.fsPath, real);
    if (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) {
      const path = inside.split(sep).join("/");
      return { fsPath: join(root.opened, inside), label: `${root.label}${path}` || root.name, path, root };
    }
  }
  return undefined;
}

function mayHoldSecrets(path: string): boolean {
  return admission({ path, isAtHand: true }, "oneOfMany") === "leaveOut";
}

/** Whether the person has written the file's name as a word of its own. */
function names(said: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return said.split(/[\s"'`()[\]{}<>,;:!?]+/).some((word) => {
    const bare = word.replaceAll("\\", "/").replace(/\.$/, "");
    return bare === name || bare.endsWith(`/${name}`);
  });
}

/** The check of tools whose argument `path` names a file that is there and may be used. */
export function namesFile(access: Pick<WorkspaceAccess, "file">): NonNullable<EditorTool["check"]> {
  return async (args, { said }) => {
    await access.file(args.text("path"), said);
  };
}
