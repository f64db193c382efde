import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SignInStatus, SignInView } from "./signInStatus";

/** Runs by the link in the notification; not in the palette, because it means something only during a sign-in. */
export const anotherWayCommand = "_agentChat.anotherWay";

/**
 * Runs a sign-in behind a notification that says what to do next, with Cancel and "Try another way".
 *
 * @param host of the Clerk instance, for people to read
 */
export function withSignInProgress<T>(
  host: string,
  status: SignInStatus,
  task: (signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Signing in at {0}", host),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const listeners = vscode.Disposable.from(
      token.onCancellationRequested(() => {
        controller.abort();
      }),
      status.onDidChange((view) => {
        if (view !== undefined) {
          progress.report({ message: messageOf(view) });
        }
      }),
    );
    try {
      return await task(controller.signal);
    } finally {
      listeners.dispose();
    }
  });
}

function messageOf({ hint, others }: SignInView): string {
  return others.length === 0 ? hint : `${hint} [${l10n.t("Try another way")}](command:${anotherWayCommand})`;
}
