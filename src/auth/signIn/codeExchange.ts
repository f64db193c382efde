import * as oauth from "oauth4webapi";
import type { AuthorizationSecrets } from "./authorizationRequest";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import type { ClockWatch } from "../clerk/clockWatch";
import type { ClerkMetadata } from "../clerk/discovery";
import { type Fetch, requestOptions } from "../clerk/http";
import type { RedirectTarget } from "./redirectTarget";
import { signInError } from "./signInErrors";
import { verifiedSession } from "./verifiedSession";

/** A sign-in whose browser part is over. */
export interface FinishedAuthorization {
  readonly metadata: ClerkMetadata;
  readonly instance: ClerkInstance;
  readonly secrets: AuthorizationSecrets;
  readonly target: Pick<RedirectTarget, "redirectUri" | "registered">;
  /** Requested scopes, separated by spaces. */
  readonly scope: string;
  /** What came back: `code`, `state` and `iss`, or `error`. */
  readonly callback: URLSearchParams;
}

/** Turns an authorization code into a session. */
export class CodeExchange {
  constructor(
    private readonly fetch: Fetch,
    private readonly clock: Pick<ClockWatch, "offset">,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Checks the callback (RFC 9207 `iss` included), asks for the tokens (RFC 6749 §4.1.3, RFC 7636
   * §4.5) and verifies the id token. The session is not stored here.
   *
   * @throws UserFacingError one sentence for each thing that can be wrong; `opaqueToken` for an access
   * token that is no JWT
   */
  async run(finished: FinishedAuthorization, signal?: AbortSignal): Promise<ClerkSession> {
    try {
      return await this.exchange(finished, signal);
    } catch (error) {
      const { instance, target } = finished;
      throw signInError(error, { instance, redirectUri: target.registered, clockOffset: this.clock.offset });
    }
  }

  private async exchange(finished: FinishedAuthorization, signal: AbortSignal | undefined): Promise<ClerkSession> {
    const { metadata, instance, secrets, target, scope, callback } = finished;
    const client: oauth.Client = { client_id: instance.clientId };
    const parameters = oauth.validateAuthResponse(metadata, client, callback, secrets.state);
    const response = await oauth.authorizationCodeGrantRequest(
      metadata,
      client,
      oauth.None(),
      parameters,
      target.redirectUri,
      secrets.codeVerifier,
      requestOptions(instance.issuer, this.fetch, signal),
    );
    const answer = await oauth.processAuthorizationCodeResponse(metadata, client, response, {
      expectedNonce: secrets.nonce,
      requireIdToken: true,
    });
    const request = { metadata, instance, scope, nonce: secrets.nonce };
    return verifiedSession(answer, request, this.fetch, this.now(), signal);
  }
}
