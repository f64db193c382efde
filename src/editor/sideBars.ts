import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { CHAT_VIEW_ID } from "../chat/vscode/chatViewProvider";
import { UserFacingError } from "../shared/userFacingError";

/** The containers of package.json, by the ids that VS Code makes of theirs. */
const CONTAINERS = {
  primary: "workbench.view.extension.agentChat",
  secondary: "workbench.view.extension.agentChatSecondary",
} as const;

/**
 * Moves the chat into a side bar, and opens it there. VS Code keeps the place over reloads, also where a person has
 * dragged the chat; the conversation and what is typed come back from the extension host.
 *
 * @throws UserFacingError "noSecondarySideBar" where VS Code takes no views of extensions there (before 1.106)
 */
export async function moveToSideBar(bar: keyof typeof CONTAINERS): Promise<void> {
  const destinationId = CONTAINERS[bar];
  // Where there is no such container, moving does nothing and says nothing.
  const commands = await vscode.commands.getCommands(true);
  if (!commands.includes(destinationId)) {
    throw new UserFacingError(
      "noSecondarySideBar",
      l10n.t(
        "This version of VS Code can't move the chat by a command. Drag its icon from the activity bar to the Secondary Side Bar.",
      ),
    );
  }
  await vscode.commands.executeCommand("vscode.moveViews", { viewIds: [CHAT_VIEW_ID], destinationId });
  await vscode.commands.executeCommand(`${CHAT_VIEW_ID}.focus`);
}
