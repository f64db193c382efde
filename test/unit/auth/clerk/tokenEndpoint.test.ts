import assert from "node:assert/strict";
import { oauthErrorOf, readTokenResponse } from "../../../../src/auth/clerk/tokenEndpoint";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";
import * as oauth from "oauth4webapi";

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

const server = { issuer: "https://clerk.example.com" };
const client = { client_id: "abc" };

async function thrownFor(status: number, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = Response.json(body, { status, headers });
  return oauth.processRefreshTokenResponse(server, client, response).then(
    () => assert.fail("Nothing was thrown."),
    (error: unknown) => error,
  );
}

describe("oauthError", () => {
  it("reads the body of an error", async () => {
    const error = await thrownFor(400, { error: "invalid_grant", error_description: "gone" });
    assert.deepEqual(oauthErrorOf(error), { code: "invalid_grant", description: "gone", status: 400 });
  });

  it("reads a challenge, the second one too", async () => {
    const header = 'Basic realm="a", Bearer error="invalid_grant", error_description="used"';
    const error = await thrownFor(401, { error: "other" }, { "www-authenticate": header });
    assert.deepEqual(oauthErrorOf(error), { code: "invalid_grant", description: "used", status: 401 });
  });

  it("knows a challenge without an error", async () => {
    const error = await thrownFor(401, {}, { "www-authenticate": 'Basic realm="a"' });
    assert.deepEqual(oauthErrorOf(error), { code: "", description: "", status: 401 });
  });

  it("reads a callback's error", () => {
    const parameters = new URLSearchParams({ error: "access_denied", state: "s" });
    try {
      oauth.validateAuthResponse(server, client, parameters, "s");
      assert.fail("Nothing was thrown.");
    } catch (error) {
      assert.deepEqual(oauthErrorOf(error), { code: "access_denied", description: "", status: 0 });
    }
  });

  it("finds none in anything else", async () => {
    assert.equal(oauthErrorOf(new Error("x")), undefined);
    assert.equal(oauthErrorOf(await thrownFor(500, { error: "invalid_grant" })), undefined);
  });
});
