import type { Account } from "../../shared/account";
import { readJwtClaims } from "../clerk/jwt";
import { type ClerkSession, accountIdOf } from "../session/clerkSession";

/** Who is signed in, without anything secret. */
export interface SignedInAccount extends Account {
  /** User and organisation: names the account among those of the instance. */
  readonly id: string;
  /** End of the access token, in milliseconds since the epoch; an OAuth session is renewed before. */
  readonly expiresAt: number;
  readonly kind: "oauth" | "pasted";
}

/** The account of a session, for the rest of the extension. */
export function accountOf({ identity, accessToken, expiresAt, kind, issuer }: ClerkSession): SignedInAccount {
  return {
    id: accountIdOf(identity),
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
