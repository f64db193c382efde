import * as oauth from "oauth4webapi";
import type { AuthorizationSecrets } from "./authorizationRequest";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import type { ClerkMetadata } from "../clerk/discovery";
import { type Fetch, requestOptions } from "../clerk/http";
import { verifyIdToken } from "../clerk/idToken";
import { readJwtClaims } from "../clerk/jwt";
import { signInError } from "./signInErrors";
import { opaqueToken, untrustedAnswer } from "./signInSentences";
import { readTokenResponse } from "../clerk/tokenResponse";

/** A sign-in whose browser part is over. */
export interface FinishedAuthorization {
  readonly metadata: ClerkMetadata;
  readonly instance: ClerkInstance;
  readonly secrets: AuthorizationSecrets;
  readonly redirectUri: string;
  /** Requested scopes, separated by spaces. */
  readonly scope: string;
  /** What came back: `code`, `state` and `iss`, or `error`. */
  readonly callback: URLSearchParams;
}

/** Turns an authorization code into a session. */
export class CodeExchange {
  constructor(
    private readonly fetch: Fetch,
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
      throw signInError(error, finished);
    }
  }

  private async exchange(finished: FinishedAuthorization, signal: AbortSignal | undefined): Promise<ClerkSession> {
    const { metadata, instance, secrets, redirectUri, callback } = finished;
    const client: oauth.Client = { client_id: instance.clientId };
    const parameters = oauth.validateAuthResponse(metadata, client, callback, secrets.state);
    const response = await oauth.authorizationCodeGrantRequest(
      metadata,
      client,
      oauth.None(),
      parameters,
      redirectUri,
      secrets.codeVerifier,
      requestOptions(instance.issuer, this.fetch, signal),
    );
    const answer = await oauth.processAuthorizationCodeResponse(metadata, client, response, {
      expectedNonce: secrets.nonce,
      requireIdToken: true,
    });
    const receivedAt = this.now();
    if (answer.id_token === undefined) {
      throw untrustedAnswer(instance.issuer, undefined);
    }
    const expected = { instance, jwksUri: metadata.jwks_uri, nonce: secrets.nonce };
    const identity = await verifyIdToken(answer.id_token, expected, this.fetch, signal);
    // Found out here and not at the first 401, where nobody could tell what is wrong.
    if (readJwtClaims(answer.access_token) === undefined) {
      throw opaqueToken();
    }
    return { ...readTokenResponse(answer, finished.scope, receivedAt), identity, ...instance, kind: "oauth" };
  }
}
