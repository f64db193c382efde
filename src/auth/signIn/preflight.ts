import type { ClerkMetadata } from "../clerk/discovery";
import { type Fetch, withTimeout } from "../clerk/http";
import { type AuthorizationWishes, authorizationUrl, createAuthorizationSecrets } from "./authorizationRequest";

/** What Clerk would tell the person in the browser, as far as it can be known here. */
export type PreflightResult = "nothingKnown" | "redirectUri" | "client";

// The address itself may be shown in an error page; only a name on its own means something.
const namesRedirect = /redirect_uri(?!\s*(=|%3d|&#x3d;|&#61;))/i;
const namesClient = /\binvalid_client\b|client is invalid|client(_id)? (was )?not found|unknown client/i;

/**
 * Asks Clerk what the browser is about to ask. A wrong redirect URI and an unknown client id are shown on
 * Clerk's own page, which never comes back (facts/clerk.md §6), so the editor would wait in vain.
 */
export class Preflight {
  constructor(private readonly fetch: Fetch) {}

  /**
   * Requests the authorization URL's twin: the same but for its secrets, which are thrown away, and
   * without cookies. Nothing is granted by that. Never throws.
   */
  async run(
    metadata: ClerkMetadata,
    wishes: AuthorizationWishes,
    redirectUri: string,
    signal: AbortSignal,
  ): Promise<PreflightResult> {
    try {
      const secrets = createAuthorizationSecrets();
      const url = await authorizationUrl(metadata, wishes, secrets, { redirectUri, state: secrets.state });
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
