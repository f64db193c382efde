import * as vscode from "vscode";
import type { Chat } from "../chat/chat";
import type { Actions } from "../editor/actions";
import type { ChatLook } from "../editor/chatLook";
import type { CurrentFile } from "../editor/currentFile";
import type { ErrorReporter } from "../editor/errorReporter";
import type { LazyModelProvider } from "../editor/languageModel/lazyModelProvider";
import type { LazyMcpServers } from "../editor/mcp/lazyMcpServers";
import { SignInNotices } from "../editor/signInNotices";
import type { Account } from "../shared/account";
import type { Session } from "./createSession";

const BY_COMMAND = vscode.TextEditorSelectionChangeKind.Command;

/** A person goes on in an editor: moved by hand; what a command of VS Code selects has another kind, or none. */
export function onWentOn(listener: () => void): vscode.Disposable {
  return vscode.window.onDidChangeTextEditorSelection(({ kind = BY_COMMAND }) => {
    if (kind !== BY_COMMAND) {
      listener();
    }
  });
}

/**
 * Closes the tabs that would tell of somebody who signs out, see `closeUnseenTabs`.
 *
 * @param left the sign-out, which has begun: nothing must be written while files are being deleted
 * @param seen the titles of the tabs that the extension has
 */
export async function closeTabsAsWell(left: Promise<void>, seen: readonly ReadonlySet<string>[] = []): Promise<void> {
  const closed = import("../chat/vscode/unseenTabs").then(({ closeUnseenTabs }) => closeUnseenTabs(seen));
  // A tab that stays open must not keep the sign-out from being carried out.
  await Promise.allSettled([left, closed]);
  await Promise.all([left, closed]);
}

export interface FollowDependencies extends Pick<Session, "settings" | "auth"> {
  readonly chat: Chat;
  readonly look: ChatLook;
  readonly currentFile: CurrentFile;
  readonly actions: Actions;
  readonly reporter: ErrorReporter;
  readonly models: Pick<LazyModelProvider, "fireChanged">;
  readonly mcp: Pick<LazyMcpServers, "fireChanged">;
  /** Nothing of an account is left in this window. @param keepFiles as `OwnerSessions.signedOut` */
  readonly signedOut: (account: Account, keepFiles: boolean) => Promise<void>;
}

/** Keeps the chat in step with the settings, the account, the window and the workspace's trust. */
export function followWindow(deps: FollowDependencies): readonly vscode.Disposable[] {
  const { actions, auth, chat, currentFile, look, mcp, models, reporter, settings, signedOut } = deps;
  const { controller, places } = chat;
  const signInNotices = new SignInNotices(places, (action) => actions.run(action));
  const environmentChanged = (): void => {
    void reporter.guard("looking at the server", () => controller.environmentChanged());
    models.fireChanged();
    mcp.fireChanged();
  };
  const settingsChanged = (): void => {
    places.showNotice(undefined);
    environmentChanged();
  };
  return [
    look.onDidChange(() => places.sendState()),
    currentFile.onDidChange(() => places.sendState()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        places.lookAgain();
      }
    }),
    settings.onDidChange(settingsChanged),
    settings.onDidChangeAgent(settingsChanged),
    auth.onDidRemoveAccounts((accounts) => {
      for (const account of accounts) {
        void reporter.guard("closing the conversations", () => signedOut(account, true));
      }
    }),
    auth.onDidSignOut((account) => void reporter.guard("deleting the conversations", () => signedOut(account, false))),
    auth.onDidChangeAccount(environmentChanged),
    auth.onDidManageServers(() => mcp.fireChanged()),
    auth.onDidChangeSignIn((view) => signInNotices.update(view)),
    vscode.workspace.onDidGrantWorkspaceTrust(environmentChanged),
  ];
}
