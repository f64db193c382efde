import assert from "node:assert/strict";
import { NO_END } from "../../../../src/auth/session/clerkSession";
import { expiresIn, parsePastedToken, readPastedToken } from "../../../../src/auth/signIn/pastedToken";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";
import { setFormatLanguage } from "../../../../src/shared/formats";
import { throwsWith } from "../setup/expectError";

const key = instanceKey();
const now = Date.UTC(2026, 10, 24, 12);
const exp = now / 1000 + 3600;
const token = signJwt(key, { iss: "https://clerk.example.com", sub: "user_1", exp, email: "a@example.com", name: "A" });

describe("pastedToken", () => {
  before(() => setFormatLanguage("en"));

  for (const text of [token, ` ${token}\n`, `Bearer ${token}`, `bearer   ${token} `]) {
    it(`reads ${text === token ? "a token" : JSON.stringify(text.replace(token, "…"))}`, async () => {
      assert.deepEqual(await parsePastedToken(text, now), {
        accessToken: token,
        identity: { sub: "user_1", label: "a@example.com", email: "a@example.com", name: "A" },
        expiresAt: now + 3_600_000,
      });
    });
  }

  const refused: readonly (readonly [text: string, kind: string, reason: RegExp])[] = [
    ["", "empty", /Paste a token/],
    ["Bearer ", "empty", /Paste a token/],
    ["oat_2abcDEF", "opaqueToken", /opaque OAuth access token.*Generate access tokens as JWTs/],
    ["Bearer oat_2abcDEF", "opaqueToken", /OAuth applications → Settings/],
    ["ak_live_123", "apiKey", /API key/],
    ["sk_live_secret", "secretKey", /never be pasted.*Rotate/],
    ["pk_test_abc", "publishableKey", /agentChat\.clerk\.publishableKey/],
    ["mt_123", "machineToken", /machine token/],
    ["ort_123", "refreshToken", /refresh token/],
    ["two words", "notToken", /isn't a token/],
    ["https://example.com/?token=x", "notToken", /isn't a token/],
    [token.slice(0, 60), "notJwt", /Parts of this token are missing/],
    [signJwt(key, { sub: "user_1", exp: now / 1000 }), "expired", /expired at .*2026/],
  ];
  for (const [text, kind, reason] of refused) {
    it(`refuses ${text.length > 40 ? "a JWT" : JSON.stringify(text)} as ${kind}`, () => {
      const error = throwsWith(() => readPastedToken(text, now), kind);
      assert.match(error.message, reason);
      assert.ok(text.length < 4 || !error.message.includes(text));
    });
  }

  it("reads a token without an end", () => {
    const endless = signJwt(key, { sub: "user_1" });
    assert.equal(readPastedToken(endless, now).expiresAt, NO_END);
    assert.equal(readPastedToken(endless, now).identity?.sub, "user_1");
  });

  it("names whoever has a token that names nobody, always the same for the same token", async () => {
    const [one, again, other] = await Promise.all(
      ["sk-user-token-456", "Bearer sk-user-token-456", signJwt(key, { exp })].map((text) =>
        parsePastedToken(text, now),
      ),
    );
    assert.deepEqual(one, again);
    assert.equal(one?.accessToken, "sk-user-token-456");
    assert.equal(one.expiresAt, NO_END);
    assert.match(one.identity.sub, /^token_[0-9a-f]{24}$/);
    assert.equal(one.identity.label, `Token ${one.identity.sub.slice(6, 12)}`);
    assert.notEqual(one.identity.sub, other?.identity.sub);
  });

  const minute = 60_000;
  const times: readonly (readonly [number, string])[] = [
    [-1, "in 0 seconds"],
    [1000, "in 1 second"],
    [42_000, "in 42 seconds"],
    [minute, "in 1 minute"],
    [60 * minute - 1, "in 59 minutes"],
    [60 * minute, "in 1 hour"],
    [47 * 60 * minute, "in 47 hours"],
    [365 * 24 * 60 * minute, "in 365 days"],
  ];
  for (const [left, words] of times) {
    it(`says "${words}" ${left} ms before`, () => assert.equal(expiresIn(now + left, now), words));
  }

  describe("in German", () => {
    before(() => setFormatLanguage("de"));
    after(() => setFormatLanguage("en"));

    it("says dates and durations as Germans write them", () => {
      assert.equal(expiresIn(now + 5 * 24 * 60 * minute, now), "in 5 Tagen");
      const error = throwsWith(() => readPastedToken(signJwt(key, { sub: "user_1", exp: now / 1000 }), now), "expired");
      assert.match(error.message, /2[34]\.11\.2026/);
    });
  });
});
