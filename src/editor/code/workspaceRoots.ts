import type { WorkspacePath } from "./workspacePath";

/** A workspace folder: its name, and the parts of its URI that say where it is. */
export interface WorkspaceRoot {
  readonly name: string;
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/**
 * Where below a root a path may point, in order. Goes by the root's URI and not by the computer that this runs
 * on: the same path is one of Windows in one window and one of a remote computer in another.
 *
 * @returns the segments below the root; none of them for the root itself
 */
export function placesBelow(root: WorkspaceRoot, path: WorkspacePath): readonly (readonly string[])[] {
  if (!path.absolute) {
    const [first, ...rest] = path.segments;
    return first === root.name && rest.length > 0 ? [path.segments, rest] : [path.segments];
  }
  return spellings(path).flatMap((spelling) => {
    const below = liesOn(root, spelling) ? segmentsBelow(root, spelling.segments) : undefined;
    return below === undefined ? [] : [below];
  });
}

interface Spelling {
  /** The computer that a UNC path names. */
  readonly host?: string | undefined;
  /** The Linux distribution that has the file, for a path as it is called inside of one. */
  readonly distribution?: string | undefined;
  readonly segments: readonly string[];
}

/** A file has one name in Windows, one in WSL and one in Git Bash, and an agent may run in any of them. */
function spellings({ host, segments }: WorkspacePath): readonly Spelling[] {
  const [first = "", second = "", ...rest] = segments;
  if (host !== undefined) {
    const inside: Spelling = { distribution: first, segments: segments.slice(1) };
    return isWsl(host) ? [{ host, segments }, inside] : [{ host, segments }];
  }
  const drive = /^([a-z]):$/.exec(first)?.[1];
  if (drive !== undefined) {
    return [{ segments }, { segments: ["mnt", drive, ...segments.slice(1)] }];
  }
  if (first === "mnt" && isLetter(second)) {
    return [{ segments }, { segments: [`${second.toLowerCase()}:`, ...rest] }];
  }
  return isLetter(first)
    ? [{ segments }, { segments: [`${first.toLowerCase()}:`, ...segments.slice(1)] }]
    : [{ segments }];
}

function liesOn(root: WorkspaceRoot, { host, distribution }: Spelling): boolean {
  const authority = root.authority.toLowerCase();
  if (host !== undefined) {
    return root.scheme === "file" && (authority === host || (isWsl(authority) && isWsl(host)));
  }
  // In WSL itself the folder is an ordinary one (`file`), or says in which distribution it is.
  const isThere = distribution === undefined || authority === "" || authority === `wsl+${distribution.toLowerCase()}`;
  return isThere && (root.scheme !== "file" || authority === "");
}

function segmentsBelow(root: WorkspaceRoot, segments: readonly string[]): readonly string[] | undefined {
  const start = root.path.split("/").filter((segment) => segment !== "");
  const ignoresCase = /^[a-z]:$/i.test(start[0] ?? "") || (root.scheme === "file" && root.authority !== "");
  const fold = (segment: string | undefined): string => (ignoresCase ? segment?.toLowerCase() : segment) ?? "";
  return start.every((segment, index) => fold(segment) === fold(segments[index]))
    ? segments.slice(start.length)
    : undefined;
}

function isWsl(host: string): boolean {
  return host === "wsl$" || host === "wsl.localhost";
}

function isLetter(text: string): boolean {
  return /^[a-z]$/i.test(text);
}
