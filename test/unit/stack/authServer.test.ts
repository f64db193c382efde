import assert from "node:assert/strict";
import { decodeJwt } from "@clerk/backend/jwt";
import * as oauth from "oauth4webapi";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { readRelayPage } from "../../stack/auth/relayPage";
import { BrowserWalk } from "./browserWalk";

const REDIRECT_URI = "vscode://agent-chat.mastra-clerk/callback";
// The server is plain http on a loopback address.
const INSECURE = { [oauth.allowInsecureRequests]: true };
const SCOPE = "openid profile email offline_access";

describe("auth server", function () {
  this.timeout(120_000);
  let server: AuthServer;
  let as: oauth.AuthorizationServer;
  let client: oauth.Client;

  before(async () => {
    server = await startAuthServer();
    const issuer = new URL(server.issuer);
    const response = await oauth.discoveryRequest(issuer, { ...INSECURE, algorithm: "oidc" });
    as = await oauth.processDiscoveryResponse(issuer, response);
    client = { client_id: server.clientId };
  });
  after(() => server.close());

  interface SignedIn {
    readonly tokens: oauth.TokenEndpointResponse;
    readonly nonce: string;
  }

  function authorizeUrl(parameters: Record<string, string>): URL {
    const url = new URL(as.authorization_endpoint!);
    const defaults = { client_id: server.clientId, response_type: "code", redirect_uri: REDIRECT_URI, scope: SCOPE };
    url.search = new URLSearchParams({ ...defaults, ...parameters }).toString();
    return url;
  }

  async function signIn(email = "alice@example.com", walk = new BrowserWalk(server.issuer)): Promise<SignedIn> {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const code_challenge = await oauth.calculatePKCECodeChallenge(verifier);
    const url = authorizeUrl({ state, nonce, code_challenge, code_challenge_method: "S256" });
    const callback = await walk.signIn(url, email);
    assert.ok(callback.href.startsWith(`${REDIRECT_URI}?`), callback.href);
    const params = oauth.validateAuthResponse(as, client, callback, state);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      params,
      REDIRECT_URI,
      verifier,
      INSECURE,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce });
    return { tokens, nonce };
  }

  async function refresh(refreshToken: string): Promise<oauth.TokenEndpointResponse> {
    const response = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), refreshToken, INSECURE);
    return oauth.processRefreshTokenResponse(as, client, response);
  }

  it("issues what Clerk issues: an at+jwt access token, an id token with nonce, a refresh token", async () => {
    const { tokens, nonce } = await signIn();
    const { header, payload } = decodeJwt(tokens.access_token);
    assert.equal(header.typ, "at+jwt");
    assert.equal(header.alg, "RS256");
    assert.match(header.kid, /^ins_/);
    assert.equal(payload.iss, server.issuer);
    assert.match(payload.sub, /^user_\w{27}$/);
    const { client_id, scope, jti, aud } = payload as unknown as Record<string, unknown>;
    assert.equal(client_id, server.clientId);
    assert.equal(scope, SCOPE);
    assert.match(String(jti), /^oat_/);
    assert.equal(aud, undefined);
    assert.equal(payload.exp - payload.iat, 24 * 60 * 60);
    assert.equal(tokens.expires_in, 24 * 60 * 60);
    const idToken = oauth.getValidatedIdTokenClaims(tokens)!;
    assert.equal(idToken.nonce, nonce);
    assert.equal(idToken.email, "alice@example.com");
    assert.equal(idToken.name, "Alice Example");
    assert.ok(tokens.refresh_token);
  });

  it("serves both discovery documents and the key of its tokens", async () => {
    const [oidc, oauth2, jwks] = await Promise.all(
      ["openid-configuration", "oauth-authorization-server", "jwks.json"].map(async (name) => {
        const response = await fetch(`${server.issuer}/.well-known/${name}`);
        return (await response.json()) as Record<string, unknown> & { keys?: { kid: string; d?: string }[] };
      }),
    );
    assert.deepEqual(oidc, oauth2);
    assert.equal(oidc!.token_endpoint, `${server.issuer}/oauth/token`);
    assert.equal(oidc!.userinfo_endpoint, `${server.issuer}/oauth/userinfo`);
    assert.deepEqual(oidc!.code_challenge_methods_supported, ["S256"]);
    assert.match(jwks!.keys![0]!.kid, /^ins_/);
    assert.equal(jwks!.keys![0]!.d, undefined);
    const host = Buffer.from(server.publishableKey.replace("pk_test_", ""), "base64").toString();
    assert.equal(`http://${host}`, `${server.issuer}$`);
  });

  it("answers userinfo for its own tokens only", async () => {
    const { tokens } = await signIn("dora.new@example.com");
    const userinfo = async (token: string): Promise<Response> =>
      fetch(`${server.issuer}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    const body = (await (await userinfo(tokens.access_token)).json()) as { email: string; name: string };
    assert.equal(body.email, "dora.new@example.com");
    assert.equal(body.name, "Dora New");
    assert.equal((await userinfo(`${tokens.access_token.slice(0, -4)}AAAA`)).status, 401);
  });

  it("rotates refresh tokens and ends the family when an old one comes back", async () => {
    const { tokens } = await signIn();
    server.setAccessTokenSeconds(30);
    const second = await refresh(tokens.refresh_token!);
    server.setAccessTokenSeconds(24 * 60 * 60);
    assert.equal(second.expires_in, 30);
    assert.notEqual(second.refresh_token, tokens.refresh_token);
    const before = server.reuseDetected;
    await assert.rejects(refresh(tokens.refresh_token!), { error: "invalid_grant" });
    assert.equal(server.reuseDetected, before + 1);
    await assert.rejects(refresh(second.refresh_token!), { error: "invalid_grant" });
    assert.equal(server.reuseDetected, before + 1);
  });

  it("notices a refresh token that comes twice at the same moment", async () => {
    const { tokens } = await signIn();
    const before = server.reuseDetected;
    const results = await Promise.allSettled([1, 2, 3].map(() => refresh(tokens.refresh_token!)));
    assert.ok(results.filter(({ status }) => status === "fulfilled").length <= 1);
    assert.ok(server.reuseDetected > before);
  });

  it("ends one sign-in of a browser and leaves its others alone", async () => {
    const walk = new BrowserWalk(server.issuer);
    const [first, second] = [await signIn("bob@example.com", walk), await signIn("bob@example.com", walk)];
    await oauth.revocationRequest(as, client, oauth.None(), first.tokens.refresh_token!, INSECURE);
    await assert.rejects(refresh(first.tokens.refresh_token!), { error: "invalid_grant" });
    assert.ok((await refresh(second.tokens.refresh_token!)).access_token);
  });

  it("revokes a refresh token, and cannot revoke a JWT access token", async () => {
    const { tokens } = await signIn();
    const revoke = async (token: string): Promise<undefined> =>
      oauth.processRevocationResponse(await oauth.revocationRequest(as, client, oauth.None(), token, INSECURE));
    await assert.rejects(revoke(tokens.access_token), { error: "unsupported_token_type" });
    await revoke(tokens.refresh_token!);
    assert.ok(server.revokedRefreshTokens.includes(tokens.refresh_token!));
    await assert.rejects(refresh(tokens.refresh_token!), { error: "invalid_grant" });
  });

  it("issues opaque access tokens when asked to", async () => {
    server.setOpaqueTokens(true);
    try {
      const { tokens } = await signIn("bob@example.com");
      assert.match(tokens.access_token, /^oat_[\w-]{21,}$/);
    } finally {
      server.setOpaqueTokens(false);
    }
  });

  it("sends a refusal back to the client", async () => {
    const walk = new BrowserWalk(server.issuer);
    const code_challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier());
    const page = await walk.open(
      authorizeUrl({ state: "12345678", code_challenge, code_challenge_method: "S256" }).href,
    );
    const { url } = await walk.open(`${page.url.pathname}?do=deny`, {});
    assert.equal(url.searchParams.get("error"), "access_denied");
    assert.equal(url.searchParams.get("state"), "12345678");
  });

  it("keeps a redirect URI that is not registered, or has a query, on its own page", async () => {
    for (const redirect_uri of [`${REDIRECT_URI}?windowId=1`, "https://evil.example/callback"]) {
      const url = authorizeUrl({ redirect_uri, state: "12345678", code_challenge: "x", code_challenge_method: "S256" });
      const page = await new BrowserWalk(server.issuer).open(url.href);
      assert.equal(page.status, 400);
      assert.match(page.html!, /redirect_uri/);
    }
  });

  it("serves the relay page that owners host, which the browser keeps nowhere", async () => {
    const response = await fetch(`${server.relayUrl}?state=x&code=c`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.equal(await response.text(), readRelayPage());
  });

  it("logs requests without their queries", async () => {
    await fetch(`${server.issuer}/relay?code=secret`);
    assert.ok(server.requests.some(({ path, status }) => path === "/relay" && status === 200));
    assert.ok(!JSON.stringify(server.requests).includes("secret"));
  });
});
