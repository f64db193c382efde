import assert from "node:assert/strict";
import { RefreshBackoff } from "../../../../src/auth/session/refreshBackoff";

const issuer = "https://clerk.example.com";

describe("refreshBackoff", () => {
  let now: number;
  let random: number;
  let backoff: RefreshBackoff;
  beforeEach(() => {
    now = 1_000_000;
    random = 1;
    backoff = new RefreshBackoff(
      () => now,
      () => random,
    );
  });
  /** How long the instance is left alone from now on, in milliseconds. */
  const wait = (): number => {
    const from = now;
    while (backoff.waiting(issuer) !== undefined) {
      now += 100;
    }
    return now - from;
  };
  const failAndWait = (retryAfterMs?: number): number => {
    backoff.failed(issuer, undefined, retryAfterMs);
    return wait();
  };

  it("waits from a second, doubling, to a minute", () => {
    assert.equal(backoff.waiting(issuer), undefined);
    const waits = Array.from({ length: 8 }, () => failAndWait());
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it("takes up to half of it off, by chance", () => {
    random = 0;
    assert.deepEqual([failAndWait(), failAndWait()], [500, 1000]);
  });

  it("respects what the server asks for, up to five minutes", () => {
    assert.equal(failAndWait(30_000), 30_000);
    assert.equal(failAndWait(10), 2000);
    assert.equal(failAndWait(86_400_000), 300_000);
  });

  it("begins anew after a success, and when a person tries again", () => {
    failAndWait();
    backoff.failed(issuer, undefined);
    backoff.succeeded(issuer);
    assert.equal(backoff.waiting(issuer), undefined);
    assert.equal(failAndWait(), 1000);
    backoff.failed(issuer, undefined);
    backoff.reset();
    assert.equal(backoff.waiting(issuer), undefined);
  });

  it("knows why, and leaves other instances alone", () => {
    const cause = new Error("down");
    backoff.failed(issuer, cause);
    assert.equal(backoff.waiting(issuer)?.cause, cause);
    assert.equal(backoff.waiting("https://other.example"), undefined);
  });

  it("does not wait for hours because the clock was set back", () => {
    backoff.failed(issuer, undefined);
    now -= 3_600_000;
    assert.equal(backoff.waiting(issuer), undefined);
  });
});
