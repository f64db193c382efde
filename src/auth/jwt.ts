import { decodeJwt } from "@clerk/backend/jwt";

/** The claims this extension reads; everything in a token that nobody verified is a claim only. */
export interface JwtClaims {
  readonly sub?: string;
  readonly iss?: string;
  /** Seconds since the epoch, as RFC 7519 §4.1.4 has it. */
  readonly exp?: number;
  readonly email?: string;
  readonly name?: string;
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

/** The known claims of a payload, each only if it has the right type. */
export function claimsOf(payload: unknown): JwtClaims {
  const claims = new Map(typeof payload === "object" && payload !== null ? Object.entries(payload) : []);
  const text = (name: string): string | undefined => {
    const value: unknown = claims.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [sub, iss, email, name] = [text("sub"), text("iss"), text("email"), text("name")];
  const exp: unknown = claims.get("exp");
  return {
    ...(sub !== undefined && { sub }),
    ...(iss !== undefined && { iss }),
    ...(typeof exp === "number" && { exp }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  };
}
