import * as l10n from "@vscode/l10n";
import * as oauth from "oauth4webapi";
import { UserFacingError } from "../../shared/userFacingError";
import { type Fetch, requestOptions } from "./http";
import { isPrivateAddress } from "./trustedOrigin";

/** The metadata of one authorization server, with the endpoints that signing in cannot do without. */
export interface ClerkMetadata extends oauth.AuthorizationServer {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

/** Fetches `/.well-known/openid-configuration` of an issuer once (OpenID Connect Discovery 1.0 §4). */
export class Discovery {
  private readonly found = new Map<string, Promise<ClerkMetadata>>();

  constructor(private readonly fetch: Fetch) {}

  /**
   * Failures are not remembered, so the next call asks again. Callers share one request, so none of
   * them can abort it; a caller that stops waiting does so with `abortable`.
   *
   * @throws UserFacingError `notClerk` when something else answers, `offline` when nothing does
   */
  get(issuer: string): Promise<ClerkMetadata> {
    const known = this.found.get(issuer);
    if (known !== undefined) {
      return known;
    }
    const request = this.request(issuer);
    this.found.set(issuer, request);
    request.catch(() => this.found.delete(issuer));
    return request;
  }

  private async request(issuer: string): Promise<ClerkMetadata> {
    let response: Response;
    try {
      const answer = await oauth.discoveryRequest(new URL(issuer), requestOptions(issuer, this.fetch));
      // Read here: an answer that breaks off says nothing about who gives it.
      const text = await answer.text();
      response = new Response(text === "" ? null : text, { status: answer.status, headers: answer.headers });
    } catch (error) {
      throw unreachable(issuer, error);
    }
    if (response.status >= 500 || response.status === 429) {
      throw unreachable(issuer, new Error(`status ${String(response.status)}`));
    }
    try {
      const metadata = await oauth.processDiscoveryResponse(new URL(issuer), response);
      if (isComplete(metadata)) {
        return metadata;
      }
    } catch (error) {
      throw notClerk(issuer, error);
    }
    throw notClerk(issuer, undefined);
  }
}

/** Whether signing in with a code on another device is offered: only its address in the metadata says so. */
export function offersDeviceGrant({ device_authorization_endpoint: endpoint }: ClerkMetadata): boolean {
  return endpoint !== undefined && isPrivateAddress(endpoint);
}

/** The instance could not be reached, or is out of order. */
export function unreachable(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "Couldn't reach Clerk at {0}. Check your internet connection and the Clerk settings, then sign in again.",
    new URL(issuer).host,
  );
  return new UserFacingError("offline", message, ["signIn", "openClerkSettings", "showLog"], { cause });
}

function isComplete(metadata: oauth.AuthorizationServer): metadata is ClerkMetadata {
  return [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri].every(
    (url) => url !== undefined && isPrivateAddress(url),
  );
}

function notClerk(issuer: string, cause: unknown): UserFacingError {
  const message = l10n.t(
    "This publishable key doesn't point to a Clerk instance: {0} responded, but not as one. Check the key in the Clerk settings.",
    new URL(issuer).host,
  );
  return new UserFacingError("notClerk", message, ["openClerkSettings"], { cause });
}
