import * as oauth from "oauth4webapi";
import { clockToleranceMs } from "./clockWatch";
import { readJwtClaims } from "./jwt";

/** A public application that signs somebody in: it has no secret (RFC 6749 §2.1). */
export function signInClient(clientId: string): oauth.Client {
  return { client_id: clientId, [oauth.clockTolerance]: clockToleranceMs / 1000 };
}

/** The tokens out of one answer of the token endpoint. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly scope: string;
}

// RFC 6749 §5.1 only recommends `expires_in`; a JWT without `exp` breaks RFC 9068 §2.2. With neither,
// an hour is a guess that the server's 401 corrects.
const unknownLifetimeMs = 60 * 60 * 1000;

/**
 * Reads a token response. `expires_in` counts from `receivedAt`, so a wrong local clock does no harm.
 *
 * @param scope what was asked for: the response only says so when it differs (RFC 6749 §5.1)
 * @param receivedAt milliseconds since the epoch
 */
export function readTokenResponse(response: oauth.TokenEndpointResponse, scope: string, receivedAt: number): TokenSet {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = response;
  const exp = readJwtClaims(accessToken)?.exp;
  const claimed = exp === undefined ? receivedAt + unknownLifetimeMs : exp * 1000;
  return {
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    expiresAt: expiresIn === undefined ? claimed : receivedAt + expiresIn * 1000,
    scope: response.scope ?? scope,
  };
}

/** What an authorization server said went wrong (RFC 6749 §4.1.2.1 and §5.2). */
export interface OAuthError {
  readonly code: string;
  readonly description: string;
  /** HTTP status; 0 for an error that came with the callback. */
  readonly status: number;
}

/**
 * The OAuth error inside what oauth4webapi threw, or undefined when there is none. A 401 that has a
 * WWW-Authenticate header is thrown as that challenge, with the error in its parameters
 * (docs/wire.md#clerk-errors), so every shape is looked at.
 */
export function oauthErrorOf(error: unknown): OAuthError | undefined {
  if (error instanceof oauth.ResponseBodyError) {
    return { code: error.error, description: error.error_description ?? "", status: error.status };
  }
  if (error instanceof oauth.AuthorizationResponseError) {
    return { code: error.error, description: error.error_description ?? "", status: 0 };
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const parameters = error.cause.map((challenge) => challenge.parameters).find(({ error: code }) => code);
    return { code: parameters?.error ?? "", description: parameters?.error_description ?? "", status: error.status };
  }
  return undefined;
}
