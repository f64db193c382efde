import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  authorizationUrl,
  createAuthorizationSecrets,
  normalizeScopes,
} from "../../../../src/auth/signIn/authorizationRequest";

const metadata = {
  issuer: "https://clerk.example.com",
  authorization_endpoint: "https://clerk.example.com/oauth/authorize",
  token_endpoint: "https://clerk.example.com/oauth/token",
  jwks_uri: "https://clerk.example.com/.well-known/jwks.json",
};

describe("authorizationRequest", () => {
  it("makes values that nobody can guess, new each time", () => {
    const [one, two] = [createAuthorizationSecrets(), createAuthorizationSecrets()];
    const values = [one, two].flatMap(({ state, nonce, codeVerifier }) => [state, nonce, codeVerifier]);
    assert.equal(new Set(values).size, 6);
    assert.ok(values.every((value) => /^[\w-]{43}$/.test(value)));
  });

  it("asks for a code with PKCE S256, state and nonce", async () => {
    const secrets = createAuthorizationSecrets();
    const target = { redirectUri: "vscode://agent-chat.mastra-clerk/callback", state: secrets.state };
    const instance = { issuer: metadata.issuer, clientId: "abc" };
    const url = new URL(await authorizationUrl(metadata, { instance, scopes: "profile email" }, secrets, target));
    assert.equal(url.origin + url.pathname, metadata.authorization_endpoint);
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      response_type: "code",
      client_id: "abc",
      redirect_uri: target.redirectUri,
      scope: "email openid profile",
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: createHash("sha256").update(secrets.codeVerifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    assert.ok(!url.href.includes(secrets.codeVerifier));
  });

  for (const prompt of ["login", "consent"] as const) {
    it(`asks Clerk to begin with the prompt ${prompt}`, async () => {
      const wishes = { instance: { issuer: metadata.issuer, clientId: "abc" }, scopes: "", prompt };
      const secrets = createAuthorizationSecrets();
      const target = { redirectUri: "vscode://agent-chat.mastra-clerk/callback", state: secrets.state };
      const { searchParams } = new URL(await authorizationUrl(metadata, wishes, secrets, target));
      assert.equal(searchParams.get("prompt"), prompt);
    });
  }

  it("sorts scopes, drops repeated ones and always asks for openid", () => {
    assert.deepEqual(normalizeScopes(" profile, email  profile "), ["email", "openid", "profile"]);
    assert.deepEqual(normalizeScopes(""), ["openid"]);
  });
});
