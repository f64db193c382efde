import assert from "node:assert/strict";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import { Revocation } from "../../../../src/auth/session/revocation";
import { ScriptedClerk } from "../setup/scriptedClerk";

const httpFetch = (url: string, init?: RequestInit): Promise<Response> => fetch(url, init);

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
  }).timeout(5000);
});
