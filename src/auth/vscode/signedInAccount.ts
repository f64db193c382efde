import type { Account } from "../../shared/account";
import { readJwtClaims } from "../clerk/jwt";
import { type AccountRef, type ClerkSession, accountIdOf, refOf } from "../session/clerkSession";

/** Who is signed in, without anything secret. */
export interface SignedInAccount extends Account {
  /** User and organisation: names the account among those of the instance. */
  readonly id: string;
  /** Names the account's record: whose tokens requests take, whatever the settings name by then. */
  readonly ref: AccountRef;
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

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : "";
}
