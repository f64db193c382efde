import type * as vscode from "vscode";
import { accountName } from "../../shared/account";
import { type ClerkSession, accountIdOf } from "../session/clerkSession";

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
 * the token, not what the token may do, and servers drop it from the granted scope (facts/clerk.md §7).
 */
export function hasScopes(session: ClerkSession, wanted: readonly string[]): boolean {
  const granted = session.scope.split(" ");
  return wanted.every((scope) => scope === "offline_access" || granted.includes(scope));
}
