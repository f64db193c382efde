import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { OAuthError } from "../clerk/oauthError";

/** What the sentences about a failed sign-in name. */
export interface SignInContext {
  readonly instance: ClerkInstance;
  readonly redirectUri: string;
}

/** The instance could not be reached, or is out of order. */
export function unreachable(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "Clerk at {0} could not be reached. Check your internet connection and the Clerk settings, then sign in again.",
    new URL(issuer).host,
  );
  return new UserFacingError("offline", message, ["signIn", "openClerkSettings", "showLog"], { cause });
}

/** The answer is signed by somebody else, meant for somebody else, or not what was asked for. */
export function untrustedAnswer(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "The sign-in was stopped, because the answer could not be verified as one of {0} for this sign-in. Sign in again; if it happens again, check the Clerk settings.",
    new URL(issuer).host,
  );
  return new UserFacingError("idTokenInvalid", message, ["signIn", "openClerkSettings", "showLog"], { cause });
}

/** Clerk made an opaque `oat_…` token, which MastraAuthClerk cannot read (facts/clerk.md §1 and §2). */
export function opaqueToken(): UserFacingError {
  const message = l10n.t(
    "Clerk issued an opaque access token (oat_…), which a Mastra server cannot check. Ask the owner of the Clerk instance to turn on “Generate access tokens as JWTs” in the Clerk Dashboard (OAuth applications → Settings), then sign in again.",
  );
  return new UserFacingError("opaqueToken", message, ["signIn", "pasteToken"]);
}

/** There is no browser, or the system did not let it open. */
export function browserNotOpened(): UserFacingError {
  const message = l10n.t("The browser could not be opened for the sign-in. Check the system's default browser, or paste a token.");
  return new UserFacingError("browserNotOpened", message, ["signIn", "pasteToken"]);
}

/** Nobody came back from the browser: Clerk shows a redirect mismatch on its own page and never returns. */
export function signInTimedOut(redirectUri: string): UserFacingError {
  const message = l10n.t(
    "The sign-in was not finished in the browser within five minutes. If Clerk complained about the redirect URI, its owner must register exactly {0} in the OAuth application. Then sign in again.",
    redirectUri,
  );
  return new UserFacingError("timedOut", message, ["signIn", "pasteToken"]);
}

/** A token is over, or not valid yet, right after it was made. */
export function clockWrong(cause: unknown): UserFacingError {
  const message = l10n.t(
    "The sign-in was stopped, because the clock of this computer and Clerk's differ. Correct the date and time, then sign in again.",
  );
  return new UserFacingError("clockWrong", message, ["signIn"], { cause });
}

/** The authorization server said no (RFC 6749 §4.1.2.1 and §5.2). Its own description stays off the screen. */
export function refused({ code, description }: OAuthError, context: SignInContext, cause: unknown): UserFacingError {
  const { issuer, clientId } = context.instance;
  const host = new URL(issuer).host;
  switch (code) {
    case "access_denied":
      return new UserFacingError("accessDenied", l10n.t("You are not signed in, because access was not allowed."), [
        "signIn",
      ]);
    case "invalid_client":
    case "unauthorized_client":
      return new UserFacingError(
        "invalidClient",
        l10n.t(
          "{0} does not know the OAuth client ID {1}, or does not treat it as a public one. Compare the setting agentChat.clerk.clientId with the OAuth application in the Clerk Dashboard.",
          host,
          clientId,
        ),
        ["openClerkSettings"],
        { cause },
      );
    case "invalid_scope":
    case "oauth_invalid_scope":
      return new UserFacingError(
        "invalidScope",
        l10n.t(
          "{0} refused the requested scopes. Allow them for the OAuth application in the Clerk Dashboard, or shorten the setting agentChat.clerk.scopes.",
          host,
        ),
        ["openClerkSettings"],
        { cause },
      );
    case "redirect_uri_mismatch":
      return redirectMismatch(host, context.redirectUri, cause);
    case "invalid_request":
    case "invalid_grant":
      return description.includes("redirect_uri")
        ? redirectMismatch(host, context.redirectUri, cause)
        : new UserFacingError(
            "codeRejected",
            l10n.t("{0} did not accept the sign-in, which may have taken too long. Sign in again.", host),
            ["signIn", "showLog"],
            { cause },
          );
    default:
      return new UserFacingError(
        "signInRefused",
        l10n.t("{0} refused the sign-in ({1}). Sign in again, or check the Clerk settings.", host, printable(code)),
        ["signIn", "openClerkSettings", "showLog"],
        { cause },
      );
  }
}

function redirectMismatch(host: string, redirectUri: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "{0} does not accept the redirect URI {1}. Its owner must register exactly this one in the OAuth application of the Clerk Dashboard. Then sign in again.",
    host,
    redirectUri,
  );
  return new UserFacingError("redirectUri", message, ["signIn", "pasteToken"], { cause });
}

// Error codes of RFC 6749 are short words; anything else may be somebody's text and stays off the screen.
function printable(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : l10n.t("unknown error");
}
