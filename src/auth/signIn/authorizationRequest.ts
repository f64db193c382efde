import * as oauth from "oauth4webapi";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkMetadata } from "../clerk/discovery";

/** What only the window that started a sign-in knows; it stays in memory until the code is exchanged. */
export interface AuthorizationSecrets {
  /** Ties the callback to this sign-in (RFC 6749 §10.12). */
  readonly state: string;
  /** Ties the id token to this sign-in (OpenID Connect Core §3.1.2.1). */
  readonly nonce: string;
  /** RFC 7636 §4.1. */
  readonly codeVerifier: string;
}

/** Where Clerk sends the browser back to, and what it carries there. */
export interface RedirectTarget {
  /** Compared with the registered ones letter by letter (RFC 9700 §2.1, facts/clerk.md §1). */
  readonly redirectUri: string;
  /** The OAuth `state` parameter: the random state itself, or a relay's address that holds it. */
  readonly state: string;
}

/** Fresh random values; 256 bits each. */
export function createAuthorizationSecrets(): AuthorizationSecrets {
  return {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
  };
}

/**
 * `scope` as one sorted list. `openid` is always in it: without an id token nobody knows who signed in.
 *
 * @param scopes separated by spaces or commas
 */
export function normalizeScopes(scopes: string): readonly string[] {
  return [...new Set(["openid", ...scopes.split(/[\s,]+/).filter((scope) => scope !== "")])].sort();
}

/**
 * The address to open in the browser: authorization code with PKCE S256 (RFC 6749 §4.1.1, RFC 7636 §4.3).
 *
 * @param scopes separated by spaces
 */
export async function authorizationUrl(
  metadata: ClerkMetadata,
  instance: ClerkInstance,
  scopes: string,
  secrets: AuthorizationSecrets,
  target: RedirectTarget,
): Promise<string> {
  const url = new URL(metadata.authorization_endpoint);
  const parameters = {
    response_type: "code",
    client_id: instance.clientId,
    redirect_uri: target.redirectUri,
    scope: normalizeScopes(scopes).join(" "),
    state: target.state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
