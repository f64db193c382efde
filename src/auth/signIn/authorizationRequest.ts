import * as l10n from "@vscode/l10n";
import * as oauth from "oauth4webapi";
import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkMetadata } from "../clerk/discovery";
import { type Fetch, withTimeout } from "../clerk/http";
import { isPrivateAddress } from "../clerk/trustedOrigin";
import type { SignInRequest, SignInWindow } from "./flowContext";
import { callbackUri } from "./flows";

/** Where Clerk sends the browser back to, and what it carries there. */
export interface RedirectTarget {
  /** Compared with the registered ones character by character (RFC 9700 §2.1, docs/wire.md#clerk-redirect-uris). */
  readonly redirectUri: string;
  /** What has to be registered for it; differs for a loopback port only. */
  readonly registered: string;
  /** The OAuth `state` parameter: the random state itself, or a relay's address that holds it. */
  readonly state: string;
}

/** The editor's own address, which the system opens in it. */
export function editorTarget({ traits }: Pick<SignInWindow, "traits">, state: string): RedirectTarget {
  // Bare: `asExternalUri` would add `?windowId=…`, which Clerk's exact match refuses
  // (docs/wire.md#clerk-redirect-uris).
  const redirectUri = callbackUri(traits.uriScheme);
  return { redirectUri, registered: redirectUri, state };
}

/**
 * A page that sends the browser on into this window. The external address differs every time, so it
 * cannot be registered: a fixed relay gets it in `state`, URL-encoded as vscode.dev/redirect wants it,
 * and our own state travels in its query.
 *
 * @param redirectRelay the setting `agentChat.clerk.redirectRelay`
 * @throws UserFacingError `redirectRelay`
 */
export async function relayTarget(
  window: Pick<SignInWindow, "traits" | "externalUri">,
  redirectRelay: string,
  state: string,
): Promise<RedirectTarget> {
  const redirectUri = redirectRelay.trim();
  if (!isPrivateAddress(redirectUri)) {
    throw invalidRelay();
  }
  const callback = `${callbackUri(window.traits.uriScheme)}?state=${encodeURIComponent(state)}`;
  const external = await window.externalUri(callback);
  return { redirectUri, registered: redirectUri, state: encodeURIComponent(external) };
}

/** A port of this computer. Every port is one registration (RFC 8252 §7.3, docs/wire.md#clerk-redirect-uris). */
export function loopbackTarget(redirectUri: string, state: string): RedirectTarget {
  const registered = new URL(redirectUri);
  registered.port = "";
  return { redirectUri, registered: registered.href, state };
}

function invalidRelay(): UserFacingError {
  return new UserFacingError(
    "redirectRelay",
    l10n.t(
      "The setting agentChat.clerk.redirectRelay isn't an https address. Signing in from an editor in a browser needs one, such as https://vscode.dev/redirect.",
    ),
    ["openClerkSettings", "anotherWay"],
  );
}

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
export type AuthorizationOptions = Pick<SignInRequest, "instance" | "scopes" | "prompt">;

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
  { instance, scopes, prompt }: AuthorizationOptions,
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

/** What Clerk would tell the person in the browser, as far as it can be known here. */
export type PreflightResult = "nothingKnown" | "redirectUri" | "client";

// The address itself may be shown in an error page; only a name on its own means something.
const namesRedirect = /redirect_uri(?!\s*(=|%3d|&#x3d;|&#61;))/i;
const namesClient = /\binvalid_client\b|client is invalid|client(_id)? (was )?not found|unknown client/i;

/**
 * Asks Clerk what the browser is about to ask. A wrong redirect URI and an unknown client id are shown on
 * Clerk's own page, which never comes back (docs/wire.md#clerk-redirect-uris), so the editor would wait in vain.
 */
export class Preflight {
  constructor(private readonly fetch: Fetch) {}

  /**
   * Requests the authorization URL's twin: the same but for its secrets, which are thrown away, and
   * without cookies. Nothing is granted by that. Never throws.
   */
  async run(
    metadata: ClerkMetadata,
    options: AuthorizationOptions,
    redirectUri: string,
    signal: AbortSignal,
  ): Promise<PreflightResult> {
    try {
      const secrets = createAuthorizationSecrets();
      const url = await authorizationUrl(metadata, options, secrets, { redirectUri, state: secrets.state });
      const response = await this.fetch(url, {
        redirect: "manual",
        credentials: "omit",
        headers: { accept: "text/html, application/json" },
        signal: withTimeout(signal),
      });
      return response.status >= 400 && response.status < 500 ? read(await response.text()) : "nothingKnown";
    } catch {
      return "nothingKnown";
    }
  }
}

function read(body: string): PreflightResult {
  if (namesRedirect.test(body)) {
    return "redirectUri";
  }
  return namesClient.test(body) ? "client" : "nothingKnown";
}
