import * as l10n from "@vscode/l10n";
import type { ActionId, Notice } from "./transcript";

/**
 * An error that a person may see as it is: its message is one plain, translated sentence or two
 * (what happened, why, what to do next) and holds no token, query string or stack of a server.
 */
export class UserFacingError extends Error {
  /** @param kind a word for tests and the log, such as `"unauthorized"` */
  constructor(
    readonly kind: string,
    message: string,
    readonly actions: readonly ActionId[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "UserFacingError";
  }

  get notice(): Notice {
    return { message: this.message, actions: this.actions };
  }
}

/** What a person reads about any error: its own sentence, or that it is ours. */
export function noticeOf(error: unknown): Notice {
  return error instanceof UserFacingError
    ? error.notice
    : {
        message: l10n.t("Something went wrong in Agent Chat. Try again, or see the log for details."),
        actions: ["showLog"],
      };
}

/** True for what a cancelled operation throws, which is no error to a person. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}
