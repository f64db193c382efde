import { deepStrictEqual, ok } from "node:assert/strict";
import { workspacePath } from "../../../../src/editor/code/workspacePath";
import { placesBelow, type WorkspaceRoot } from "../../../../src/editor/code/workspaceRoots";

const root = (path: string, scheme = "file", authority = ""): WorkspaceRoot => ({ name: "w", scheme, authority, path });

const linux = root("/home/me/w");
const windows = root("/c:/src");
const ssh = root("/home/me/w", "vscode-remote", "ssh-remote+box");
const wsl = root("/home/me/w", "vscode-remote", "wsl+Ubuntu");
const wslShare = root("/Ubuntu/home/me/w", "file", "wsl.localhost");
const mounted = root("/mnt/c/src");

/** Where it points, each place as one text. */
function places(folder: WorkspaceRoot, path: string): readonly string[] {
  const parsed = workspacePath(path);
  ok(parsed, path);
  return placesBelow(folder, parsed).map((segments) => segments.join("/"));
}

describe("placesBelow", () => {
  const inside: readonly (readonly [string, WorkspaceRoot, ...string[]])[] = [
    ["src/a.ts", linux, "src/a.ts"],
    ["w/a.ts", linux, "w/a.ts", "a.ts"],
    ["/home/me/w/a.ts", linux, "a.ts"],
    ["/home/me/w/a.ts", ssh, "a.ts"],
    ["/home/me/w", linux, ""],
    ["C:\\src\\lib\\a.ts", windows, "lib/a.ts"],
    ["c:/SRC/lib/a.ts", windows, "lib/a.ts"],
    ["/mnt/c/src/a.ts", windows, "a.ts"],
    ["/c/src/a.ts", windows, "a.ts"],
    ["c:\\src\\a.ts", mounted, "a.ts"],
    ["\\\\wsl$\\Ubuntu\\home\\me\\w\\a.ts", linux, "a.ts"],
    ["\\\\wsl.localhost\\Ubuntu\\home\\me\\w\\a.ts", wsl, "a.ts"],
    ["\\\\wsl$\\Ubuntu\\home\\me\\w\\a.ts", wslShare, "a.ts"],
    ["\\\\Server\\share\\a.ts", root("/share", "file", "server"), "a.ts"],
    ["/owner/repo/a.ts", root("/owner/repo", "vscode-vfs", "github"), "a.ts"],
    ["/a.ts", root("/"), "a.ts"],
  ];
  for (const [path, folder, ...expected] of inside) {
    it(`finds ${path} in ${folder.scheme}://${folder.authority}${folder.path}`, () =>
      deepStrictEqual(places(folder, path), expected));
  }

  const outside: readonly (readonly [string, WorkspaceRoot])[] = [
    ["/home/me/other/a.ts", linux],
    ["/home/ME/w/a.ts", linux],
    ["/home/me/web/a.ts", linux],
    ["/home", linux],
    ["d:\\src\\a.ts", windows],
    ["/src/a.ts", windows],
    ["\\\\server\\home\\me\\w\\a.ts", linux],
    ["\\\\evil\\share\\a.ts", root("/share", "file", "server")],
    ["/share/a.ts", root("/share", "file", "server")],
    ["\\\\wsl$\\Debian\\home\\me\\w\\a.ts", wsl],
    ["\\\\wsl$\\Ubuntu\\home\\me\\w\\a.ts", ssh],
  ];
  for (const [path, folder] of outside) {
    it(`does not find ${path} in ${folder.scheme}://${folder.authority}${folder.path}`, () =>
      deepStrictEqual(places(folder, path), []));
  }
});
