import * as l10n from "@vscode/l10n";
import type { ActionId } from "./transcript";

/** What stands on the button of each action, in the panel and in notifications. */
export function actionLabel(action: ActionId): string {
  const labels: Readonly<Record<ActionId, string>> = {
    signIn: l10n.t("Sign in"),
    anotherWay: l10n.t("Try another way"),
    cancelSignIn: l10n.t("Cancel"),
    copyRedirectUri: l10n.t("Copy redirect URI"),
    switchAccount: l10n.t("Use another account"),
    switchServer: l10n.t("Switch server"),
    signOut: l10n.t("Sign out"),
    configureServer: l10n.t("Configure server"),
    openServerSetting: l10n.t("Open setting"),
    openClerkSettings: l10n.t("Open Clerk settings"),
    selectAgent: l10n.t("Choose another agent"),
    showLog: l10n.t("Show log"),
    pasteToken: l10n.t("Paste a token"),
    retryConnection: l10n.t("Try again"),
    reloadWindow: l10n.t("Reload window"),
    trustWorkspace: l10n.t("Manage workspace trust"),
    newThread: l10n.t("New thread"),
    showThreads: l10n.t("Show threads"),
    retryTurn: l10n.t("Try again"),
    restoreMessages: l10n.t("Try again"),
  };
  return labels[action];
}
