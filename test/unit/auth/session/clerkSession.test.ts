import assert from "node:assert/strict";
import { type ClerkSession, diffSessions, parseSession, sameAccount } from "../../../../src/auth/session/clerkSession";

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
});

const base: ClerkSession = {
  accessToken: "one",
  expiresAt: 1,
  scope: "openid",
  identity: { sub: "user_1", label: "a@example.com" },
  issuer: "https://clerk.example.com",
  clientId: "abc",
  kind: "oauth",
};
const organization = { id: "org_1", name: "Acme" };
const others: readonly ClerkSession[] = [
  { ...base, identity: { sub: "user_2", label: "a@example.com" } },
  { ...base, identity: { ...base.identity, organization } },
  { ...base, issuer: "https://other.example" },
  { ...base, clientId: "other" },
];

describe("clerkSession: what became of the sessions", () => {
  it("tells signing in and out", () => {
    assert.deepEqual(diffSessions([], []), { added: [], removed: [], changed: [] });
    assert.deepEqual(diffSessions([], [base]), { added: [base], removed: [], changed: [] });
    assert.deepEqual(diffSessions([base], []), { added: [], removed: [base], changed: [] });
    assert.deepEqual(diffSessions([base], [{ ...base }]), { added: [], removed: [], changed: [] });
  });

  it("tells renewed tokens, another kind and another label of the same account", () => {
    for (const now of [
      { ...base, accessToken: "two" },
      { ...base, kind: "pasted" as const },
      { ...base, identity: { sub: "user_1", label: "Another Name" } },
    ]) {
      assert.deepEqual(diffSessions([base], [now]), { added: [], removed: [], changed: [now] });
    }
  });

  it("takes another user, organisation, instance or client for another account", () => {
    for (const other of others) {
      assert.deepEqual(diffSessions([base], [other]), { added: [other], removed: [base], changed: [] });
    }
  });

  it("compares account by account, whatever their order", () => {
    const renewed = { ...base, accessToken: "two" };
    const [second, third, fourth] = others as [ClerkSession, ClerkSession, ClerkSession];
    assert.deepEqual(diffSessions([base, second, third], [third, fourth, renewed]), {
      added: [fourth],
      removed: [second],
      changed: [renewed],
    });
  });

  it("knows the same account whatever its tokens", () => {
    assert.ok(sameAccount(undefined, undefined));
    assert.ok(!sameAccount(undefined, base) && !sameAccount(base, undefined));
    assert.ok(sameAccount(base, { ...base, accessToken: "two", expiresAt: 2 }));
    const differing = [
      ...others,
      { ...base, kind: "pasted" as const },
      { ...base, identity: { sub: "user_1", label: "Another Name" } },
    ];
    assert.ok(differing.every((other) => !sameAccount(base, other)));
  });
});
