import * as vscode from "vscode";
import { admission, type Candidate } from "../../chat/attachments/admission";

/** Documents that are no files of anybody's: output, our own previews, boxes to type in. */
const notFiles = new Set(["output", "agent-chat-preview", "comment", "debug", "vscode-chat-code-block", "walkThrough"]);

/** The schemes under which VS Code hands out files that a person drags or copies. */
const fileSchemes = new Set(["file", "vscode-remote", "vscode-vfs", "untitled"]);

/** The document in front, text or picture; undefined when there is none. It stays in front while the panel has focus. */
export function currentUri(): vscode.Uri | undefined {
  const editor = activeTextEditor();
  const uri = editor ? editor.document.uri : uriOfTab(vscode.window.tabGroups.activeTabGroup.activeTab, true);
  return uri && !notFiles.has(uri.scheme) ? uri : undefined;
}

/** The text editor in front; the output panel also passes for one, and is none here. */
export function activeTextEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && !notFiles.has(editor.document.uri.scheme) ? editor : undefined;
}

/** What is open in text and notebook editors of all groups, each once, the visible ones first. */
export function openUris(): readonly vscode.Uri[] {
  const tabs = allTabs();
  const sorted = [...tabs.filter(({ isActive }) => isActive), ...tabs.filter(({ isActive }) => !isActive)];
  const uris = new Map<string, vscode.Uri>();
  for (const tab of sorted) {
    const uri = uriOfTab(tab, false);
    if (uri && !notFiles.has(uri.scheme)) {
      uris.set(uri.toString(), uri);
    }
  }
  return [...uris.values()];
}

/** The open editors that go along together, and how many the rule leaves out. */
export function openEditors(): { readonly uris: readonly vscode.Uri[]; readonly leftOut: number } {
  const open = openUris();
  const uris = open.filter((uri) => admission(candidate(uri), "oneOfMany") === "take");
  return { uris, leftOut: open.length - uris.length };
}

/** A document as the rule about attaching looks at it. */
export function candidate(uri: vscode.Uri): Candidate {
  const isAtHand = vscode.workspace.getWorkspaceFolder(uri) !== undefined || isOpen(uri);
  return { path: pathLabel(uri), isAtHand };
}

/**
 * The document that was dropped or pasted as an address. `..` is taken out of it, so that an address cannot
 * lead out of a workspace folder in which it seems to lie.
 *
 * @throws TypeError for what is no address of a file that VS Code hands out
 */
export function droppedUri(address: string): vscode.Uri {
  const parsed = hostUri(vscode.Uri.parse(address, true));
  const uri = parsed.with({ path: withoutDots(parsed.path) });
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (!fileSchemes.has(uri.scheme) && !folders.some((folder) => folder.uri.scheme === uri.scheme) && !isOpen(uri)) {
    throw new TypeError(`no file: ${uri.scheme}`);
  }
  return uri;
}

/** True for what VS Code shows from a disk or a remote, or has not saved yet; not for an older version or a view. */
export function isFile(uri: vscode.Uri): boolean {
  return fileSchemes.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** True for what has a tab in any group. */
export function isOpen(uri: vscode.Uri): boolean {
  return allTabs().some((tab) => uriOfTab(tab, true)?.toString() === uri.toString());
}

function allTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

function uriOfTab(tab: vscode.Tab | undefined, custom: boolean): vscode.Uri | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    (custom && input instanceof vscode.TabInputCustom)
    ? input.uri
    : undefined;
}

/**
 * The address by which this extension host knows a document. What the workbench of a remote window hands
 * out in a drag names the remote (`vscode-remote://ssh-remote+box/a.ts`); to a host that runs there the
 * same file is `file:///a.ts`, and only under that address are its unsaved changes found.
 */
function hostUri(uri: vscode.Uri): vscode.Uri {
  const runsThere = vscode.workspace.workspaceFolders?.some((folder) => folder.uri.scheme === "file") ?? false;
  const sameRemote = uri.authority.split("+", 1)[0] === vscode.env.remoteName;
  return uri.scheme === "vscode-remote" && runsThere && sameRemote ? uri.with({ scheme: "file", authority: "" }) : uri;
}

/** Relative to the workspace, with the folder's name where there are several; a path outside as it is. */
export function pathLabel(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

/** A path without `.` and `..`, from which nothing leads above its top (RFC 3986 §5.2.4). */
function withoutDots(path: string): string {
  if (!path.startsWith("/")) {
    return path;
  }
  const kept: string[] = [];
  const names = path.split("/").slice(1);
  for (const name of names) {
    if (name === "..") {
      kept.pop();
    } else if (name !== "." && name !== "") {
      kept.push(name);
    }
  }
  const isFolder = kept.length > 0 && ["", ".", ".."].includes(names.at(-1) ?? "");
  return `/${kept.join("/")}${isFolder ? "/" : ""}`;
}

/** Last part of a document's path. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) || uri.authority || uri.toString();
}
