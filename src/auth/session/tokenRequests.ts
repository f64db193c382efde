import * as oauth from "oauth4webapi";
import type { Discovery } from "../clerk/discovery";
import { type AuthLog, type Fetch, abortable, requestOptions } from "../clerk/http";
import { retryAfterOf } from "../../shared/retryAfter";
import { oauthErrorOf, readTokenResponse } from "../clerk/tokenEndpoint";
import type { ClerkSession } from "./clerkSession";

/**
 * Longest wait for new tokens, in milliseconds. An answer that nobody waits for any more takes the session along: the
 * refresh token in it has replaced the one that is stored.
 */
const refreshTimeoutMs = 60_000;

/** Longest that signing out waits for the server, in milliseconds. */
const revocationTimeoutMs = 3000;

/**
 * `ended`: the server no longer knows the refresh token. `failed`: nobody can say whether it does
 * (no network, 5xx, 429, an answer that makes no sense), so the session must stay; `retryAfterMs` is how
 * long the server asks to be left alone, in milliseconds.
 */
export type RefreshResult =
  | { readonly kind: "refreshed"; readonly session: ClerkSession }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly cause: unknown; readonly retryAfterMs?: number };

/** A session that can be refreshed. */
export type RefreshableSession = ClerkSession & { readonly refreshToken: string };

/** Asks the token endpoint for a new access token (RFC 6749 §6). */
export class TokenRefresh {
  constructor(
    private readonly discovery: Discovery,
    private readonly fetch: Fetch,
    private readonly now: () => number = Date.now,
  ) {}

  /** Never throws: what went wrong is the result. The caller stores the rotated refresh token before anything else. */
  async run(session: RefreshableSession): Promise<RefreshResult> {
    let response: Response | undefined;
    try {
      const metadata = await this.discovery.get(session.issuer);
      const client: oauth.Client = { client_id: session.clientId };
      response = await oauth.refreshTokenGrantRequest(
        metadata,
        client,
        oauth.None(),
        session.refreshToken,
        requestOptions(session.issuer, this.fetch, undefined, refreshTimeoutMs),
      );
      const answer = await oauth.processRefreshTokenResponse(metadata, client, await withoutIdToken(response));
      // A server that does not rotate sends no refresh token: the old one goes on (RFC 6749 §6).
      const next = { ...session, ...readTokenResponse(answer, session.scope, this.now()) };
      return { kind: "refreshed", session: next };
    } catch (cause) {
      // Clerk answers invalid_grant with 400 or with 401 (docs/wire.md#clerk-errors).
      if (oauthErrorOf(cause)?.code === "invalid_grant") {
        return { kind: "ended" };
      }
      const retryAfterMs = response === undefined ? undefined : retryAfterOf(response, this.now());
      return { kind: "failed", cause, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    }
  }
}

/** Revokes the refresh token of a session. */
export type Revoke = Pick<Revocation, "run">;

/** Tells the server that a refresh token is not needed any more (RFC 7009 §2.1). */
export class Revocation {
  constructor(
    private readonly discovery: Discovery,
    private readonly fetch: Fetch,
    private readonly log: AuthLog,
  ) {}

  /**
   * Revokes a session's refresh token. Best effort: it never throws and takes at most three seconds.
   * The access token cannot be revoked; as a JWT it stays valid up to a day (docs/wire.md#clerk-lifetimes).
   *
   * @returns whether the server confirmed it
   */
  async run(session: ClerkSession): Promise<boolean> {
    const { refreshToken } = session;
    if (refreshToken === undefined) {
      return false;
    }
    const signal = AbortSignal.timeout(revocationTimeoutMs);
    try {
      await abortable(this.request(session, refreshToken, signal), signal);
      this.log.info("Refresh token revoked.");
      return true;
    } catch (error) {
      this.log.warn(`Refresh token not revoked: ${error instanceof Error ? error.name : "unknown error"}.`);
      return false;
    }
  }

  private async request(session: ClerkSession, refreshToken: string, signal: AbortSignal): Promise<void> {
    const metadata = await this.discovery.get(session.issuer);
    // A public client sends its id in the body, as Clerk's own CLI does (docs/wire.md#clerk-lifetimes).
    const response = await oauth.revocationRequest(
      metadata,
      { client_id: session.clientId },
      oauth.None(),
      refreshToken,
      {
        ...requestOptions(session.issuer, this.fetch, signal),
        additionalParameters: { token_type_hint: "refresh_token" },
      },
    );
    await oauth.processRevocationResponse(response);
  }
}

/**
 * The id token of a refresh is optional and not used (OpenID Connect Core §12.2). It is taken out
 * unread: with a wrong local clock its check would fail, and the rotated refresh token be lost.
 */
async function withoutIdToken(response: Response): Promise<Response> {
  if (!response.ok) {
    return response;
  }
  const body: unknown = await response.json();
  const kept = typeof body === "object" && body !== null ? { ...body, id_token: undefined } : body;
  return Response.json(kept, { status: response.status });
}
