import * as oauth from "oauth4webapi";
import type { ClerkSession } from "./clerkSession";
import type { Discovery } from "../clerk/discovery";
import { type AuthLog, type Fetch, abortable, requestOptions } from "../clerk/http";

/** Longest that signing out waits for the server, in milliseconds. */
const revocationTimeoutMs = 3000;

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
   * The access token cannot be revoked; as a JWT it stays valid up to a day (facts/clerk.md §1).
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
    // A public client sends its id in the body, as Clerk's own CLI does (facts/clerk.md §1).
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
