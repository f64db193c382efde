import type { ClerkInstance } from "../clerk/clerkInstance";
import { type Identity, readJwtClaims } from "../clerk/jwt";

// Mastra checks `exp` without tolerance, and an agent's run may take minutes (docs/wire.md#mastra-checks-of-the-token).
const refreshMarginMs = 5 * 60 * 1000;

/** End of a token that says no end: the last moment that a `Date` knows, in milliseconds since the epoch. */
export const NO_END = 8_640_000_000_000_000;

/** Begins the id of whoever has a token that names nobody. */
export const NAMELESS = "token_";

/** Names one account's record: several may be signed in at one instance. */
export interface AccountRef extends ClerkInstance {
  /** See {@link accountIdOf}. */
  readonly accountId: string;
}

/** One signed-in user, as it rests in SecretStorage and nowhere else. */
export interface ClerkSession {
  readonly accessToken: string;
  /** Rotates at every use (docs/wire.md#clerk-refresh-tokens-rotate); a pasted token has none. */
  readonly refreshToken?: string;
  /** End of the access token, in milliseconds since the epoch; {@link NO_END} for a pasted one that says none. */
  readonly expiresAt: number;
  /** Granted scopes, separated by spaces. */
  readonly scope: string;
  readonly identity: Identity;
  readonly issuer: string;
  readonly clientId: string;
  readonly kind: "oauth" | "pasted";
}

/** One person in two organisations is two accounts: each has tokens of its own. */
export function accountIdOf({ sub, organization }: Identity): string {
  return organization === undefined ? sub : `${sub}:${organization.id}`;
}

/** Where a session's record rests. */
export function refOf({ issuer, clientId, identity }: ClerkSession): AccountRef {
  return { issuer, clientId, accountId: accountIdOf(identity) };
}

/**
 * For what a server is allowed: everything of a Clerk instance, or one pasted token alone where no instance stands
 * behind it, or none that it names. The tokens of two such servers have nothing in common. An issuer has no `#`.
 */
export function consentScope({ issuer, accountId }: AccountRef): string {
  return issuer === "" || accountId.startsWith(NAMELESS) ? `${issuer}#${accountId}` : issuer;
}

/**
 * Whether the access token should be refreshed before it is used.
 *
 * @param now milliseconds since the epoch
 * @param rejected a token that a server has just refused
 */
export function isStale(session: ClerkSession, now: number, rejected: string | undefined): boolean {
  return session.accessToken === rejected || session.expiresAt - now < marginOf(session);
}

/** A quarter of its life for a token that lives a few minutes only: it would be renewed for each request otherwise. */
function marginOf({ accessToken }: ClerkSession): number {
  const { iat, exp } = readJwtClaims(accessToken) ?? {};
  return iat === undefined || exp === undefined ? refreshMarginMs : Math.min(refreshMarginMs, (exp - iat) * 250);
}

/** What became of the sessions between two looks at the store. */
export interface SessionsDiff {
  readonly added: readonly ClerkSession[];
  readonly removed: readonly ClerkSession[];
  /** The same account with other tokens, or with another kind of token or label; as it is now. */
  readonly changed: readonly ClerkSession[];
}

/** Compares two lists of sessions, account by account. */
export function diffSessions(before: readonly ClerkSession[], after: readonly ClerkSession[]): SessionsDiff {
  const old = byAccount(before);
  const current = byAccount(after);
  return {
    added: after.filter((session) => !old.has(keyOf(session))),
    removed: before.filter((session) => !current.has(keyOf(session))),
    changed: after.filter((session) => {
      const was = old.get(keyOf(session));
      return was !== undefined && (was.accessToken !== session.accessToken || !sameAccount(was, session));
    }),
  };
}

/** Whether people see the same account in both, whatever became of its tokens. */
export function sameAccount(a: ClerkSession | undefined, b: ClerkSession | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  return keyOf(a) === keyOf(b) && a.kind === b.kind && a.identity.label === b.identity.label;
}

function byAccount(sessions: readonly ClerkSession[]): ReadonlyMap<string, ClerkSession> {
  return new Map(sessions.map((session) => [keyOf(session), session]));
}

function keyOf(session: ClerkSession): string {
  const { issuer, clientId, accountId } = refOf(session);
  return JSON.stringify([issuer, clientId, accountId]);
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
