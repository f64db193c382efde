import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/**
 * Runs a sign-in behind a notification with a Cancel button.
 *
 * @param host the Clerk instance's host, for people to read
 * @param task gets a signal that aborts when the person cancels
 */
export function withSignInProgress<T>(host: string, task: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Signing in at {0}: finish in your browser…", host),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await task(controller.signal);
    } finally {
      listener.dispose();
    }
  });
}
