import assert from "node:assert/strict";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { hasScopes, toAuthenticationSession } from "../../../../src/auth/vscode/signedInAccount";

const session: ClerkSession = {
  accessToken: "a.b.c",
  refreshToken: "secret",
  expiresAt: 1,
  scope: "profile openid email",
  identity: { sub: "user_1", label: "a@example.com", email: "a@example.com" },
  issuer: "https://clerk.example.com",
  clientId: "abc",
  kind: "oauth",
};

describe("signedInAccount", () => {
  it("shows VS Code the account and sorted scopes, and never the refresh token", () => {
    const shown = toAuthenticationSession(session);
    assert.deepEqual(shown, {
      id: "user_1",
      accessToken: "a.b.c",
      account: { id: "user_1", label: "a@example.com" },
      scopes: ["email", "openid", "profile"],
    });
    assert.deepEqual(toAuthenticationSession({ ...session, scope: "" }).scopes, []);
  });

  it("matches requested scopes in any order, offline_access aside", () => {
    assert.ok(hasScopes(session, []));
    assert.ok(hasScopes(session, ["email", "profile"]));
    assert.ok(hasScopes(session, ["openid", "offline_access"]));
    assert.ok(!hasScopes(session, ["openid", "mastra:use"]));
  });
});
