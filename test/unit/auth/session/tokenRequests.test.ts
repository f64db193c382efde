import assert from "node:assert/strict";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import { type RefreshableSession, Revocation, TokenRefresh } from "../../../../src/auth/session/tokenRequests";
import { type Answer, ScriptedClerk } from "../setup/scriptedClerk";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";

const httpFetch = (url: string, init?: RequestInit): Promise<Response> => fetch(url, init);

describe("tokenRefresh", () => {
  let clerk: ScriptedClerk;
  let refresh: TokenRefresh;
  let session: RefreshableSession;
  beforeEach(async () => {
    clerk = new ScriptedClerk();
    await clerk.start();
    refresh = new TokenRefresh(new Discovery(httpFetch), httpFetch, () => 1000);
    session = {
      ...clerk.instance,
      accessToken: "old",
      refreshToken: "r1",
      expiresAt: 0,
      scope: "openid",
      identity: { sub: "user_1", label: "a@example.com" },
      kind: "oauth",
    };
  });
  afterEach(() => clerk.stop());

  it("takes the new tokens and keeps who it is", async () => {
    const access_token = clerk.accessToken("second");
    clerk.token = () => ({ body: { access_token, token_type: "Bearer", expires_in: 60, refresh_token: "r2" } });
    assert.deepEqual(await refresh.run(session), {
      kind: "refreshed",
      session: { ...session, accessToken: access_token, refreshToken: "r2", expiresAt: 61_000 },
    });
    assert.deepEqual(Object.fromEntries(clerk.forms[0] ?? []), {
      grant_type: "refresh_token",
      refresh_token: "r1",
      client_id: clerk.clientId,
    });
  });

  it("goes on with the old refresh token of a server that does not rotate", async () => {
    clerk.token = () => ({ body: { access_token: clerk.accessToken(), token_type: "Bearer", expires_in: 60 } });
    const result = await refresh.run(session);
    assert.ok(result.kind === "refreshed" && result.session.refreshToken === "r1");
  });

  for (const id_token of ["nonsense", "a.b.c", 7]) {
    it(`does not lose the rotated token over the id token ${JSON.stringify(id_token)}`, async () => {
      const answer = { token_type: "Bearer", expires_in: 60, refresh_token: "r2", id_token };
      clerk.token = () => ({ body: { access_token: clerk.accessToken(), ...answer } });
      const result = await refresh.run(session);
      assert.ok(result.kind === "refreshed" && result.session.refreshToken === "r2");
    });
  }

  const challenge = { "www-authenticate": 'Bearer realm="oauth", error="invalid_grant", error_description="used"' };
  const answers: readonly (readonly [what: string, answer: Answer, kind: "ended" | "failed"])[] = [
    ["invalid_grant with 400", { status: 400, body: { error: "invalid_grant" } }, "ended"],
    ["invalid_grant with 401", { status: 401, body: { error: "invalid_grant" } }, "ended"],
    ["invalid_grant in WWW-Authenticate", { status: 401, body: { error: "x" }, headers: challenge }, "ended"],
    ["invalid_client", { status: 401, body: { error: "invalid_client" } }, "failed"],
    ["another challenge", { status: 401, body: {}, headers: { "www-authenticate": "Basic" } }, "failed"],
    ["429", { status: 429, body: { error: "too_many_requests" } }, "failed"],
    ["500", { status: 500, body: { error: "invalid_grant" } }, "failed"],
    ["502 with HTML", { status: 502, body: "<h1>Bad gateway</h1>" }, "failed"],
    ["a captive portal", { status: 200, body: "<h1>Wi-Fi login</h1>" }, "failed"],
    ["a redirect", { status: 302, headers: { location: "https://evil.example" } }, "failed"],
    ["an empty object", { status: 200, body: {} }, "failed"],
    ["null", { status: 200, body: "null", headers: { "content-type": "application/json" } }, "failed"],
  ];
  for (const [what, answer, kind] of answers) {
    it(`calls the session ${kind === "ended" ? "ended" : "alive"} after ${what}`, async () => {
      clerk.token = () => answer;
      assert.equal((await refresh.run(session)).kind, kind);
    });
  }

  it("says how long the server asks to be left alone", async () => {
    clerk.token = () => ({ status: 429, body: { error: "slow" }, headers: { "retry-after": "7" } });
    const result = await refresh.run(session);
    assert.ok(result.kind === "failed" && result.retryAfterMs === 7000);
    clerk.token = () => ({ status: 500, headers: { "retry-after": "7" } });
    assert.equal("retryAfterMs" in (await refresh.run(session)), false);
  });

  it("calls the session alive when nobody answers", async () => {
    await clerk.stop();
    assert.equal((await refresh.run(session)).kind, "failed");
  });
});

describe("revocation", () => {
  let clerk: ScriptedClerk;
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  const revocation = new Revocation(new Discovery(httpFetch), httpFetch, log);
  const session = (changes: object = {}): ClerkSession => ({
    ...clerk.instance,
    accessToken: "a.b.c",
    refreshToken: "secretRefresh",
    expiresAt: 0,
    scope: "openid",
    identity: { sub: "user_1", label: "a@example.com" },
    kind: "oauth",
    ...changes,
  });
  beforeEach(async () => {
    lines.length = 0;
    clerk = new ScriptedClerk();
    await clerk.start();
  });
  afterEach(() => clerk.stop());

  it("sends the refresh token as a public client does", async () => {
    clerk.token = () => ({ status: 200 });
    assert.equal(await revocation.run(session()), true);
    assert.equal(clerk.paths.at(-1), "/oauth/token/revoke");
    assert.deepEqual(Object.fromEntries(clerk.forms[0] ?? []), {
      token: "secretRefresh",
      token_type_hint: "refresh_token",
      client_id: clerk.clientId,
    });
  });

  it("has nothing to do for a pasted token", async () => {
    const { refreshToken, ...pasted } = session();
    assert.ok(refreshToken);
    assert.equal(await revocation.run(pasted), false);
    assert.equal(clerk.paths.length, 0);
  });

  it("shrugs at a refusal, at a server without revocation, and at nobody there", async () => {
    clerk.token = () => ({ status: 400, body: { error: "unsupported_token_type" } });
    assert.equal(await revocation.run(session()), false);
    await clerk.stop();
    assert.equal(await revocation.run(session({ issuer: "http://127.0.0.1:9" })), false);
    assert.ok(lines.length === 2 && lines.every((line) => !line.includes("secretRefresh")));
  });

  it("waits three seconds at most", async () => {
    clerk.token = () => ({ status: 200, after: 10_000 });
    const started = Date.now();
    assert.equal(await revocation.run(session()), false);
    assert.ok(Date.now() - started < 3800);
  }).timeout(60_000);
});
