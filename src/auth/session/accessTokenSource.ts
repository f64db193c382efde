import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "./clerkSession";
import { readJwtClaims } from "../clerk/jwt";
import { expiredToken, isStale, notSignedIn } from "./sessionAge";
import type { SessionRefresher } from "./sessionRefresher";
import { SessionStore } from "./sessionStore";
import { opaqueToken } from "../signIn/signInSentences";
import { assertAllowedOrigin } from "../clerk/trustedOrigin";

/** Asks, once for each origin, whether the user's token may go there. */
export interface TokenConsent {
  /** @throws UserFacingError `originDeclined` */
  require(origin: string): Promise<void>;
}

/** The one door through which access tokens leave. */
export class AccessTokenSource {
  private readonly flights = new Map<string, Promise<ClerkSession>>();

  /** @param currentInstance whose session counts: what the settings name at the moment */
  constructor(
    private readonly store: SessionStore,
    private readonly refresher: SessionRefresher,
    private readonly consent: TokenConsent,
    private readonly currentInstance: () => ClerkInstance,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * An access token for a request to `origin`, refreshed when it has less than five minutes left.
   *
   * @param origin the server's URL or origin; https, or http to a loopback host
   * @param options `rejected`: a token the server has just answered 401 to. If it is still the stored
   * one it is refreshed at once; a pasted one cannot be, and comes back as it is.
   * @throws UserFacingError `insecureOrigin`, `notSignedIn`, `originDeclined`, `sessionEnded`,
   * `tokenExpired`, `opaqueToken` or `offline`
   */
  async get(origin: string, options: { readonly rejected?: string } = {}): Promise<string> {
    const target = assertAllowedOrigin(origin);
    const instance = this.currentInstance();
    if ((await this.store.read(instance)) === undefined) {
      throw notSignedIn();
    }
    await this.consent.require(target);
    const session = await this.fresh(instance, options.rejected);
    if (readJwtClaims(session.accessToken) === undefined) {
      throw opaqueToken();
    }
    return session.accessToken;
  }

  /**
   * The session for VS Code's own account list, refreshed if need be; as stored when that is not
   * possible right now, and undefined when nobody is signed in.
   */
  async session(): Promise<ClerkSession | undefined> {
    const instance = this.currentInstance();
    const stored = await this.store.read(instance);
    if (stored === undefined) {
      return undefined;
    }
    try {
      return await this.fresh(instance, undefined);
    } catch (error) {
      const over = ["notSignedIn", "sessionEnded", "tokenExpired"];
      return error instanceof UserFacingError && over.includes(error.kind) ? undefined : stored;
    }
  }

  private async fresh(instance: ClerkInstance, rejected: string | undefined): Promise<ClerkSession> {
    const session = await this.store.read(instance);
    if (session === undefined) {
      throw notSignedIn();
    }
    if (session.kind === "pasted") {
      if (session.expiresAt <= this.now()) {
        throw expiredToken(session.expiresAt);
      }
      return session;
    }
    return isStale(session, this.now(), rejected) ? this.refreshOnce(instance, rejected) : session;
  }

  private async refreshOnce(instance: ClerkInstance, rejected: string | undefined): Promise<ClerkSession> {
    const key = SessionStore.keyOf(instance);
    let flight: Promise<ClerkSession> | undefined;
    while ((flight = this.flights.get(key)) !== undefined) {
      const session = await flight;
      // A flight that began for its age may bring back the very token this caller saw rejected.
      if (session.accessToken !== rejected) {
        return session;
      }
    }
    // Entered before anything is awaited: a second caller must find it.
    const own = this.refresher.refresh(instance, rejected).finally(() => this.flights.delete(key));
    this.flights.set(key, own);
    return own;
  }
}
