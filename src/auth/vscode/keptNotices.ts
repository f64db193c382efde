import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Once in a window, because the store calls it once. */
export function sayNotKept(): void {
  const message = l10n.t(
    "VS Code's secret storage didn't store your sign-in, perhaps because your system's keyring is missing or locked. You stay signed in until this window closes.",
  );
  void vscode.window.showWarningMessage(message);
}

/** At the next start. */
export function sayLost(): void {
  const message = l10n.t(
    "Your sign-in was lost when VS Code closed, because its secret storage kept it only in memory. On Linux, install a keyring such as GNOME Keyring or KWallet, then sign in again.",
  );
  void vscode.window.showWarningMessage(message);
}
