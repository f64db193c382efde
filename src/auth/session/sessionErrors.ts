import * as l10n from "@vscode/l10n";
import { formatDateTime } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkSession } from "./clerkSession";

/** Nobody is signed in. */
export function notSignedIn(): UserFacingError {
  const message = l10n.t("You aren't signed in. Sign in to chat with the agents.");
  return new UserFacingError("notSignedIn", message, ["signIn"]);
}

/** Clerk does not renew the session any more. */
export function sessionEnded(): UserFacingError {
  const message = l10n.t("Your session has ended. Sign in again to continue.");
  return new UserFacingError("sessionEnded", message, ["signIn"]);
}

/**
 * A pasted token is over; it cannot be renewed.
 *
 * @param expiresAt milliseconds since the epoch
 */
export function expiredToken(expiresAt: number): UserFacingError {
  const message = l10n.t(
    "The token you pasted expired at {0}. Paste a new one, or sign in.",
    formatDateTime(expiresAt),
  );
  return new UserFacingError("tokenExpired", message, ["pasteToken", "signIn"]);
}

/**
 * Clerk was reached and refuses for a reason that waiting does not mend, such as an OAuth application
 * that is gone. The session is kept: only `invalid_grant` ends one.
 *
 * @returns undefined when the cause is another one, such as the network
 */
export function refusedRefresh({ issuer, clientId }: ClerkSession, cause: unknown): UserFacingError | undefined {
  const status = statusOf(cause);
  if (status < 400 || status >= 500 || status === 429) {
    return undefined;
  }
  const message = l10n.t(
    "Clerk at {0} refuses to renew your sign-in for the client ID {1}. Compare it with the OAuth application in the Clerk Dashboard, or sign in again.",
    new URL(issuer).host,
    clientId,
  );
  return new UserFacingError("refreshRefused", message, ["openClerkSettings", "signIn"], { cause });
}

/** What a person reads while a session cannot be renewed; it is kept. */
export function offline(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "Couldn't renew your sign-in, because Clerk at {0} couldn't be reached. You are still signed in. Try again when you are back online.",
    new URL(issuer).host,
  );
  return new UserFacingError("offline", message, ["retryConnection", "showLog"], { cause });
}

/** Clerk made an opaque `oat_…` token, which MastraAuthClerk cannot read (docs/wire.md#clerk-access-tokens). */
export function opaqueToken(): UserFacingError {
  const message = l10n.t(
    "Clerk issued an opaque access token (oat_…), which a Mastra server can't check. Ask the owner of the Clerk instance to turn on “Generate access tokens as JWTs” in the Clerk Dashboard (OAuth applications → Settings), then sign in again.",
  );
  return new UserFacingError("opaqueToken", message, ["signIn", "pasteToken"]);
}

/** What another window stored is sealed with a key that was made after this window had read its secrets. */
export class MadeAfterOpening extends Error {
  constructor() {
    super("The key was made after this window opened.");
    this.name = "MadeAfterOpening";
  }
}

/** The storage of secrets does not answer; what it holds is kept. */
export function storageFailed(cause: unknown): UserFacingError {
  if (cause instanceof MadeAfterOpening) {
    const message = l10n.t(
      "You signed in in another window after this one opened. Reload this window to use that sign-in.",
    );
    return new UserFacingError("storageFailed", message, ["reloadWindow", "showLog"], { cause });
  }
  const message = l10n.t(
    "Couldn't read your sign-in, because VS Code's secret storage didn't respond. Check that your system's keyring is unlocked, then try again.",
  );
  return new UserFacingError("storageFailed", message, ["retryConnection", "showLog"], { cause });
}

// By its shape: to ask for the protocol library's classes would load it for people who only look who is signed in.
function statusOf(cause: unknown): number {
  return cause instanceof Error && "status" in cause && typeof cause.status === "number" ? cause.status : 0;
}
