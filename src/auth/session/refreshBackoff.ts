const firstWaitMs = 1000;
const longestWaitMs = 60_000;
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
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (count - 1));
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
