import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import {
  Preflight,
  authorizationUrl,
  createAuthorizationSecrets,
  editorTarget,
  loopbackTarget,
  normalizeScopes,
  relayTarget,
} from "../../../../src/auth/signIn/authorizationRequest";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { rejectsWith } from "../setup/expectError";
import { type Answer, ScriptedClerk } from "../setup/scriptedClerk";
import { never } from "./signInBench";

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
      const options = { instance: { issuer: metadata.issuer, clientId: "abc" }, scopes: "", prompt };
      const secrets = createAuthorizationSecrets();
      const target = { redirectUri: "vscode://agent-chat.mastra-clerk/callback", state: secrets.state };
      const { searchParams } = new URL(await authorizationUrl(metadata, options, secrets, target));
      assert.equal(searchParams.get("prompt"), prompt);
    });
  }

  it("sorts scopes, drops repeated ones and always asks for openid", () => {
    assert.deepEqual(normalizeScopes(" profile, email  profile "), ["email", "openid", "profile"]);
    assert.deepEqual(normalizeScopes(""), ["openid"]);
  });
});

const window = (uriScheme: string) => ({
  traits: { ui: "web" as const, remote: true, uriScheme },
  externalUri: (callback: string) => {
    const query = encodeURIComponent(new URL(callback).search.slice(1));
    return Promise.resolve(`http://localhost:8080/cb?vscode-reqid=1&vscode-query=${query}`);
  },
});

describe("the target of a redirect", () => {
  it("sends a bare callback and the random state from the desktop", () => {
    const redirectUri = "vscode-insiders://agent-chat.mastra-clerk/callback";
    assert.deepEqual(editorTarget(window("vscode-insiders"), "random-state_1"), {
      redirectUri,
      registered: redirectUri,
      state: "random-state_1",
    });
  });

  it("sends the relay the external address, URL-encoded, with the random state in its query", async () => {
    const target = await relayTarget(window("code-oss"), " https://vscode.dev/redirect ", "random-state_1");
    assert.equal(target.redirectUri, "https://vscode.dev/redirect");
    assert.equal(target.registered, "https://vscode.dev/redirect");
    assert.match(target.state, /^http%3A%2F%2Flocalhost%3A8080%2Fcb%3F/);
    const external = new URL(decodeURIComponent(target.state));
    const query = new URLSearchParams(external.searchParams.get("vscode-query") ?? "");
    assert.equal(query.get("state"), "random-state_1");
  });

  it("has one registration for every port of this computer", () => {
    assert.deepEqual(loopbackTarget("http://127.0.0.1:51234/callback", "s"), {
      redirectUri: "http://127.0.0.1:51234/callback",
      registered: "http://127.0.0.1/callback",
      state: "s",
    });
  });

  for (const relay of ["", "vscode.dev/redirect", "http://relay.example.com", "javascript:1", "vscode://x/y"]) {
    it(`refuses the relay ${JSON.stringify(relay)}`, async () => {
      const error = await rejectsWith(relayTarget(window("vscode"), relay, "s"), "redirectRelay");
      assert.match(error.message, /agentChat\.clerk\.redirectRelay/);
    });
  }
});

const registered = "vscode://agent-chat.mastra-clerk/callback";

describe("a preflight", () => {
  let server: AuthServer;
  let clerk: ScriptedClerk;
  const requests: { url: URL; init: RequestInit | undefined }[] = [];
  const preflight = new Preflight((url, init) => {
    requests.push({ url: new URL(url), init });
    return fetch(url, init);
  });

  before(async () => {
    server = await startAuthServer();
    clerk = new ScriptedClerk();
    await clerk.start();
  });
  after(() => Promise.all([server.close(), clerk.stop()]));

  const ask = async (instance: { issuer: string; clientId: string }, redirectUri = registered) => {
    const metadata = await new Discovery((url, init) => fetch(url, init)).get(instance.issuer);
    return preflight.run(metadata, { instance, scopes: "email", prompt: "login" }, redirectUri, never);
  };
  const real = (clientId = server.clientId) => ({ issuer: server.issuer, clientId });

  it("finds nothing to say about a healthy application", async () => {
    assert.equal(await ask(real()), "nothingKnown");
    assert.equal(await ask(real(), "http://127.0.0.1:50123/callback"), "nothingKnown");
  });

  it("finds a redirect URI that is not registered", async () => {
    assert.equal(await ask(real(), "some-fork://agent-chat.mastra-clerk/callback"), "redirectUri");
  });

  it("finds an unknown client id", async () => {
    assert.equal(await ask(real("nobody")), "client");
  });

  it("asks as the browser would, but follows no redirect, sends no cookies and has secrets of its own", async () => {
    requests.length = 0;
    await ask(real());
    await ask(real());
    const states = requests.map(({ url }) => url.searchParams.get("state"));
    assert.equal(new Set(states).size, 2);
    for (const { url, init } of requests) {
      assert.equal(url.searchParams.get("redirect_uri"), registered);
      assert.equal(url.searchParams.get("prompt"), "login");
      assert.equal(init?.redirect, "manual");
      assert.equal(init.credentials, "omit");
    }
  });

  const answers: readonly (readonly [Answer, string])[] = [
    [{ status: 400, body: { errors: [{ code: "redirect_uri_mismatch" }] } }, "redirectUri"],
    [{ status: 422, body: "<p>The redirect_uri does not exactly match</p>" }, "redirectUri"],
    [{ status: 401, body: { error: "invalid_client" } }, "client"],
    [{ status: 400, body: { error: "invalid_client_metadata" } }, "nothingKnown"],
    [{ status: 404, body: "Cannot GET /oauth/authorize?client_id=x&amp;redirect_uri=vscode%3A" }, "nothingKnown"],
    [{ status: 403, body: "<h1>Just a moment…</h1>" }, "nothingKnown"],
    [{ status: 500, body: "redirect_uri invalid_client" }, "nothingKnown"],
    [{ status: 200, body: "redirect_uri invalid_client" }, "nothingKnown"],
    [{ status: 302, headers: { location: "https://example.com/?error=invalid_client" } }, "nothingKnown"],
  ];
  for (const [answer, result] of answers) {
    it(`takes ${answer.status ?? 200} ${JSON.stringify(answer.body ?? answer.headers)} for ${result}`, async () => {
      clerk.token = () => answer;
      assert.equal(await ask(clerk.instance), result);
    });
  }

  it("says nothing when it is cancelled, or when nobody answers", async () => {
    const metadata = await new Discovery((url, init) => fetch(url, init)).get(server.issuer);
    const options = { instance: real("nobody"), scopes: "" };
    assert.equal(await preflight.run(metadata, options, registered, AbortSignal.abort()), "nothingKnown");
    const offline = new Preflight(() => Promise.reject(new TypeError("fetch failed")));
    assert.equal(await offline.run(metadata, options, registered, never), "nothingKnown");
  });
});
