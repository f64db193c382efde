import type { Account } from "./account";

/**
 * Whose a conversation is. Everything that a person sees or sends belongs to one: two organizations of a person
 * are two owners, and so are two servers of one origin with different paths.
 */
export interface Owner {
  /** Host of the Clerk instance that issued the access token; empty for the guest of an open server. */
  readonly issuer: string;
  /** The access token's `sub`, or this computer's id as a guest: the Mastra resource id. */
  readonly sub: string;
  /** Clerk's organization id (`org_…`); empty for a person without one. */
  readonly organizationId: string;
  /** The server's base address with its path and API prefix, as `ServerAddress.key`. */
  readonly server: string;
}

/** @param server see {@link Owner.server} */
export function ownerOf({ issuer, sub, organizationId = "" }: Account, server: string): Owner {
  return { issuer, sub, organizationId, server };
}

/** One text for one owner, to be used as a key; not for people to read. */
export function ownerKey({ issuer, sub, organizationId, server }: Owner): string {
  return JSON.stringify([issuer, sub, organizationId, server]);
}

/** True for the same owner; two absent ones are the same as well. */
export function sameOwner(a: Owner | undefined, b: Owner | undefined): boolean {
  return a === undefined || b === undefined ? a === b : ownerKey(a) === ownerKey(b);
}

/** One text for one account on every server: a person and an organization at a Clerk instance. */
export function accountKey({
  issuer,
  sub,
  organizationId = "",
}: Pick<Account, "issuer" | "sub" | "organizationId">): string {
  return organizationId === "" ? `${issuer} ${sub}` : `${issuer} ${sub} ${organizationId}`;
}
