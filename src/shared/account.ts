import * as l10n from "@vscode/l10n";

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
  /** The access token's `sub`, or a guest's id: the Mastra resource id. */
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

/**
 * Whoever talks to a server that asks for no sign-in: nobody in particular, on one computer.
 *
 * @param id names this computer's threads on such servers; random
 */
export function guestAccount(id: string): Account {
  return { ref: { issuer: "", clientId: "", accountId: "" }, sub: id, label: "", issuer: "" };
}

/** Whether this is nobody's account; see {@link guestAccount}. A pasted token may name no issuer, but somebody. */
export function isGuest({ ref }: Pick<Account, "ref">): boolean {
  return ref.issuer === "" && ref.accountId === "";
}

/** "alice@example.com · Acme": who, and for which organisation. Empty for a guest. */
export function accountName({ label, organization }: Pick<Account, "label" | "organization">): string {
  return organization === undefined ? label : `${label} · ${organization}`;
}

/** As whom something is sent, for sentences. */
export function senderName(account: Pick<Account, "label" | "organization">): string {
  return accountName(account) || l10n.t("a guest");
}
