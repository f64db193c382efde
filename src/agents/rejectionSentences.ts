import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";

/** What the sentences about a rejected sign-in name. */
export interface Rejection {
  /** Host and port of the server. */
  readonly server: string;
  /** Address of the instance that issued the access token. */
  readonly issuer: string;
  readonly cause: UserFacingError;
}

/** The server says that it trusts other instances. */
export function otherInstance({ server, issuer, cause }: Rejection, trusted: string): UserFacingError {
  return new UserFacingError(
    "otherInstance",
    l10n.t(
      "{0} trusts the Clerk instance {1}, and you are signed in at {2}. Configure the server again to take over its publishable key, then sign in.",
      server,
      hostOf(trusted),
      hostOf(issuer),
    ),
    ["configureServer", "openClerkSettings"],
    { cause },
  );
}

/** The server's clock is behind that of the instance, so a fresh token is not valid yet there. */
export function serverClock({ server, issuer, cause }: Rejection, minutes: number): UserFacingError {
  return new UserFacingError(
    "serverClock",
    minutes === 1
      ? l10n.t(
          "The clock of {0} is a minute behind that of {1}, so your sign-in is not valid there yet. Its owner must set the clock; try again after that.",
          server,
          hostOf(issuer),
        )
      : l10n.t(
          "The clock of {0} is {1} minutes behind that of {2}, so your sign-in is not valid there yet. Its owner must set the clock; try again after that.",
          server,
          minutes,
          hostOf(issuer),
        ),
    ["retryConnection"],
    { cause },
  );
}

/** The key set cannot be fetched from here either. */
export function keysUnreachable({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "The keys of the Clerk instance {0} cannot be fetched at the moment, so {1} cannot check your sign-in. Try again in a few minutes.",
      hostOf(issuer),
      server,
    ),
    ["retryConnection", "openClerkSettings"],
    { cause },
  );
}

/** The key set lacks the key that signed the token: the instance has changed its keys. */
export function keyWithdrawn({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "The Clerk instance {0} no longer publishes the key that your sign-in was signed with, so {1} cannot check it. Sign in again.",
      hostOf(issuer),
      server,
    ),
    ["signIn", "signOut"],
    { cause },
  );
}

/** The instance is the right one and its keys can be fetched, only not by the server. */
export function serverCannotCheck({ server, issuer, cause }: Rejection): UserFacingError {
  return new UserFacingError(
    "keysUnreachable",
    l10n.t(
      "{0} trusts {1}, but cannot check your sign-in. Its owner must make sure that its JWKS address is {2} and that the server can reach it.",
      server,
      hostOf(issuer),
      keySetOf(issuer),
    ),
    ["retryConnection", "signOut"],
    { cause },
  );
}

/** Where Clerk publishes the keys of an instance (facts/clerk.md §4). */
export function keySetOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
