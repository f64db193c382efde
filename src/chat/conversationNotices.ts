import * as l10n from "@vscode/l10n";
import type { Notice } from "../shared/transcript";
import { UserFacingError } from "../shared/userFacingError";

/** One run at a time for each thread: two would interleave in its storage (docs/wire.md#mastra-one-run-at-a-time). */
export function stillBusy(): UserFacingError {
  const message = l10n.t("An answer is still being written. Do this when it is complete, or press Stop.");
  return new UserFacingError("busy", message);
}

/** Somebody has deleted the question that was to be asked again. */
export function questionGone(): UserFacingError {
  const message = l10n.t(
    "This question is not in the thread any more, because another window has changed it. Send it as a new message.",
  );
  return new UserFacingError("questionGone", message);
}

/** A question could not be asked again, and the server would not take back what was deleted for it either. */
export function notPutBack(cause: unknown): UserFacingError {
  const message = l10n.t(
    "The server took neither the new question nor the old messages back, so the agent does not remember what you see from that question on. Try again.",
  );
  return new UserFacingError("notPutBack", message, ["restoreMessages"], { cause });
}

/** The window went away in the middle of an answer. */
export function reloaded(): Notice {
  return {
    message: l10n.t("The window was closed before this answer was complete. Send the message again to get all of it."),
    actions: [],
  };
}

/**
 * The stream ended without one of its proper ends.
 *
 * @param server host and port
 */
export function connectionLost(server: string): Notice {
  return {
    message: l10n.t("The connection to {0} was lost before the answer was complete. Send the message again.", server),
    actions: [],
  };
}

/** A run that the server had taken broke off. Its address was right, so to set another one would not help. */
export function brokenOff({ message, actions }: UserFacingError): Notice {
  return { message, actions: actions.filter((action) => action !== "configureServer") };
}

/** The server knows no suspended run for this decision any more (docs/wire.md#mastra-approvals-and-suspended-tools). */
export function alreadyResolved(): Notice {
  return {
    message: l10n.t("This tool call has already been decided, perhaps in another window. Send a new message to go on."),
    actions: [],
    // Whatever was approved there would be done once more.
    retry: false,
  };
}
