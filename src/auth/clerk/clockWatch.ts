import type { Fetch } from "./http";

/**
 * By how much this computer's clock may be off without ending a sign-in, in milliseconds: RFC 7519 §4.1.4 allows a few
 * minutes. Computers that nobody sets right every day are seconds off; what a token's times protect from, its nonce
 * and the connection that it came over do as well.
 */
export const clockToleranceMs = 5 * 60 * 1000;

/**
 * Measures this computer's clock against the `Date` header of the answers that Clerk gives anyway
 * (RFC 9110 §6.6.1). Only the latest answer counts, because clocks are set right meanwhile.
 */
export class ClockWatch {
  private measured: { readonly offset: number; readonly error: number } | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  /** The same `fetch`, whose answers are measured on their way. */
  watching(fetch: Fetch): Fetch {
    return async (url, init) => {
      const sent = this.now();
      const response = await fetch(url, init);
      this.measure(response.headers, sent, this.now());
      return response;
    };
  }

  /**
   * Milliseconds by which this computer's clock is ahead of Clerk's; negative when it is behind.
   * Undefined when nothing was measured, or when the difference is within the error of measuring.
   */
  get offset(): number | undefined {
    return this.measured === undefined || Math.abs(this.measured.offset) <= this.measured.error
      ? undefined
      : this.measured.offset;
  }

  private measure(headers: Headers, sent: number, received: number): void {
    const date = Date.parse(headers.get("date") ?? "");
    // An answer out of a cache tells the time at which it was put there (RFC 9111 §5.1).
    if (Number.isNaN(date) || headers.has("age")) {
      return;
    }
    // The header cuts to whole seconds, so half a second is the best guess; and the answer was made at
    // some time between sending and receiving.
    const resolution = 500;
    const offset = (sent + received) / 2 - (date + resolution);
    this.measured = { offset, error: Math.abs(received - sent) / 2 + resolution };
  }
}
