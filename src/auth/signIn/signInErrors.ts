import { TokenVerificationErrorReason } from "@clerk/backend/errors";
import * as l10n from "@vscode/l10n";
import * as oauth from "oauth4webapi";
import { formatNumber, plural } from "../../shared/formats";
import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import type { ClerkInstance } from "../clerk/clerkInstance";
import { unreachable } from "../clerk/discovery";
import { type OAuthError, oauthErrorOf } from "../clerk/tokenEndpoint";

/**
 * Turns whatever a sign-in threw into one sentence for people. Errors that are sentences already, and
 * cancellations, come back as they are.
 */
export function signInError(error: unknown, context: SignInErrorContext): unknown {
  if (error instanceof UserFacingError || isCancellation(error)) {
    return error;
  }
  const answer = oauthErrorOf(error);
  if (answer !== undefined) {
    return answer.status >= 500 || answer.status === 429
      ? unreachable(context.instance.issuer, error)
      : refused(answer, context, error);
  }
  if (isClockProblem(error)) {
    return clockWrong(context.clockOffset, error);
  }
  return isUntrusted(error)
    ? untrustedAnswer(context.instance.issuer, error)
    : unreachable(context.instance.issuer, error);
}

function isClockProblem(error: unknown): boolean {
  if (error instanceof oauth.OperationProcessingError) {
    return error.code === oauth.JWT_TIMESTAMP_CHECK;
  }
  const { TokenExpired, TokenNotActiveYet, TokenIatInTheFuture } = TokenVerificationErrorReason;
  const reason = verificationReasonOf(error);
  return reason !== undefined && [TokenExpired, TokenNotActiveYet, TokenIatInTheFuture].includes(reason);
}

function isUntrusted(error: unknown): boolean {
  if (error instanceof oauth.OperationProcessingError) {
    // An error page of a proxy is no forgery: the server did not get to answer.
    const notAnAnswer = [oauth.RESPONSE_IS_NOT_CONFORM, oauth.RESPONSE_IS_NOT_JSON, oauth.PARSE_ERROR];
    return error.code === undefined || !notAnAnswer.includes(error.code);
  }
  return error instanceof oauth.UnsupportedOperationError || verificationReasonOf(error) !== undefined;
}

// Not `instanceof TokenVerificationError`: `@clerk/backend/jwt` throws a copy of that class of its own.
function verificationReasonOf(error: unknown): string | undefined {
  const reason = error instanceof Error && "reason" in error ? error.reason : undefined;
  return Object.values(TokenVerificationErrorReason).find((known) => known === reason);
}

/** What the sentences about a failed sign-in name. */
export interface SignInErrorContext {
  readonly instance: ClerkInstance;
  /** What has to be registered; a sign-in without a redirect has none. */
  readonly redirectUri?: string;
  /** Milliseconds by which this computer's clock is ahead of Clerk's, if it was measured to differ. */
  readonly clockOffset?: number | undefined;
}

/** The answer is signed by somebody else, meant for somebody else, or not what was asked for. */
export function untrustedAnswer(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "Stopped the sign-in, because it couldn't be verified that the reply came from {0} for this sign-in. Sign in again. If this happens again, check the Clerk settings.",
    new URL(issuer).host,
  );
  return new UserFacingError("idTokenInvalid", message, ["signIn", "openClerkSettings", "showLog"], { cause });
}

/** There is no browser, or the system did not let it open. */
export function browserNotOpened(): UserFacingError {
  const message = l10n.t(
    "Couldn't open the browser to sign in. Check your system's default browser, or paste a token.",
  );
  return new UserFacingError("browserNotOpened", message, ["signIn", "anotherWay", "pasteToken"]);
}

/** No port of this computer could be opened. */
export function portNotOpened(cause: unknown): UserFacingError {
  const message = l10n.t(
    "Couldn't open a port on this computer for the sign-in, perhaps because of a firewall. Try another way to sign in.",
  );
  return new UserFacingError("portNotOpened", message, ["anotherWay", "showLog"], { cause });
}

/** Nobody came back from the browser: Clerk shows a redirect mismatch on its own page and never returns. */
export function signInTimedOut(redirectUri: string): UserFacingError {
  const message = l10n.t(
    "The sign-in wasn't finished in the browser within five minutes. If Clerk showed an error about the redirect URI, its owner must register exactly {0} in the OAuth application. Then sign in again.",
    redirectUri,
  );
  return new UserFacingError("timedOut", message, ["signIn", "anotherWay", "pasteToken"]);
}

/** The code of the device grant is over (RFC 8628 §3.5). */
export function deviceCodeExpired(): UserFacingError {
  const message = l10n.t(
    "The sign-in code expired before it was confirmed in the browser. Sign in again to get a new code.",
  );
  return new UserFacingError("deviceCodeExpired", message, ["signIn", "anotherWay"]);
}

/**
 * The OAuth application may not use the device grant, though the instance offers it
 * (docs/wire.md#clerk-ways-to-sign-in).
 */
export function deviceGrantRefused(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "{0} doesn't allow signing in with a code for this OAuth application. Ask its owner to turn on the device authorization grant, or try another way.",
    new URL(issuer).host,
  );
  return new UserFacingError("deviceGrantRefused", message, ["anotherWay", "openClerkSettings"], { cause });
}

/**
 * A token is over, or not valid yet, right after it was made.
 *
 * @param offset milliseconds by which this computer's clock is ahead; undefined when that is not known
 */
export function clockWrong(offset: number | undefined, cause: unknown): UserFacingError {
  return new UserFacingError("clockWrong", clockSentence(offset), ["signIn"], { cause });
}

function clockSentence(offset: number | undefined): string {
  if (offset === undefined) {
    return l10n.t(
      "Stopped the sign-in, because the clock of this computer and Clerk's clock differ. Correct the date and time, then sign in again.",
    );
  }
  const minutes = Math.max(1, Math.round(Math.abs(offset) / 60_000));
  const count = formatNumber(minutes);
  return offset > 0
    ? plural(
        minutes,
        l10n.t("Your computer's clock is 1 minute ahead. Correct the date and time, then sign in again."),
        l10n.t("Your computer's clock is {0} minutes ahead. Correct the date and time, then sign in again.", count),
      )
    : plural(
        minutes,
        l10n.t("Your computer's clock is 1 minute behind. Correct the date and time, then sign in again."),
        l10n.t("Your computer's clock is {0} minutes behind. Correct the date and time, then sign in again.", count),
      );
}

/** The authorization server said no (RFC 6749 §4.1.2.1 and §5.2). Its own description stays off the screen. */
export function refused(
  { code, description }: OAuthError,
  context: SignInErrorContext,
  cause: unknown,
): UserFacingError {
  const { instance, redirectUri = "" } = context;
  const { host } = new URL(instance.issuer);
  switch (code) {
    case "access_denied":
      return new UserFacingError("accessDenied", l10n.t("You aren't signed in, because access wasn't allowed."), [
        "signIn",
      ]);
    case "invalid_client":
    case "unauthorized_client":
      return unknownClient(context.instance, cause);
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
      return redirectMismatch(host, redirectUri, cause);
    case "invalid_request":
    case "invalid_grant":
      return description.includes("redirect_uri")
        ? redirectMismatch(host, redirectUri, cause)
        : new UserFacingError(
            "codeRejected",
            l10n.t("{0} didn't accept the sign-in, which may have taken too long. Sign in again.", host),
            ["signIn", "anotherWay", "showLog"],
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

/** The client id is none of this instance, or not one of a public application. */
export function unknownClient({ issuer, clientId }: ClerkInstance, cause: unknown): UserFacingError {
  const message = l10n.t(
    "{0} doesn't recognize the OAuth client ID {1}, or doesn't treat it as public. Compare the setting agentChat.clerk.clientId with the OAuth application in the Clerk Dashboard.",
    new URL(issuer).host,
    clientId,
  );
  return new UserFacingError("invalidClient", message, ["openClerkSettings"], { cause });
}

function redirectMismatch(host: string, redirectUri: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "{0} doesn't accept the redirect URI {1}. Its owner must register exactly this one in the OAuth application in the Clerk Dashboard. Then sign in again.",
    host,
    redirectUri,
  );
  return new UserFacingError("redirectUri", message, ["signIn", "anotherWay", "pasteToken"], { cause });
}

// Error codes of RFC 6749 are short words; anything else may be somebody's text and stays off the screen.
function printable(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : l10n.t("unknown error");
}
