import {
  TokenVerificationError,
  TokenVerificationErrorAction,
  TokenVerificationErrorReason,
} from "@clerk/backend/errors";
import { decodeJwt, verifyJwt } from "@clerk/backend/jwt";
import type { ClerkInstance } from "./clerkInstance";
import { clockToleranceMs } from "./clockWatch";
import { type Fetch, withTimeout } from "./http";
import { type Identity, claimsOf, identityOf } from "./jwt";

/** Whom an id token must come from, whom it must be for, and which sign-in it must answer. */
export interface IdTokenExpectation {
  readonly instance: ClerkInstance;
  readonly jwksUri: string;
  /** Left out where no nonce was sent: the device grant has none (RFC 8628 §3.1). */
  readonly nonce?: string;
}

/**
 * Verifies an id token (OpenID Connect Core §3.1.3.7): signature by a key of the instance, issuer,
 * audience, time (as exact as {@link clockToleranceMs}) and nonce.
 *
 * @returns who signed in
 * @throws TokenVerificationError when a check fails; Error when the keys cannot be fetched
 */
export async function verifyIdToken(
  idToken: string,
  expected: IdTokenExpectation,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<Identity> {
  const { issuer, clientId } = expected.instance;
  const kid = decodeJwt(idToken).header.kid;
  const key = await fetchKey(expected.jwksUri, kid, fetch, signal);
  const payload: Readonly<Record<string, unknown>> = {
    ...(await verifyJwt(idToken, { key, issuer, audience: clientId, clockSkewInMs: clockToleranceMs })),
  };
  // verifyJwt lets a token pass that has no audience at all, and knows nothing of nonces.
  if (![payload["aud"]].flat().includes(clientId)) {
    throw invalid("The id token has another audience.");
  }
  if (expected.nonce !== undefined && payload["nonce"] !== expected.nonce) {
    throw invalid("The id token has another nonce.");
  }
  const identity = identityOf(claimsOf(payload));
  if (identity === undefined) {
    throw invalid("The id token names no subject.");
  }
  return identity;
}

async function fetchKey(
  jwksUri: string,
  kid: string,
  fetch: Fetch,
  signal: AbortSignal | undefined,
): Promise<JsonWebKey> {
  const response = await fetch(jwksUri, {
    headers: { accept: "application/json" },
    redirect: "manual",
    signal: withTimeout(signal),
  });
  if (!response.ok) {
    throw new Error(`The key set answered with status ${String(response.status)}.`);
  }
  const key = keysOf(await response.json()).find((candidate) => candidate.kid === kid);
  if (key === undefined) {
    throw invalid("The id token is signed with a key that the instance does not have.");
  }
  return key;
}

// RFC 7517 §5; members that are no objects are skipped.
function keysOf(value: unknown): readonly (JsonWebKey & { kid?: unknown })[] {
  const keys: unknown = typeof value === "object" && value !== null && "keys" in value ? value.keys : [];
  return Array.isArray(keys) ? keys.filter((key: unknown) => typeof key === "object" && key !== null) : [];
}

function invalid(message: string): TokenVerificationError {
  return new TokenVerificationError({
    action: TokenVerificationErrorAction.EnsureClerkJWT,
    reason: TokenVerificationErrorReason.TokenVerificationFailed,
    message,
  });
}
