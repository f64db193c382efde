import { UserFacingError } from "../../shared/userFacingError";
import { readJwtClaims } from "../clerk/jwt";
import { assertAllowedOrigin } from "../clerk/trustedOrigin";
import { type AccountRef, type ClerkSession, consentScope, isStale, refOf } from "./clerkSession";
import type { CurrentAccount } from "./currentAccount";
import { expiredToken, notSignedIn, opaqueToken } from "./sessionErrors";
import type { SessionRefresher } from "./sessionRefresher";
import type { SessionStore } from "./sessionStore";

/** Asks, once for each origin and Clerk instance, whether the user's token may go there. */
export interface TokenConsent {
  /**
   * @param issuer as `consentScope` gives it
   * @throws UserFacingError `originDeclined`
   */
  require(origin: string, issuer: string): Promise<void>;
}

/** What {@link AccountTokens.get} takes besides the origin. */
export interface TokenOptions {
  /**
   * A token the server has just answered 401 to. If it is still the stored one it is refreshed at once; a
   * pasted one cannot be, and comes back as it is.
   */
  readonly rejected?: string;
}

/** The access tokens of one account. */
export interface AccountTokens {
  /**
   * An access token for a request to `origin`, refreshed when it has less than five minutes left.
   *
   * @param origin the server's URL or origin; https, or http to a loopback host
   * @throws UserFacingError `insecureOrigin`, `notSignedIn`, `originDeclined`, `sessionEnded`, `tokenExpired`,
   * `opaqueToken`, `refreshRefused`, `offline` or `storageFailed`
   */
  get(origin: string, options?: TokenOptions): Promise<string>;
}

/** The one door through which access tokens leave. */
export class AccessTokenSource {
  constructor(
    private readonly current: CurrentAccount,
    private readonly store: SessionStore,
    private readonly refresher: SessionRefresher,
    private readonly consent: TokenConsent,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Tokens of that very account, whatever the settings name or the person chooses by the time they are asked for.
   *
   * @param account as it was when the person acted
   */
  forAccount({ ref }: { readonly ref: AccountRef }): AccountTokens {
    return {
      get: async (origin, { rejected } = {}) => this.tokenOf(ref, assertAllowedOrigin(origin), rejected),
    };
  }

  /**
   * The sessions of every account for VS Code's own account list, refreshed if need be; as stored where
   * that is not possible right now. Those that are over are left out.
   */
  async sessions(): Promise<readonly ClerkSession[]> {
    const stored = await this.current.all();
    const sessions = await Promise.all(stored.map((session) => this.freshIfPossible(session)));
    return sessions.filter((session) => session !== undefined);
  }

  /** The sessions of every account as stored, without a request. Pasted tokens that have ended are left out. */
  async stored(): Promise<readonly ClerkSession[]> {
    const stored = await this.current.all();
    return stored.filter(({ kind, expiresAt }) => kind === "oauth" || expiresAt > this.now());
  }

  private async tokenOf(ref: AccountRef, origin: string, rejected: string | undefined): Promise<string> {
    await this.consent.require(origin, consentScope(ref));
    const session = await this.fresh(ref, rejected);
    if (session.kind === "oauth" && readJwtClaims(session.accessToken) === undefined) {
      throw opaqueToken();
    }
    return session.accessToken;
  }

  private async freshIfPossible(stored: ClerkSession): Promise<ClerkSession | undefined> {
    try {
      return await this.fresh(refOf(stored), undefined);
    } catch (error) {
      const over = ["notSignedIn", "sessionEnded", "tokenExpired"];
      return error instanceof UserFacingError && over.includes(error.kind) ? undefined : stored;
    }
  }

  private async fresh(ref: AccountRef, rejected: string | undefined): Promise<ClerkSession> {
    const session = await this.store.read(ref);
    if (session === undefined) {
      throw notSignedIn();
    }
    if (session.kind === "pasted") {
      if (session.expiresAt <= this.now()) {
        throw expiredToken(session.expiresAt);
      }
      return session;
    }
    return isStale(session, this.now(), rejected) ? this.refresher.refresh(ref, rejected) : session;
  }
}
