import assert from "node:assert/strict";
import { readTokenResponse } from "../../../../src/auth/clerk/tokenResponse";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";

const bearer = { token_type: "bearer" as const };

describe("tokenResponse", () => {
  it("counts the lifetime from the answer, whatever the local clock says", () => {
    const token = signJwt(instanceKey(), { sub: "s", exp: 9_999_999_999 });
    assert.deepEqual(
      readTokenResponse({ ...bearer, access_token: token, refresh_token: "r", expires_in: 60, scope: "a" }, "b", 1000),
      { accessToken: token, refreshToken: "r", expiresAt: 61_000, scope: "a" },
    );
  });

  it("falls back to the token's own end, then to an hour", () => {
    const token = signJwt(instanceKey(), { sub: "s", exp: 500 });
    assert.deepEqual(readTokenResponse({ ...bearer, access_token: token }, "openid", 1000), {
      accessToken: token,
      expiresAt: 500_000,
      scope: "openid",
    });
    assert.equal(readTokenResponse({ ...bearer, access_token: "oat_1" }, "", 1000).expiresAt, 3_601_000);
  });
});
