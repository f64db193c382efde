import * as vscode from "vscode";
import { SEVERAL_SCHEME } from "../code/changeSchemes";
import type { FileChange } from "../code/fileChange";
import { proposedText } from "../code/proposal";

/** What a document of that scheme holds: a file's text after the change, or nothing, or that a file is no text. */
type Side = "new" | "nothing" | "binary";

/** Names a set for the commands that decide on it. @param chosen the indexes of what is accepted; all when left out */
export function addressOf(id: string, chosen: readonly number[] = []): vscode.Uri {
  return vscode.Uri.from({ scheme: SEVERAL_SCHEME, path: "/", query: id, fragment: chosen.join(".") });
}

/** @see addressOf */
export function readAddress(
  which: unknown,
): { readonly id: string; readonly chosen?: ReadonlySet<number> } | undefined {
  if (!(which instanceof vscode.Uri) || which.scheme !== SEVERAL_SCHEME) {
    return undefined;
  }
  const { id } = readQuery(which);
  return which.fragment === "" ? { id } : { id, chosen: new Set(which.fragment.split(".").map(Number)) };
}

export function shownUri(id: string, { path }: vscode.Uri, index: number, side: Side): vscode.Uri {
  // The path's ending tells VS Code the language.
  return vscode.Uri.from({ scheme: SEVERAL_SCHEME, path, query: `${id}.${index}.${side}` });
}

export function readQuery({ query }: vscode.Uri): { readonly id: string; readonly index: number; readonly side: Side } {
  const [id = "", index = "", side = "nothing"] = query.split(".") as [string?, string?, Side?];
  return { id, index: Number(index), side };
}

/** One row for `vscode.changes`: the file, and what is compared. */
export function comparison(id: string, change: FileChange, index: number): readonly vscode.Uri[] {
  const { kind, uri } = change;
  const nothing = shownUri(id, uri, index, "nothing");
  const before = (kind === "delete" || kind === "move") && change.text === undefined;
  const original = before ? shownUri(id, uri, index, "binary") : uri;
  switch (kind) {
    case "edit":
      return [uri, uri, shownUri(id, uri, index, "new")];
    case "create":
      return [uri, nothing, shownUri(id, uri, index, "new")];
    case "delete":
      return [uri, original, nothing];
    case "move":
      return [change.to, original, shownUri(id, change.to, index, before ? "binary" : "new")];
  }
}

export function contentOf(change: FileChange): string {
  switch (change.kind) {
    case "edit":
      return proposedText(change.proposal);
    case "create":
      return change.text;
    case "delete":
      return "";
    case "move":
      return change.text ?? "";
  }
}

export async function close(id: string): Promise<void> {
  await vscode.window.tabGroups.close(tabsOf(id));
}

export function tabsOf(id: string): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => setIn(tab) === id);
}

/** The set that a tab shows. VS Code tells what such a tab compares, but its stable types do not say so. */
export function setIn(tab: vscode.Tab | undefined): string | undefined {
  const { textDiffs } = (tab?.input ?? {}) as { readonly textDiffs?: readonly vscode.TabInputTextDiff[] };
  const sides = textDiffs?.flatMap(({ original, modified }) => [original, modified]) ?? [];
  const shown = sides.find(({ scheme }) => scheme === SEVERAL_SCHEME);
  return shown && readQuery(shown).id;
}
