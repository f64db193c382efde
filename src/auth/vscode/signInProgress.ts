import * as l10n from "@vscode/l10n";
import { withCancellableProgress } from "./cancellableProgress";
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
  return withCancellableProgress(l10n.t("Signing in at {0}", host), async (signal, report) => {
    const listener = status.onDidChange((view) => {
      if (view !== undefined) {
        report(messageOf(view));
      }
    });
    try {
      return await task(signal);
    } finally {
      listener.dispose();
    }
  });
}

function messageOf({ hint, others }: SignInView): string {
  return others.length === 0 ? hint : `${hint} [${l10n.t("Try another way")}](command:${anotherWayCommand})`;
}
