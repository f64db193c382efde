/** Names the record of one account: several may be signed in at one Clerk instance. */
export interface AccountRef {
  /** The instance's issuer, an address. */
  readonly issuer: string;
  readonly clientId: string;
  /** User and organization. */
  readonly accountId: string;
}

/** Who is signed in, as much as the chat needs to know. */
export interface Account {
  /** Finds the access tokens of this very account. */
  readonly ref: AccountRef;
  /** The access token's `sub`: the Mastra resource id. */
  readonly sub: string;
  /** E-mail address or name, for people to read. */
  readonly label: string;
  /** Name of the organization that was chosen at sign-in. */
  readonly organization?: string;
  /** Clerk's id of that organization (`org_…`). */
  readonly organizationId?: string;
  /** Host of the Clerk instance that issued the access token. */
  readonly issuer: string;
}

/** "alice@example.com · Acme": who, and for which organisation. */
export function accountName({ label, organization }: Pick<Account, "label" | "organization">): string {
  return organization === undefined ? label : `${label} · ${organization}`;
}
