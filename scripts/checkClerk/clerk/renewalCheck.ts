import type { Discovery } from "../../../src/auth/clerk/discovery";
import type { Fetch } from "../../../src/auth/clerk/http";
import type { ClerkSession } from "../../../src/auth/session/clerkSession";
import { type RefreshableSession, Revocation, TokenRefresh } from "../../../src/auth/session/tokenRequests";
import type { Report } from "../report";

/** How sessions are renewed and ended, asked with real ones. Each check uses its session up. */
export class RenewalCheck {
  private readonly refresh: TokenRefresh;
  private readonly revocation: Revocation;

  constructor(
    discovery: Discovery,
    fetch: Fetch,
    private readonly report: Report,
  ) {
    this.refresh = new TokenRefresh(discovery, fetch);
    this.revocation = new Revocation(discovery, fetch, { info: () => undefined, warn: () => undefined });
  }

  /**
   * Renews a session, and then once more with the refresh token that has been used.
   *
   * @returns what is left of the session; undefined when it has ended
   */
  async checkRotation(session: RefreshableSession): Promise<RefreshableSession | undefined> {
    const first = await this.refresh.run(session);
    if (first.kind === "failed") {
      this.report.unknown("Whether the access token can be renewed: Clerk didn't answer.");
      return undefined;
    }
    if (first.kind === "ended") {
      this.report.wrong(
        "Clerk refuses to renew the access token right after the sign-in.",
        "Clerk Dashboard → OAuth applications → Scopes: allow offline_access.",
      );
      return undefined;
    }
    this.report.ok("The access token was renewed without the browser.");
    const renewed = refreshable(first.session);
    if (renewed === undefined || renewed.refreshToken === session.refreshToken) {
      this.report.wrong(
        "The refresh token stayed the same, so a stolen copy of it would go unnoticed. Agent Chat works all the same.",
        "Clerk Dashboard → OAuth applications: turn Public on; for public applications Clerk changes it with every use.",
      );
      return renewed;
    }
    this.report.ok("The refresh token changed with its use.");
    return this.checkReuse(session, renewed);
  }

  /** Ends a session as a sign-out does, and looks whether it has ended. */
  async checkRevocation(session: RefreshableSession): Promise<void> {
    const confirmed = await this.revocation.run(session);
    const after = await this.refresh.run(session);
    if (after.kind === "failed") {
      this.report.unknown("Whether a sign-out ends the session: Clerk didn't answer.");
    } else if (after.kind === "ended") {
      this.report.ok("A sign-out ends the session: its refresh token is refused from then on.");
    } else {
      this.report.wrong(
        confirmed
          ? "Clerk confirmed that it has ended the session, but still renews its tokens."
          : "Clerk doesn't end the session at a sign-out, and still renews its tokens.",
        "Clerk Dashboard → OAuth applications: turn Public on, so that an application without a secret may revoke its tokens.",
      );
    }
  }

  private async checkReuse(
    used: RefreshableSession,
    renewed: RefreshableSession,
  ): Promise<RefreshableSession | undefined> {
    const again = await this.refresh.run(used);
    if (again.kind === "failed") {
      this.report.unknown("Whether a used refresh token is refused: Clerk didn't answer.");
      return renewed;
    }
    if (again.kind === "refreshed") {
      this.report.unknown(
        "A used refresh token was accepted once more. Clerk may allow that for a short time, so it can't be told whether a stolen one would be refused.",
      );
      return refreshable(again.session);
    }
    const rest = await this.refresh.run(renewed);
    if (rest.kind === "failed") {
      this.report.unknown(
        "A used refresh token is refused. What becomes of the new one isn't known: Clerk didn't answer.",
      );
      return renewed;
    }
    this.report.ok(
      rest.kind === "ended"
        ? "A used refresh token is refused, and ends the whole session: whoever stole it is out as well."
        : "A used refresh token is refused, and the new one goes on.",
    );
    return rest.kind === "ended" ? undefined : refreshable(rest.session);
  }
}

/** The session, if it has a refresh token. */
export function refreshable(session: ClerkSession): RefreshableSession | undefined {
  const { refreshToken } = session;
  return refreshToken === undefined ? undefined : { ...session, refreshToken };
}
