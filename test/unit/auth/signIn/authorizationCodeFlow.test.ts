import assert from "node:assert/strict";
import { createAuthorizationSecrets } from "../../../../src/auth/signIn/authorizationRequest";
import { CodeExchange, type FinishedAuthorization } from "../../../../src/auth/signIn/authorizationCodeFlow";
import { ClockWatch } from "../../../../src/auth/clerk/clockWatch";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import { instanceKey, signJwt } from "../../../stack/auth/signingKey";
import { rejectsWith } from "../setup/expectError";
import { type Answer, ScriptedClerk } from "../setup/scriptedClerk";

const httpFetch = (url: string, init?: RequestInit): Promise<Response> => fetch(url, init);

describe("authorizationCodeFlow, exchanging the code", () => {
  let clerk: ScriptedClerk;
  let finished: FinishedAuthorization;
  const secrets = createAuthorizationSecrets();
  const redirectUri = "vscode://agent-chat.mastra-clerk/callback";
  const clock = new ClockWatch();
  const exchange = new CodeExchange(clock.watching(httpFetch), clock);

  before(async () => {
    clerk = new ScriptedClerk();
    await clerk.start();
  });
  after(() => clerk.stop());
  beforeEach(async () => {
    clerk.forms.length = 0;
    finished = {
      metadata: await new Discovery(httpFetch).get(clerk.issuer),
      instance: clerk.instance,
      secrets,
      target: { redirectUri, registered: redirectUri },
      scope: "email openid",
      callback: new URLSearchParams({ code: "c0de", state: secrets.state, iss: clerk.issuer }),
    };
    clerk.token = () => tokens();
  });

  const tokens = (changes: object = {}): Answer => ({
    body: {
      access_token: clerk.accessToken(),
      token_type: "Bearer",
      expires_in: 86_400,
      refresh_token: "refresh1",
      id_token: clerk.idToken(secrets.nonce),
      ...changes,
    },
  });
  const callback = (parameters: Record<string, string>): FinishedAuthorization => ({
    ...finished,
    callback: new URLSearchParams({ state: secrets.state, ...parameters }),
  });

  it("makes a session of a code", async () => {
    const session = await exchange.run(finished);
    assert.equal(session.identity.label, "a@example.com");
    assert.equal(session.refreshToken, "refresh1");
    assert.equal(session.kind, "oauth");
    assert.equal(session.scope, "email openid");
    assert.equal(session.issuer, clerk.issuer);
    assert.ok(Math.abs(session.expiresAt - Date.now() - 86_400_000) < 5000);
    assert.deepEqual(Object.fromEntries(clerk.forms[0] ?? []), {
      grant_type: "authorization_code",
      code: "c0de",
      redirect_uri: redirectUri,
      client_id: clerk.clientId,
      code_verifier: secrets.codeVerifier,
    });
  });

  it("accepts an id token with several audiences when it is the authorized party", async () => {
    const id_token = clerk.idToken(secrets.nonce, { aud: [clerk.clientId, "other"], azp: clerk.clientId });
    clerk.token = () => tokens({ id_token });
    assert.equal((await exchange.run(finished)).identity.sub, "user_1");
  });

  const now = Math.floor(Date.now() / 1000);
  const badIdTokens: Readonly<Record<string, () => object>> = {
    "another nonce": () => ({ id_token: clerk.idToken("another") }),
    "no nonce": () => ({ id_token: clerk.idToken(secrets.nonce, { nonce: undefined }) }),
    "another audience": () => ({ id_token: clerk.idToken(secrets.nonce, { aud: "somebodyElse" }) }),
    "no audience": () => ({ id_token: clerk.idToken(secrets.nonce, { aud: undefined }) }),
    "another issuer": () => ({ id_token: clerk.idToken(secrets.nonce, { iss: "https://evil.example" }) }),
    "no subject": () => ({ id_token: clerk.idToken(secrets.nonce, { sub: undefined }) }),
    "an unknown key": () => ({ id_token: clerk.idToken(secrets.nonce, {}, instanceKey()) }),
    "another key under the known name": () => ({
      id_token: clerk.idToken(secrets.nonce, {}, { ...instanceKey(), kid: clerk.key.kid }),
    }),
    "a changed payload": () => {
      const [header, , signature] = clerk.idToken(secrets.nonce).split(".");
      const [, payload] = clerk.idToken(secrets.nonce, { sub: "user_2" }).split(".");
      return { id_token: [header, payload, signature].join(".") };
    },
    "no signature": () => ({ id_token: clerk.idToken(secrets.nonce).replace(/[^.]+$/, "") }),
    "the access token in its place": () => ({ id_token: clerk.accessToken() }),
    "no id token at all": () => ({ id_token: undefined }),
  };
  for (const [what, changes] of Object.entries(badIdTokens)) {
    it(`stops for an id token with ${what}`, async () => {
      clerk.token = () => tokens(changes());
      const error = await rejectsWith(exchange.run(finished), "idTokenInvalid");
      assert.match(error.message, /couldn't be verified that the reply came from 127\.0\.0\.1/);
    });
  }

  for (const [what, times] of Object.entries({
    "that expired": { exp: now - 3600, iat: now - 7200 },
    "not valid yet": { nbf: now + 3600 },
    "issued in the future": { iat: now + 3600 },
  })) {
    it(`blames the clock for an id token ${what}`, async () => {
      clerk.token = () => tokens({ id_token: clerk.idToken(secrets.nonce, times) });
      assert.match((await rejectsWith(exchange.run(finished), "clockWrong")).message, /clock of this computer/);
    });
  }

  for (const [what, from, to] of [
    ["a few minutes behind", 240, 840],
    ["a few minutes ahead", -540, -240],
  ] as const) {
    it(`does not mind a clock that is ${what}: who sets it right every day?`, async () => {
      // Not the time at which this file was loaded: other tests have run since.
      const here = Math.floor(Date.now() / 1000);
      const times = { iat: here + from, nbf: here + from, exp: here + to };
      clerk.token = () => tokens({ id_token: clerk.idToken(secrets.nonce, times) });
      assert.equal((await exchange.run(finished)).identity.sub, "user_1");
    });
  }

  const minute = 60_000;
  for (const [ahead, sentence] of [
    [7 * minute, /^Your computer's clock is 7 minutes ahead\./],
    [-185 * minute, /^Your computer's clock is 185 minutes behind\./],
    [1.2 * minute, /^Your computer's clock is 1 minute ahead\./],
    [-6 * minute, /^Your computer's clock is 6 minutes behind\./],
  ] as const) {
    it(`measures a clock that is ${ahead / minute} minutes ahead`, async () => {
      const headers = { date: new Date(Date.now() - ahead).toUTCString() };
      // Not the time at which this file was loaded: other tests have run since.
      const here = Math.floor(Date.now() / 1000);
      const serverNow = here - ahead / 1000;
      const times = ahead > 0 ? { iat: serverNow - 999, exp: here - 360 } : { iat: serverNow };
      clerk.token = () => ({ ...tokens({ id_token: clerk.idToken(secrets.nonce, times) }), headers });
      const healthy = clerk.keys;
      clerk.keys = () => ({ ...healthy(), headers });
      assert.match((await rejectsWith(exchange.run(finished), "clockWrong")).message, sentence);
      clerk.keys = healthy;
    });
  }

  const acme = { org_id: "org_1", org_name: "Acme", org_slug: "acme" };
  it("takes the organisation from the id token", async () => {
    clerk.token = () => tokens({ id_token: clerk.idToken(secrets.nonce, acme) });
    assert.deepEqual((await exchange.run(finished)).identity.organization, { id: "org_1", name: "Acme" });
  });

  it("takes the organisation from the access token when the id token has none", async () => {
    const access_token = signJwt(clerk.key, { sub: "user_1", exp: now + 3600, ...acme, org_name: undefined }, "at+jwt");
    clerk.token = () => tokens({ access_token });
    const { identity } = await exchange.run(finished);
    assert.deepEqual(identity.organization, { id: "org_1", name: "acme" });
    assert.equal(identity.email, "a@example.com");
  });

  it("names the switch when the access token is opaque", async () => {
    clerk.token = () => tokens({ access_token: "oat_2abcDEF" });
    const error = await rejectsWith(exchange.run(finished), "opaqueToken");
    assert.match(error.message, /“Generate access tokens as JWTs”.*OAuth applications → Settings/);
    assert.doesNotMatch(error.message, /2abcDEF/);
  });

  it("refuses another authorization server's answer", async () => {
    const wrong = callback({ code: "c0de", iss: "https://evil.example" });
    await rejectsWith(exchange.run(wrong), "idTokenInvalid");
    assert.equal(clerk.forms.length, 0, "The code must not reach a token endpoint.");
  });

  it("refuses another state, and two codes", async () => {
    await rejectsWith(exchange.run(callback({ code: "c0de", state: "other" })), "idTokenInvalid");
    const twice = callback({ code: "c0de" });
    twice.callback.append("code", "another");
    await rejectsWith(exchange.run(twice), "idTokenInvalid");
    assert.equal(clerk.forms.length, 0);
  });

  const callbackErrors: readonly (readonly [code: string, kind: string, sentence: RegExp])[] = [
    ["access_denied", "accessDenied", /^You aren't signed in, because access wasn't allowed\.$/],
    ["invalid_scope", "invalidScope", /agentChat\.clerk\.scopes/],
    ["unauthorized_client", "invalidClient", /agentChat\.clerk\.clientId/],
    ["redirect_uri_mismatch", "redirectUri", /exactly this one/],
    ["server_error", "signInRefused", /\(server_error\)/],
    ["<img src=x>", "signInRefused", /\(unknown error\)/],
  ];
  for (const [code, kind, sentence] of callbackErrors) {
    it(`explains the callback's error ${code}`, async () => {
      const error = callback({ error: code, error_description: "secret detail", iss: clerk.issuer });
      const { message } = await rejectsWith(exchange.run(error), kind);
      assert.match(message, sentence);
      assert.doesNotMatch(message, /secret detail/);
    });
  }

  const tokenErrors: readonly (readonly [answer: Answer, kind: string, sentence: RegExp])[] = [
    [{ status: 401, body: { error: "invalid_client" } }, "invalidClient", /client ID scriptedClient01/],
    [
      { status: 401, body: {}, headers: { "www-authenticate": 'Basic realm="x", error="invalid_client"' } },
      "invalidClient",
      /doesn't recognize/,
    ],
    [{ status: 400, body: { error: "invalid_grant" } }, "codeRejected", /didn't accept the sign-in/],
    [
      { status: 400, body: { error: "invalid_grant", error_description: "redirect_uri mismatch" } },
      "redirectUri",
      /vscode:\/\/agent-chat\.mastra-clerk\/callback/,
    ],
    [{ status: 400, body: { error: "invalid_request" } }, "codeRejected", /Sign in again/],
    [{ status: 429, body: { error: "slow_down" } }, "offline", /[Cc]ouldn't reach/],
    [{ status: 503, body: "<h1>down</h1>" }, "offline", /[Cc]ouldn't reach/],
    [{ body: "<html>proxy login</html>" }, "offline", /[Cc]ouldn't reach/],
    [{ body: { token_type: "Bearer" } }, "idTokenInvalid", /couldn't be verified/],
  ];
  for (const [answer, kind, sentence] of tokenErrors) {
    it(`explains status ${answer.status ?? 200} with ${JSON.stringify(answer.body)}`, async () => {
      clerk.token = () => answer;
      assert.match((await rejectsWith(exchange.run(finished), kind)).message, sentence);
    });
  }

  it("says that the keys could not be fetched", async () => {
    const healthy = clerk.keys;
    for (const answer of [{ status: 500 }, { status: 302, headers: { location: "https://evil.example" } }]) {
      clerk.keys = () => answer;
      await rejectsWith(exchange.run(finished), "offline");
    }
    clerk.keys = () => ({ body: { keys: [null, "x", {}] } });
    await rejectsWith(exchange.run(finished), "idTokenInvalid");
    clerk.keys = healthy;
  });

  it("is cancelled in silence", async () => {
    clerk.token = () => ({ ...tokens(), after: 2000 });
    const controller = new AbortController();
    const running = exchange.run(finished, controller.signal);
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(running, { name: "AbortError" });
  });
});
