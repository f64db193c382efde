import * as vscode from "vscode";
import { runsInBrowser } from "../runsInBrowser";

/** Milliseconds: in a browser some file systems have no search, and then VS Code never answers. */
const LONGEST_IN_BROWSER = 10_000;

/**
 * Files of the workspace, as `workspace.findFiles` has them; none where nothing can be searched.
 *
 * @param exclude a glob
 * @param most so many at most
 */
export async function foundFiles(
  pattern: vscode.RelativePattern,
  exclude: string | undefined,
  most: number,
): Promise<readonly vscode.Uri[]> {
  if (!runsInBrowser()) {
    return vscode.workspace.findFiles(pattern, exclude, most);
  }
  const ending = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => ending.cancel(), LONGEST_IN_BROWSER);
  try {
    return await vscode.workspace.findFiles(pattern, exclude, most, ending.token);
  } finally {
    clearTimeout(timer);
    ending.dispose();
  }
}
