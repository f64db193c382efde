import assert from "node:assert/strict";
import { type ClerkSession, identityOf, parseSession } from "../../../../src/auth/session/clerkSession";

const session: ClerkSession = {
  accessToken: "a.b.c",
  refreshToken: "r",
  expiresAt: 1,
  scope: "openid",
  identity: { sub: "user_1", label: "a@example.com", email: "a@example.com" },
  issuer: "https://clerk.example.com",
  clientId: "abc",
  kind: "oauth",
};

describe("clerkSession", () => {
  it("reads back what was written", () => {
    assert.deepEqual(parseSession(JSON.stringify(session)), session);
    const { refreshToken, ...pasted } = { ...session, kind: "pasted" as const };
    assert.ok(refreshToken);
    assert.deepEqual(parseSession(JSON.stringify(pasted)), pasted);
  });

  const damaged: Readonly<Record<string, unknown>> = {
    "no JSON": undefined,
    null: null,
    "a text": "session",
    "no access token": { ...session, accessToken: "" },
    "a number as refresh token": { ...session, refreshToken: 1 },
    "no end": { ...session, expiresAt: null },
    "no scope": { ...session, scope: undefined },
    "no identity": { ...session, identity: null },
    "an identity without subject": { ...session, identity: { label: "x" } },
    "an unknown kind": { ...session, kind: "magic" },
    "no client id": { ...session, clientId: undefined },
  };
  for (const [what, value] of Object.entries(damaged)) {
    it(`takes a record with ${what} for none`, () => {
      assert.equal(parseSession(value === undefined ? "{" : JSON.stringify(value)), undefined);
    });
  }

  it("calls people by e-mail address, name or id, in this order", () => {
    assert.equal(identityOf({ sub: "s", email: "e", name: "n" })?.label, "e");
    assert.equal(identityOf({ sub: "s", name: "n" })?.label, "n");
    assert.deepEqual(identityOf({ sub: "s" }), { sub: "s", label: "s" });
    assert.equal(identityOf({ email: "e" }), undefined);
  });
});
