import assert from "node:assert/strict";
import { retryAfterOf } from "../../../src/shared/retryAfter";

const now = Date.parse("Wed, 01 Jul 2026 12:00:00 GMT");
const read = (status: number, headers: Readonly<Record<string, string>>): number | undefined =>
  retryAfterOf(new Response(null, { status, headers }), now);

describe("retryAfter", () => {
  it("reads seconds and dates", () => {
    assert.equal(read(429, { "retry-after": "7" }), 7000);
    assert.equal(read(503, { "retry-after": "Wed, 01 Jul 2026 12:01:00 GMT" }), 60_000);
  });

  it("measures a date by the server's own clock", () => {
    const date = "Wed, 01 Jul 2026 09:00:00 GMT";
    assert.equal(read(503, { date, "retry-after": "Wed, 01 Jul 2026 09:00:05 GMT" }), 5000);
  });

  it("ignores what is over, makes no sense, or comes with another status", () => {
    assert.equal(read(503, {}), undefined);
    assert.equal(read(503, { "retry-after": "soon" }), undefined);
    assert.equal(read(503, { "retry-after": "-5" }), undefined);
    assert.equal(read(503, { "retry-after": "Wed, 01 Jul 2026 11:00:00 GMT" }), undefined);
    assert.equal(read(500, { "retry-after": "7" }), undefined);
  });
});
