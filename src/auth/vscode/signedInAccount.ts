import type * as vscode from "vscode";
import { type Account, accountName } from "../../shared/account";
import { readJwtClaims } from "../clerk/jwt";
import { type ClerkSession, accountIdOf, refOf } from "../session/clerkSession";

/** Who is signed in, without anything secret. */
export interface SignedInAccount extends Account {
  /** User and organization: names the account among those of the instance. */
  readonly id: string;
  /** End of the access token, in milliseconds since the epoch; an OAuth session is renewed before. */
  readonly expiresAt: number;
  readonly kind: "oauth" | "pasted";
}

/** The account of a session, for the rest of the extension. */
export function accountOf(session: ClerkSession): SignedInAccount {
  const { identity, accessToken, expiresAt, kind, issuer } = session;
  return {
    id: accountIdOf(identity),
    ref: refOf(session),
    sub: identity.sub,
    label: identity.label,
    ...(identity.organization && {
      organization: identity.organization.name,
      organizationId: identity.organization.id,
    }),
    // A pasted token may come from another instance than the one in the settings.
    issuer: hostOf(readJwtClaims(accessToken)?.iss ?? issuer),
    expiresAt,
    kind,
  };
}

/** A session as VS Code's Accounts menu and other extensions see it; the refresh token stays here. */
export function toAuthenticationSession(session: ClerkSession): vscode.AuthenticationSession {
  const { label, organization } = session.identity;
  const id = accountIdOf(session.identity);
  return {
    id,
    accessToken: session.accessToken,
    account: { id, label: accountName({ label, ...(organization && { organization: organization.name }) }) },
    scopes: session.scope.split(" ").filter(Boolean).sort(),
  };
}

/**
 * Whether a session has every scope that was asked for. `offline_access` says how the extension gets
 * the token, not what the token may do, and servers drop it from the granted scope (docs/wire.md#clerk-granted-scopes).
 */
export function hasScopes(session: ClerkSession, wanted: readonly string[]): boolean {
  const granted = session.scope.split(" ");
  return wanted.every((scope) => scope === "offline_access" || granted.includes(scope));
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : "";
}
