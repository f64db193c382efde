import assert from "node:assert/strict";
import * as oauth from "oauth4webapi";
import { oauthErrorOf } from "../../../../src/auth/clerk/oauthError";

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
