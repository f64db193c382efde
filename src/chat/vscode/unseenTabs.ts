import * as vscode from "vscode";
import { THREAD_PANEL } from "./chatViewProvider";

/**
 * Closes the editor tabs that VS Code has opened again after a reload and nobody has looked at since. The extension
 * has no hold on them: they show, and VS Code keeps, the title of a thread whose owner has signed out.
 *
 * @param seen of each tab that the extension has: every title that it has had
 */
export async function closeUnseenTabs(seen: readonly ReadonlySet<string>[]): Promise<void> {
  const rest = [...seen];
  const unseen = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    // VS Code puts words of its own before the type.
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(THREAD_PANEL))
    // Of two with the same title the one in front is not the unseen one.
    .sort((a, b) => Number(b.isActive) - Number(a.isActive))
    .filter(({ label }) => {
      const at = rest.findIndex((titles) => titles.has(label));
      if (at >= 0) {
        rest.splice(at, 1);
      }
      return at < 0;
    });
  if (unseen.length > 0) {
    await vscode.window.tabGroups.close(unseen, true);
  }
}
