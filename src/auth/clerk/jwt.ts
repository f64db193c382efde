import { decodeJwt } from "@clerk/backend/jwt";

/** The claims this extension reads; everything in a token that nobody verified is a claim only. */
export interface JwtClaims {
  readonly sub?: string;
  readonly iss?: string;
  /** Seconds since the epoch, as RFC 7519 §4.1.4 has it. */
  readonly exp?: number;
  /** When it was issued; seconds since the epoch (RFC 7519 §4.1.6). */
  readonly iat?: number;
  readonly email?: string;
  readonly name?: string;
  /** The organisation chosen at consent, with the scope `user:org:read` (docs/wire.md#clerk-access-tokens). */
  readonly org_id?: string;
  readonly org_name?: string;
  readonly org_slug?: string;
}

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

/** The claims of a token, not verified, or undefined when it is no JWT (an opaque `oat_…` token, say). */
export function readJwtClaims(token: string): JwtClaims | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    return undefined;
  }
  try {
    return claimsOf(decodeJwt(token).payload);
  } catch {
    return undefined;
  }
}

/** Where an access token comes from, as far as it says so itself. */
export interface TokenOrigin {
  readonly issuer: string;
  /** Name of the key it is signed with (RFC 7515 §4.1.4). */
  readonly keyId: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
}

/** @returns undefined for a token that is no JWT, or names no issuer */
export function originOfToken(token: string): TokenOrigin | undefined {
  const { iss, iat = 0 } = readJwtClaims(token) ?? {};
  return iss === undefined ? undefined : { issuer: iss, keyId: decodeJwt(token).header.kid, issuedAt: iat };
}

/** The known claims of a payload, each only if it has the right type. */
export function claimsOf(payload: unknown): JwtClaims {
  const claims = new Map(typeof payload === "object" && payload !== null ? Object.entries(payload) : []);
  const text = (name: string): string | undefined => {
    const value: unknown = claims.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const number = (name: string): number | undefined => {
    const value: unknown = claims.get(name);
    return typeof value === "number" ? value : undefined;
  };
  const known = {
    sub: text("sub"),
    iss: text("iss"),
    exp: number("exp"),
    iat: number("iat"),
    email: text("email"),
    name: text("name"),
    org_id: text("org_id"),
    org_name: text("org_name"),
    org_slug: text("org_slug"),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
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
