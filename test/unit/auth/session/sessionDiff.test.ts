import assert from "node:assert/strict";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { diffSessions, sameAccount } from "../../../../src/auth/session/sessionDiff";

const session: ClerkSession = {
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
  { ...session, identity: { sub: "user_2", label: "a@example.com" } },
  { ...session, identity: { ...session.identity, organization } },
  { ...session, issuer: "https://other.example" },
  { ...session, clientId: "other" },
];

describe("sessionDiff", () => {
  it("tells signing in and out", () => {
    assert.deepEqual(diffSessions([], []), { added: [], removed: [], changed: [] });
    assert.deepEqual(diffSessions([], [session]), { added: [session], removed: [], changed: [] });
    assert.deepEqual(diffSessions([session], []), { added: [], removed: [session], changed: [] });
    assert.deepEqual(diffSessions([session], [{ ...session }]), { added: [], removed: [], changed: [] });
  });

  it("tells renewed tokens, another kind and another label of the same account", () => {
    for (const now of [
      { ...session, accessToken: "two" },
      { ...session, kind: "pasted" as const },
      { ...session, identity: { sub: "user_1", label: "Another Name" } },
    ]) {
      assert.deepEqual(diffSessions([session], [now]), { added: [], removed: [], changed: [now] });
    }
  });

  it("takes another user, organisation, instance or client for another account", () => {
    for (const other of others) {
      assert.deepEqual(diffSessions([session], [other]), { added: [other], removed: [session], changed: [] });
    }
  });

  it("compares account by account, whatever their order", () => {
    const renewed = { ...session, accessToken: "two" };
    const [second, third, fourth] = others as [ClerkSession, ClerkSession, ClerkSession];
    assert.deepEqual(diffSessions([session, second, third], [third, fourth, renewed]), {
      added: [fourth],
      removed: [second],
      changed: [renewed],
    });
  });

  it("knows the same account whatever its tokens", () => {
    assert.ok(sameAccount(undefined, undefined));
    assert.ok(!sameAccount(undefined, session) && !sameAccount(session, undefined));
    assert.ok(sameAccount(session, { ...session, accessToken: "two", expiresAt: 2 }));
    const differing = [
      ...others,
      { ...session, kind: "pasted" as const },
      { ...session, identity: { sub: "user_1", label: "Another Name" } },
    ];
    assert.ok(differing.every((other) => !sameAccount(session, other)));
  });
});
