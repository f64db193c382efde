import type { ClerkInstance } from "../clerk/clerkInstance";
import type { JwtClaims } from "../clerk/jwt";

/** The organisation that a person chose for a session on Clerk's consent page. */
export interface Organization {
  /** Clerk's organisation id (`org_…`). */
  readonly id: string;
  /** What people read: name, else slug, else id. */
  readonly name: string;
}

/** Who is signed in. */
export interface Identity {
  /** Clerk's user id (`user_…`), which is also the resource id of Mastra's memory. */
  readonly sub: string;
  /** What people read: e-mail address, else name, else id. */
  readonly label: string;
  readonly email?: string;
  readonly name?: string;
  readonly organization?: Organization;
}

/** Names one account's record: several may be signed in at one instance. */
export interface AccountRef extends ClerkInstance {
  /** See {@link accountIdOf}. */
  readonly accountId: string;
}

/** One signed-in user, as it rests in SecretStorage and nowhere else. */
export interface ClerkSession {
  readonly accessToken: string;
  /** Rotates at every use (facts/clerk.md §1); a pasted token has none. */
  readonly refreshToken?: string;
  /** End of the access token, in milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Granted scopes, separated by spaces. */
  readonly scope: string;
  readonly identity: Identity;
  readonly issuer: string;
  readonly clientId: string;
  readonly kind: "oauth" | "pasted";
}

/** The identity in a token's claims, or undefined when it names no user. */
export function identityOf(claims: JwtClaims): Identity | undefined {
  const { sub, email, name } = claims;
  if (sub === undefined) {
    return undefined;
  }
  return {
    sub,
    label: email ?? name ?? sub,
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
    ...organizationOf(claims),
  };
}

function organizationOf({ org_id: id, org_name: name, org_slug: slug }: JwtClaims): Pick<Identity, "organization"> {
  return id === undefined ? {} : { organization: { id, name: name ?? slug ?? id } };
}

/** One person in two organisations is two accounts: each has tokens of its own. */
export function accountIdOf({ sub, organization }: Identity): string {
  return organization === undefined ? sub : `${sub}:${organization.id}`;
}

/** Where a session's record rests. */
export function refOf({ issuer, clientId, identity }: ClerkSession): AccountRef {
  return { issuer, clientId, accountId: accountIdOf(identity) };
}

/** Reads a stored record; undefined for anything that this version would not have written. */
export function parseSession(text: string): ClerkSession | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSession(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSession(value: unknown): value is ClerkSession {
  return (
    isRecord(value) &&
    isText(value["accessToken"]) &&
    isOptionalText(value["refreshToken"]) &&
    Number.isFinite(value["expiresAt"]) &&
    typeof value["scope"] === "string" &&
    isIdentity(value["identity"]) &&
    typeof value["issuer"] === "string" &&
    typeof value["clientId"] === "string" &&
    (value["kind"] === "oauth" || value["kind"] === "pasted")
  );
}

function isIdentity(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value["sub"]) &&
    isText(value["label"]) &&
    isOptionalText(value["email"]) &&
    isOptionalText(value["name"]) &&
    isOptionalOrganization(value["organization"])
  );
}

function isOptionalOrganization(value: unknown): boolean {
  return value === undefined || (isRecord(value) && isText(value["id"]) && isText(value["name"]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || isText(value);
}
