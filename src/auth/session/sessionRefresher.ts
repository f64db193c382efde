import type { CrossWindowLock } from "../../storage/crossWindowLock";
import type { AuthLog } from "../clerk/http";
import { type AccountRef, type ClerkSession, isStale, refOf } from "./clerkSession";
import { notSignedIn, offline, refusedRefresh, sessionEnded } from "./sessionErrors";
import { SessionStore } from "./sessionStore";
import type { RefreshableSession, Revoke, TokenRefresh } from "./tokenRequests";
import { delay } from "../../shared/delay";

/** Asks Clerk for a new access token. */
export type Refresh = Pick<TokenRefresh, "run">;

/** What others hear of a session's life. */
export interface SessionEvents {
  /** The stored session was renewed, or is over. */
  changed(): void;
}

// How long to wait for the window that won a race to store its tokens, in milliseconds.
const adoptionWaits = [0, 150, 350, 700];
const firstBackoffMs = 1000;
const longestBackoffMs = 60_000;
/** Longest that a caller waits for a refresh, in milliseconds; the refresh itself goes on. */
const patienceMs = 15_000;
/** However long a server asks to be left alone, in milliseconds. */
const longestRetryAfterMs = 5 * 60 * 1000;

interface Failure {
  readonly cause: unknown;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Spares an instance that does not renew tokens at the moment: each failure makes the next wait longer. */
export class RefreshBackoff {
  private readonly failures = new Map<string, Failure>();

  /** @param random from 0 to 1 */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /** The last failure, for as long as the instance should be left alone. */
  waiting(issuer: string): { readonly cause: unknown } | undefined {
    const failure = this.failures.get(issuer);
    const left = failure === undefined ? 0 : failure.until - this.now();
    // More than the longest wait is left only when the clock was set back.
    return left > 0 && left <= longestRetryAfterMs ? failure : undefined;
  }

  /** @param retryAfterMs what the server asked for (RFC 9110 §10.2.3), in milliseconds */
  failed(issuer: string, cause: unknown, retryAfterMs = 0): void {
    const count = (this.failures.get(issuer)?.count ?? 0) + 1;
    const wait = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (count - 1));
    // Jitter, so that the windows of a whole company do not come back together.
    const jittered = wait * (0.5 + this.random() / 2);
    const until = this.now() + Math.min(longestRetryAfterMs, Math.max(jittered, retryAfterMs));
    this.failures.set(issuer, { cause, count, until });
  }

  succeeded(issuer: string): void {
    this.failures.delete(issuer);
  }

  /** A person wants to try again now. */
  reset(): void {
    this.failures.clear();
  }
}

/** Renews stored sessions, safely against other windows and against signing out meanwhile. */
export class SessionRefresher {
  private readonly underWay = new Set<Promise<unknown>>();
  /** By account: a refresh token must not be sent a second time while the first answer is out. */
  private readonly attempts = new Map<string, Promise<ClerkSession>>();

  constructor(
    private readonly store: SessionStore,
    private readonly tokens: Refresh,
    private readonly lock: CrossWindowLock,
    private readonly revocation: Revoke,
    private readonly events: SessionEvents,
    private readonly backoff: RefreshBackoff,
    private readonly log: AuthLog,
    private readonly now: () => number = Date.now,
    private readonly patience = patienceMs,
  ) {}

  /**
   * Refreshes under the lock, unless another window did so first, or Clerk is to be left alone for now. A refresh
   * that takes long goes on behind its caller's back: what it brings must be stored, for the old refresh token is
   * used up.
   *
   * @param rejected the access token that a server has just refused
   * @returns the session in the store; with its old access token if that is still good and Clerk is out of reach
   * @throws UserFacingError `notSignedIn`, `sessionEnded`, `refreshRefused`, `offline` or `storageFailed`
   */
  refresh(ref: AccountRef, rejected: string | undefined): Promise<ClerkSession> {
    const key = SessionStore.keyOf(ref);
    const before = this.attempts.get(key);
    // One that began for its age may bring back the very token this caller saw rejected.
    const own = (): Promise<ClerkSession> => this.attempt(ref, rejected);
    const flight =
      before === undefined ? own() : before.then((session) => (session.accessToken === rejected ? own() : session));
    this.attempts.set(key, flight);
    const entry = flight
      .catch(() => undefined)
      .finally(() => {
        this.underWay.delete(entry);
        if (this.attempts.get(key) === flight) {
          this.attempts.delete(key);
        }
      });
    this.underWay.add(entry);
    return this.patiently(flight, ref, rejected);
  }

  private async patiently(
    flight: Promise<ClerkSession>,
    ref: AccountRef,
    rejected: string | undefined,
  ): Promise<ClerkSession> {
    const waited = new AbortController();
    const late = delay(this.patience, { ref: false, signal: waited.signal }).catch(() => undefined);
    try {
      const renewed = await Promise.race([flight, late]);
      return renewed ?? this.asItIs(await this.signedIn(ref), rejected, new DOMException("Late.", "TimeoutError"));
    } finally {
      waited.abort();
    }
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
    const epoch = this.store.epochOf(ref);
    // Another window may have refreshed, or signed out, while this one waited for the lock.
    const session = await this.signedIn(ref);
    if (!isStale(session, this.now(), rejected)) {
      return session;
    }
    return isRefreshable(session) ? this.renew(session, rejected, epoch) : this.withoutRefreshToken(session, epoch);
  }

  private async signedIn(ref: AccountRef): Promise<ClerkSession> {
    const session = await this.store.latest(ref);
    if (session === undefined) {
      throw notSignedIn();
    }
    return session;
  }

  private async renew(session: RefreshableSession, rejected: string | undefined, epoch: number): Promise<ClerkSession> {
    const result = await this.tokens.run(session);
    if (result.kind === "failed") {
      this.backoff.failed(session.issuer, result.cause, result.retryAfterMs);
      const reason = result.cause instanceof Error ? result.cause.name : "unknown error";
      this.log.warn(`The access token was not refreshed: ${reason}. The session stays.`);
      return this.asItIs(session, rejected, result.cause);
    }
    this.backoff.succeeded(session.issuer);
    return result.kind === "refreshed"
      ? this.keep(result.session, session, epoch)
      : this.afterRefusal(session, rejected, epoch);
  }

  /** What a session that cannot be renewed now is still good for. */
  private asItIs(session: ClerkSession, rejected: string | undefined, cause: unknown): ClerkSession {
    if (session.expiresAt > this.now() && session.accessToken !== rejected) {
      return session;
    }
    throw refusedRefresh(session, cause) ?? offline(session.issuer, cause);
  }

  /** Stores the rotated refresh token before anybody uses the new access token. */
  private async keep(next: ClerkSession, used: RefreshableSession, epoch: number): Promise<ClerkSession> {
    if (await this.store.update(next, used.refreshToken, epoch)) {
      this.log.info("The access token was refreshed.");
      this.events.changed();
      return next;
    }
    const current = await this.store.latest(refOf(used));
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
    epoch: number,
  ): Promise<ClerkSession> {
    for (const wait of adoptionWaits) {
      await delay(wait);
      const stored = await this.signedIn(refOf(used));
      if (stored.refreshToken !== used.refreshToken) {
        this.log.info("Another window had refreshed the session already.");
        // Each round has another refresh token, so this ends.
        return isStale(stored, this.now(), rejected) && isRefreshable(stored)
          ? this.renew(stored, rejected, this.store.epochOf(refOf(stored)))
          : stored;
      }
    }
    return this.end(used, epoch);
  }

  private async withoutRefreshToken(session: ClerkSession, epoch: number): Promise<ClerkSession> {
    return session.expiresAt > this.now() ? session : this.end(session, epoch);
  }

  private async end(session: ClerkSession, epoch: number): Promise<never> {
    this.log.warn("The session has ended: Clerk does not renew it any more.");
    await this.store.deleteUnchanged(session, epoch);
    this.events.changed();
    throw sessionEnded();
  }
}

function isRefreshable(session: ClerkSession): session is RefreshableSession {
  return session.kind === "oauth" && session.refreshToken !== undefined;
}
