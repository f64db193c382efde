import assert from "node:assert/strict";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { diffSessions } from "../../../../src/auth/session/sessionDiff";

const session: ClerkSession = {
  accessToken: "one",
  expiresAt: 1,
  scope: "openid",
  identity: { sub: "user_1", label: "a@example.com" },
  issuer: "https://clerk.example.com",
  clientId: "abc",
  kind: "oauth",
};

describe("sessionDiff", () => {
  it("tells signing in and out from renewed tokens and another account", () => {
    assert.equal(diffSessions(undefined, undefined), "none");
    assert.equal(diffSessions(undefined, session), "added");
    assert.equal(diffSessions(session, undefined), "removed");
    assert.equal(diffSessions(session, { ...session }), "none");
    assert.equal(diffSessions(session, { ...session, accessToken: "two" }), "changed");
    for (const other of [
      { identity: { sub: "user_2", label: "a@example.com" } },
      { identity: { sub: "user_1", label: "Another Name" } },
      { kind: "pasted" as const },
      { issuer: "https://other.example" },
      { clientId: "other" },
    ]) {
      assert.equal(diffSessions(session, { ...session, ...other }), "replaced");
    }
  });
});
