import type { TokenEndpointResponse } from "oauth4webapi";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkMetadata } from "../clerk/discovery";
import type { Fetch } from "../clerk/http";
import { verifyIdToken } from "../clerk/idToken";
import { type Identity, identityOf, readJwtClaims } from "../clerk/jwt";
import { readTokenResponse } from "../clerk/tokenEndpoint";
import type { ClerkSession } from "../session/clerkSession";
import { opaqueToken } from "../session/sessionErrors";
import { untrustedAnswer } from "./signInErrors";

/** What a token response answers. */
export interface TokenRequest {
  readonly metadata: ClerkMetadata;
  readonly instance: ClerkInstance;
  /** Requested scopes, separated by spaces. */
  readonly scope: string;
  /** Left out by the device grant. */
  readonly nonce?: string;
}

/**
 * Makes a session of a token response: verifies its id token and looks whether a Mastra server can read
 * its access token.
 *
 * @param receivedAt milliseconds since the epoch
 * @throws TokenVerificationError; Error when the keys cannot be fetched; UserFacingError `idTokenInvalid`
 * when there is no id token, `opaqueToken` for an access token that is no JWT
 */
export async function verifiedSession(
  answer: TokenEndpointResponse,
  { metadata, instance, scope, nonce }: TokenRequest,
  fetch: Fetch,
  receivedAt: number,
  signal: AbortSignal | undefined,
): Promise<ClerkSession> {
  if (answer.id_token === undefined) {
    throw untrustedAnswer(instance.issuer, undefined);
  }
  const expected = { instance, jwksUri: metadata.jwks_uri, ...(nonce !== undefined && { nonce }) };
  const identity = await verifyIdToken(answer.id_token, expected, fetch, signal);
  // Found out here and not at the first 401, where nobody could tell what is wrong.
  const claims = readJwtClaims(answer.access_token);
  if (claims === undefined) {
    throw opaqueToken();
  }
  return {
    ...readTokenResponse(answer, scope, receivedAt),
    identity: withOrganization(identity, identityOf(claims)),
    ...instance,
    kind: "oauth",
  };
}

// The organisation chosen at consent is surely in the access token only (docs/wire.md#clerk-access-tokens).
function withOrganization(identity: Identity, fromAccessToken: Identity | undefined): Identity {
  const organization = identity.organization ?? fromAccessToken?.organization;
  return { ...identity, ...(organization !== undefined && { organization }) };
}
