import type { ClerkSession } from "./clerkSession";

/** What became of the one session between two looks at the store. */
export type SessionChange = "none" | "added" | "removed" | "changed" | "replaced";

/** `changed`: the same account with new tokens. `replaced`: another account, kind or instance. */
export function diffSessions(before: ClerkSession | undefined, after: ClerkSession | undefined): SessionChange {
  if (before === undefined || after === undefined) {
    return before === after ? "none" : before === undefined ? "added" : "removed";
  }
  if (accountKey(before) !== accountKey(after)) {
    return "replaced";
  }
  return before.accessToken === after.accessToken ? "none" : "changed";
}

function accountKey({ identity, kind, issuer, clientId }: ClerkSession): string {
  return JSON.stringify([identity.sub, identity.label, kind, issuer, clientId]);
}
