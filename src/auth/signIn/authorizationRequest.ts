import * as oauth from "oauth4webapi";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkMetadata } from "../clerk/discovery";
import type { RedirectTarget } from "./redirectTarget";

/** What only the window that started a sign-in knows; it stays in memory until the code is exchanged. */
export interface AuthorizationSecrets {
  /** Ties the callback to this sign-in (RFC 6749 §10.12). */
  readonly state: string;
  /** Ties the id token to this sign-in (OpenID Connect Core §3.1.2.1). */
  readonly nonce: string;
  /** RFC 7636 §4.1. */
  readonly codeVerifier: string;
}

/** What to ask for. */
export interface AuthorizationWishes {
  readonly instance: ClerkInstance;
  /** Separated by spaces. */
  readonly scopes: string;
  /** `login` to use another account, `consent` to choose another organisation (OpenID Connect Core §3.1.2.1). */
  readonly prompt?: "login" | "consent";
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

/** The address to open in the browser: authorization code with PKCE S256 (RFC 6749 §4.1.1, RFC 7636 §4.3). */
export async function authorizationUrl(
  metadata: ClerkMetadata,
  { instance, scopes, prompt }: AuthorizationWishes,
  secrets: AuthorizationSecrets,
  target: Pick<RedirectTarget, "redirectUri" | "state">,
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
    ...(prompt !== undefined && { prompt }),
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
