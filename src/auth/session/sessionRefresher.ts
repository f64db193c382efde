import { setTimeout as delay } from "node:timers/promises";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "./clerkSession";
import type { AuthLog } from "../clerk/http";
import type { RefreshLock } from "./refreshLock";
import type { Revocation } from "./revocation";
import { isStale, notSignedIn, offline, refusedRefresh, sessionEnded } from "./sessionAge";
import { SessionStore } from "./sessionStore";
import type { RefreshableSession, TokenRefresh } from "./tokenRefresh";

/** What others hear of a session's life. */
export interface SessionEvents {
  /** The stored session was renewed, or is over. */
  changed(): void;
}

// How long to wait for the window that won a race to store its tokens, in milliseconds.
const adoptionWaits = [0, 150, 350, 700];

/** Renews the stored session, safely against other windows and against signing out meanwhile. */
export class SessionRefresher {
  constructor(
    private readonly store: SessionStore,
    private readonly tokens: TokenRefresh,
    private readonly lock: RefreshLock,
    private readonly revocation: Revocation,
    private readonly events: SessionEvents,
    private readonly log: AuthLog,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Refreshes under the lock, unless another window did so first.
   *
   * @param rejected the access token that a server has just refused
   * @returns the session in the store; with its old access token if that is still good and Clerk is out of reach
   * @throws UserFacingError `notSignedIn`, `sessionEnded` or `offline`
   */
  refresh(instance: ClerkInstance, rejected: string | undefined): Promise<ClerkSession> {
    return this.lock.run(SessionStore.keyOf(instance), async () => {
      const { currentGeneration } = this.store;
      // Another window may have refreshed, or signed out, while this one waited for the lock.
      const session = await this.store.read(instance);
      if (session === undefined) {
        throw notSignedIn();
      }
      if (!isStale(session, this.now(), rejected)) {
        return session;
      }
      return isRefreshable(session)
        ? this.renew(session, rejected, currentGeneration)
        : this.withoutRefreshToken(session, currentGeneration);
    });
  }

  private async renew(
    session: RefreshableSession,
    rejected: string | undefined,
    generation: number,
  ): Promise<ClerkSession> {
    const result = await this.tokens.run(session);
    switch (result.kind) {
      case "refreshed":
        return this.keep(result.session, session, generation);
      case "ended":
        return (await this.adoptNewer(session, rejected)) ?? this.end(session, generation);
      case "failed": {
        const reason = result.cause instanceof Error ? result.cause.name : "unknown error";
        this.log.warn(`The access token was not refreshed: ${reason}. The session stays.`);
        if (session.expiresAt > this.now() && session.accessToken !== rejected) {
          return session;
        }
        throw refusedRefresh(session, result.cause) ?? offline(session.issuer, result.cause);
      }
    }
  }

  /** Stores the rotated refresh token before anybody uses the new access token. */
  private async keep(next: ClerkSession, used: RefreshableSession, generation: number): Promise<ClerkSession> {
    if (await this.store.update(next, used.refreshToken, generation)) {
      this.log.info("The access token was refreshed.");
      this.events.changed();
      return next;
    }
    const current = await this.store.read(used);
    if (current !== undefined) {
      // Not revoked: the newer sign-in may stand on the same grant, which would go with it.
      return current;
    }
    // Signed out meanwhile. The new refresh token belongs to nobody, so it goes back.
    await this.revocation.run(next);
    throw notSignedIn();
  }

  private async adoptNewer(used: RefreshableSession, rejected: string | undefined): Promise<ClerkSession | undefined> {
    for (const wait of adoptionWaits) {
      await delay(wait);
      const stored = await this.store.read(used);
      if (stored === undefined) {
        throw notSignedIn();
      }
      const newer = stored.refreshToken !== used.refreshToken && stored.accessToken !== rejected;
      if (newer && stored.expiresAt > this.now()) {
        this.log.info("Another window had refreshed the session already.");
        return stored;
      }
    }
    return undefined;
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
