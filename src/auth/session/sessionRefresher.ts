import { setTimeout as delay } from "node:timers/promises";
import type { AuthLog } from "../clerk/http";
import { type AccountRef, type ClerkSession, refOf } from "./clerkSession";
import type { CrossWindowLock } from "./crossWindowLock";
import type { RefreshBackoff } from "./refreshBackoff";
import type { Revoke } from "./revocation";
import { isStale, notSignedIn, offline, refusedRefresh, sessionEnded } from "./sessionAge";
import { SessionStore } from "./sessionStore";
import type { RefreshableSession, TokenRefresh } from "./tokenRefresh";

/** Asks Clerk for a new access token. */
export type Refresh = Pick<TokenRefresh, "run">;

/** What others hear of a session's life. */
export interface SessionEvents {
  /** The stored session was renewed, or is over. */
  changed(): void;
}

// How long to wait for the window that won a race to store its tokens, in milliseconds.
const adoptionWaits = [0, 150, 350, 700];

/** Renews stored sessions, safely against other windows and against signing out meanwhile. */
export class SessionRefresher {
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly store: SessionStore,
    private readonly tokens: Refresh,
    private readonly lock: CrossWindowLock,
    private readonly revocation: Revoke,
    private readonly events: SessionEvents,
    private readonly backoff: RefreshBackoff,
    private readonly log: AuthLog,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Refreshes under the lock, unless another window did so first, or Clerk is to be left alone for now.
   *
   * @param rejected the access token that a server has just refused
   * @returns the session in the store; with its old access token if that is still good and Clerk is out of reach
   * @throws UserFacingError `notSignedIn`, `sessionEnded`, `refreshRefused`, `offline` or `storageFailed`
   */
  refresh(ref: AccountRef, rejected: string | undefined): Promise<ClerkSession> {
    const flight = this.attempt(ref, rejected);
    const entry = flight.catch(() => undefined).finally(() => this.underWay.delete(entry));
    this.underWay.add(entry);
    return flight;
  }

  /** Waits for the refreshes under way, so that a window that closes stores the tokens it asked for. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.all(this.underWay);
    }
  }

  private async attempt(ref: AccountRef, rejected: string | undefined): Promise<ClerkSession> {
    const failure = this.backoff.waiting(ref.issuer);
    if (failure !== undefined) {
      const session = await this.signedIn(ref);
      if (isStale(session, this.now(), rejected) && isRefreshable(session)) {
        return this.asItIs(session, rejected, failure.cause);
      }
    }
    return this.lock.run(SessionStore.keyOf(ref), () => this.underLock(ref, rejected));
  }

  private async underLock(ref: AccountRef, rejected: string | undefined): Promise<ClerkSession> {
    const generation = this.store.generationOf(ref);
    // Another window may have refreshed, or signed out, while this one waited for the lock.
    const session = await this.signedIn(ref);
    if (!isStale(session, this.now(), rejected)) {
      return session;
    }
    return isRefreshable(session)
      ? this.renew(session, rejected, generation)
      : this.withoutRefreshToken(session, generation);
  }

  private async signedIn(ref: AccountRef): Promise<ClerkSession> {
    const session = await this.store.read(ref);
    if (session === undefined) {
      throw notSignedIn();
    }
    return session;
  }

  private async renew(
    session: RefreshableSession,
    rejected: string | undefined,
    generation: number,
  ): Promise<ClerkSession> {
    const result = await this.tokens.run(session);
    if (result.kind === "failed") {
      this.backoff.failed(session.issuer, result.cause, result.retryAfterMs);
      const reason = result.cause instanceof Error ? result.cause.name : "unknown error";
      this.log.warn(`The access token was not refreshed: ${reason}. The session stays.`);
      return this.asItIs(session, rejected, result.cause);
    }
    this.backoff.succeeded(session.issuer);
    return result.kind === "refreshed"
      ? this.keep(result.session, session, generation)
      : this.afterRefusal(session, rejected, generation);
  }

  /** What a session that cannot be renewed now is still good for. */
  private asItIs(session: ClerkSession, rejected: string | undefined, cause: unknown): ClerkSession {
    if (session.expiresAt > this.now() && session.accessToken !== rejected) {
      return session;
    }
    throw refusedRefresh(session, cause) ?? offline(session.issuer, cause);
  }

  /** Stores the rotated refresh token before anybody uses the new access token. */
  private async keep(next: ClerkSession, used: RefreshableSession, generation: number): Promise<ClerkSession> {
    if (await this.store.update(next, used.refreshToken, generation)) {
      this.log.info("The access token was refreshed.");
      this.events.changed();
      return next;
    }
    const current = await this.store.read(refOf(used));
    if (current !== undefined) {
      // Not revoked: the newer sign-in may stand on the same grant, which would go with it.
      return current;
    }
    // Signed out meanwhile. The new refresh token belongs to nobody, so it goes back.
    await this.revocation.run(next);
    throw notSignedIn();
  }

  /** The refresh token is used up or over. Another window may have had it, and stored a newer one meanwhile. */
  private async afterRefusal(
    used: RefreshableSession,
    rejected: string | undefined,
    generation: number,
  ): Promise<ClerkSession> {
    for (const wait of adoptionWaits) {
      await delay(wait);
      const stored = await this.signedIn(refOf(used));
      if (stored.refreshToken !== used.refreshToken) {
        this.log.info("Another window had refreshed the session already.");
        // Each round has another refresh token, so this ends.
        return isStale(stored, this.now(), rejected) && isRefreshable(stored)
          ? this.renew(stored, rejected, this.store.generationOf(refOf(stored)))
          : stored;
      }
    }
    return this.end(used, generation);
  }

  private async withoutRefreshToken(session: ClerkSession, generation: number): Promise<ClerkSession> {
    return session.expiresAt > this.now() ? session : this.end(session, generation);
  }

  private async end(session: ClerkSession, generation: number): Promise<never> {
    this.log.warn("The session has ended: Clerk does not renew it any more.");
    await this.store.deleteUnchanged(session, generation);
    this.events.changed();
    throw sessionEnded();
  }
}

function isRefreshable(session: ClerkSession): session is RefreshableSession {
  return session.kind === "oauth" && session.refreshToken !== undefined;
}
