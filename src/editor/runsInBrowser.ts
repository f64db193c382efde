import * as vscode from "vscode";

/**
 * Whether extensions run in a browser (vscode.dev, github.dev), where there are no terminals, no git and no files by
 * their path. In Codespaces, tunnels and code-server the window is a browser's, and extensions run on a computer.
 */
export function runsInBrowser(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web && vscode.env.remoteName === undefined;
}
