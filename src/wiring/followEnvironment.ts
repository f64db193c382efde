import * as vscode from "vscode";
import type { Auth } from "../auth/vscode/auth";
import type { Chat } from "../chat/vscode/createChat";
import type { Actions } from "../editor/actions";
import type { ChatLook } from "../editor/chatLook";
import type { ErrorReporter } from "../editor/errorReporter";
import type { Settings } from "../editor/settings";
import { SignInNotices } from "../editor/signInNotices";
import { accountKey } from "../shared/owner";

/** Who changes, and who has to hear of it. */
export interface EnvironmentParts extends Pick<Chat, "chat" | "desk"> {
  readonly look: ChatLook;
  readonly settings: Settings;
  readonly auth: Auth;
  readonly reporter: ErrorReporter;
  readonly actions: Actions;
}

/** Keeps the chat in step with the settings, the account, the window and the workspace's trust. */
export function followEnvironment(parts: EnvironmentParts): readonly vscode.Disposable[] {
  const { chat, desk, look, settings, auth, reporter, actions } = parts;
  const signInNotices = new SignInNotices(chat, (action) => actions.run(action));
  const environmentChanged = (): void => void reporter.guard("looking at the server", () => chat.environmentChanged());
  return [
    look.onDidChange(() => chat.sendState()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // What was asked in another window or on another machine meanwhile.
      if (focused && chat.isVisible) {
        void reporter.guard("reading the thread", () => desk.sync());
      }
    }),
    settings.onDidChange(() => {
      chat.showNotice(undefined);
      environmentChanged();
    }),
    settings.onDidChangeAgent(() => {
      chat.showNotice(undefined);
      environmentChanged();
    }),
    auth.onDidChangeAccount(environmentChanged),
    auth.onDidSignOut(
      (signedOut) => void reporter.guard("clearing the conversation", () => chat.forget(accountKey(signedOut))),
    ),
    auth.onDidChangeSignIn((view) => signInNotices.update(view)),
    vscode.workspace.onDidGrantWorkspaceTrust(environmentChanged),
  ];
}
