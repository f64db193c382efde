import * as l10n from "@vscode/l10n";
import { isPassing } from "../agents/requestErrors";
import { formatNumber, plural } from "../shared/formats";
import type { Notice } from "../shared/transcript";
import { UserFacingError } from "../shared/userFacingError";

/** One run at a time for each thread: two would interleave in its storage (docs/wire.md#mastra-one-run-at-a-time). */
export function stillBusy(): UserFacingError {
  const message = l10n.t("Wait for the response to finish, or select Stop.");
  return new UserFacingError("busy", message);
}

/** Somebody has deleted the question that was to be asked again. */
export function questionGone(): UserFacingError {
  const message = l10n.t(
    "This message is no longer in the thread, because another window changed it. Send it as a new message.",
  );
  return new UserFacingError("questionGone", message);
}

/** A question could not be asked again, and the server would not take back what was deleted for it either. */
export function notPutBack(cause: unknown): UserFacingError {
  const message = l10n.t(
    "The server accepted neither the new message nor the old ones again, so the agent doesn't remember what you see from that message on. Try again.",
  );
  return new UserFacingError("notPutBack", message, ["restoreMessages"], { cause });
}

/** The window went away in the middle of an answer. */
export function reloaded(): Notice {
  return {
    message: l10n.t("The window closed before this response was complete. Send the message again to get all of it."),
    actions: [],
  };
}

/**
 * The connection is lost over which a response came that was begun elsewhere, and which may go on without us.
 *
 * @param server host and port
 */
export function mirrorLost(server: string): Notice {
  return {
    message: l10n.t("Lost the connection to {0}. The response shows here again when the connection is back.", server),
    actions: [],
    retry: false,
  };
}

/**
 * A run that the server had taken broke off, or its stream ended without one of its proper ends.
 *
 * @param server host and port
 * @param error with which it did, if there was one
 * @param isKept whether it goes on on the server
 */
export function lostResponse(server: string, error: unknown, isKept: boolean): Notice {
  if (isKept && isPassing(error)) {
    // Where it ends meanwhile or is lost, it can be tried again.
    return { message: mirrorLost(server).message, actions: [] };
  }
  if (error instanceof UserFacingError) {
    // Its address was right, so to set another one would not help.
    return { message: error.message, actions: error.actions.filter((action) => action !== "configureServer") };
  }
  return {
    message: l10n.t("Lost the connection to {0} before the response was complete. Send the message again.", server),
    actions: [],
  };
}

/** The server knows no suspended run for this decision any more (docs/wire.md#mastra-approvals-and-suspended-tools). */
export function alreadyResolved(): Notice {
  return {
    message: l10n.t(
      "This tool call was already approved or declined, perhaps in another window. Send a new message to continue.",
    ),
    actions: [],
    // Whatever was approved there would be done once more.
    retry: false,
  };
}

/** Threads that somebody deleted and then signed out of are still there. */
export function deletesKept(count: number): Notice {
  return {
    message: plural(
      count,
      l10n.t(
        "The thread you deleted was kept on the server, because you signed out first. You'll find it when you sign in again.",
      ),
      l10n.t(
        "The {0} threads you deleted were kept on the server, because you signed out first. You'll find them when you sign in again.",
        formatNumber(count),
      ),
    ),
    actions: [],
  };
}

/** An editor tab has the thread of somebody who is not there. */
export function othersThread(): Notice {
  return {
    message: l10n.t("This thread belongs to another account or server. Switch to that one to see it."),
    actions: ["switchAccount", "switchServer"],
    severity: "warning",
  };
}
