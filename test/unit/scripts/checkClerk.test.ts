import assert from "node:assert/strict";
import { publishableKeyFor } from "../../stack/auth/publishableKey";
import { CheckBench, type Checked, told } from "./checkBench";

const LOOPBACK = "http://127.0.0.1/callback";

describe("the check of Clerk", function () {
  this.timeout(60_000);
  const bench = new CheckBench();

  before(() => bench.start());
  afterEach(() => bench.auth.recover());
  after(() => bench.stop());

  /** No verdict is the whole of it: these sentences and no others are wrong or unknown. */
  function assertFound(checked: Checked, found: { wrong?: readonly RegExp[]; unknown?: readonly RegExp[] }): void {
    for (const verdict of ["wrong", "unknown"] as const) {
      const sentences = told(checked, verdict);
      const expected = found[verdict] ?? [];
      assert.equal(sentences.length, expected.length, sentences.join("\n"));
      expected.forEach((pattern, index) => assert.match(sentences[index] ?? "", pattern));
    }
    for (const secret of bench.auth.secrets) {
      assert.ok(!checked.transcript.includes(secret), "There is a secret in the transcript.");
    }
    for (const { email, name } of bench.auth.users) {
      assert.ok(!checked.transcript.includes(email) && !checked.transcript.includes(name));
    }
  }

  it("finds nothing wrong when all is well, and has used every part", async () => {
    const { issuer, clientId, publishableKey } = bench.auth;
    const { url } = await bench.server({
      authorizeUser: (user) => user.iss === issuer && user.sub?.startsWith("user_") === true,
      resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId },
    });
    const checked = await bench.check(bench.args("--server", url));
    assertFound(checked, {});
    const sentences = told(checked, "ok").join("\n");
    for (const part of [
      "PKCE with S256 is supported.",
      "Sign-in from VS Code: vscode://agent-chat.mastra-clerk/callback is registered.",
      "Sign-in from VS Code Insiders",
      "Sign-in from Cursor",
      "Sign-in from VSCodium",
      "Sign-in from Windsurf",
      `${LOOPBACK} is registered.`,
      "A page in a browser may read the token endpoint (CORS).",
      "The sign-in in the browser worked",
      "iss •••",
      "sub user_•••",
      "jti oat_•••",
      "It is good for 24 hours.",
      "refuses requests without a token.",
      "agrees with the key and the client ID.",
      "It accepts the access token (200) and lists the agents weatherAgent, ",
      "mapUserToResourceId is set.",
      "The refresh token changed with its use.",
      "A used refresh token is refused",
      "A sign-out ends the session",
    ]) {
      assert.ok(sentences.includes(part), `${part}\nis not in\n${sentences}`);
    }
    // This instance ends the whole session when a refresh token is used twice.
    assert.equal(checked.visits, 2);
    assert.ok(bench.auth.reuseDetected > 0 && bench.auth.revokedRefreshTokens.length > 0);
  });

  it("leaves no thread behind", async () => {
    const { url } = await bench.server();
    await bench.check(bench.args("--server", url));
    const authorization = `Bearer ${await bench.auth.issueAccessToken()}`;
    const response = await fetch(`${url}/api/memory/threads?agentId=weatherAgent`, { headers: { authorization } });
    const { total } = (await response.json()) as { total: number };
    assert.equal(total, 0);
  });

  it("names the switch for opaque tokens", async () => {
    const { url } = await bench.server();
    bench.auth.setOpaqueTokens(true);
    assertFound(await bench.check(bench.args("--server", url)), {
      wrong: [/→ Clerk Dashboard → OAuth applications → Settings: turn on Generate access tokens as JWTs\.$/],
      unknown: [/doesn't publish where people sign in/, /answers to a token: nobody could sign in/],
    });
  });

  it("says that the refresh token doesn't change, and goes on with it", async () => {
    bench.auth.setRotation(false);
    const checked = await bench.check(bench.args());
    assertFound(checked, { wrong: [/stayed the same.*turn Public on/], unknown: [/no --server was given/] });
    assert.match(told(checked, "ok").join("\n"), /A sign-out ends the session/);
    assert.equal(checked.visits, 1);
  });

  it("says that the server refuses the person", async () => {
    const { url } = await bench.server({ authorizeUser: () => false });
    assertFound(await bench.check(bench.args("--server", url)), {
      wrong: [/^It answers 403\..*→ MastraAuthClerk's authorizeUser says no/],
      unknown: [/doesn't publish/, /Whether each person has their own threads/],
    });
  });

  it("says that the server trusts somebody else", async () => {
    const other = "http://127.0.0.1:1";
    const { clientId, publishableKey } = bench.auth;
    const { url } = await bench.server({
      jwksUri: `${other}/.well-known/jwks.json`,
      resourceMetadata: { authorizationServers: [other], publishableKey, clientId },
    });
    assertFound(await bench.check(bench.args("--server", url)), {
      wrong: [/in authorization_servers\./, /^It answers 401\..*→ MastraAuthClerk: set jwksUri to .*jwks\.json/],
      unknown: [/Whether each person has their own threads/],
    });
  });

  it("says that everybody has everybody's threads, and deletes its own", async () => {
    const { url } = await bench.server({ separatesThreads: false });
    assertFound(await bench.check(bench.args("--server", url)), {
      wrong: [
        /mapUserToResourceId isn't set\. → new MastraAuthClerk\(\{ …, mapUserToResourceId: \(user\) => user\.sub \}\)$/,
      ],
      unknown: [/doesn't publish/],
    });
    const authorization = `Bearer ${await bench.auth.issueAccessToken()}`;
    const response = await fetch(`${url}/api/memory/threads?agentId=weatherAgent`, { headers: { authorization } });
    const { total } = (await response.json()) as { total: number };
    assert.equal(total, 0);
  });

  it("says that the server has no sign-in", async () => {
    const { url } = await bench.server({ requiresSignIn: false });
    const checked = await bench.check(bench.args("--server", url));
    assert.match(told(checked, "wrong")[0] ?? "", /without a sign-in\. → .*new MastraAuthClerk/);
  });

  it("says that the server can't be reached, and checks Clerk all the same", async () => {
    const checked = await bench.check(bench.args("--server", "http://localhost:1"));
    assertFound(checked, { wrong: [/→ Start the server/], unknown: [/answers to a token: it couldn't be asked/] });
    assert.match(told(checked, "ok").join("\n"), /A sign-out ends the session/);
  });

  it("writes no password of an address down", async () => {
    const checked = await bench.check(bench.args("--server", "https://ann:letMeIn42@localhost:1"));
    assert.match(told(checked, "wrong")[0] ?? "", /can't contain a user name/);
    assert.match(checked.transcript, /^Server: not an address that can be used$/m);
    assert.doesNotMatch(checked.transcript, /letMeIn42/);
  });

  it("goes no further with a key that is none, or leads elsewhere", async () => {
    const { url } = await bench.server();
    const [, , ...rest] = bench.args("--server", url, "--issuer", "");
    assertFound(await bench.check(["--key", "pk_test_wrong", ...rest]), {
      wrong: [/isn't a publishable key.*→ Correct/],
      unknown: [/without a key nobody can sign in/],
    });
    const elsewhere = await bench.check([
      "--key",
      publishableKeyFor(new URL(url).host.replace("localhost", "127.0.0.1")),
      ...rest,
    ]);
    assertFound(elsewhere, {
      wrong: [/doesn't point to a Clerk instance.*→ Clerk Dashboard → API keys/],
      unknown: [/doesn't publish/, /nobody could sign in/],
    });
    assert.equal(elsewhere.visits, 0);
  });

  it("says that nobody knows the client ID, and opens no browser", async () => {
    const checked = await bench.check(bench.args("--client", "nobodyKnowsThis"));
    assertFound(checked, { wrong: [/no OAuth application with this client ID.*→/], unknown: [/no --server/] });
    assert.equal(checked.visits, 0);
  });

  it("says that nothing can be found out when the person declines", async () => {
    assertFound(await bench.check(bench.args(), { deny: true }), {
      unknown: [/Access was denied in the browser/, /no --server/],
    });
  });

  it("takes a sign-in page that accepts everything, or says nothing, for no proof", async () => {
    bench.auth.setFault("/oauth/authorize", { status: 302, headers: { location: "/" } });
    const silent = await bench.check(bench.args("--editors", "cursor"), "absent");
    assert.equal(told(silent, "unknown").filter((line) => /doesn't say before the sign-in/.test(line)).length, 3);
    bench.auth.setFault("/oauth/authorize", { status: 503 });
    const out = await bench.check(bench.args("--editors", "cursor"), "absent");
    assert.equal(told(out, "unknown").filter((line) => /Clerk didn't answer/.test(line)).length, 3);
    assert.match(told(out, "unknown").join("\n"), /The sign-in was stopped before it was finished\./);
    assert.doesNotMatch(told(out, "ok").join("\n"), /is registered/);
  });

  it("says what a page in a browser may not read", async () => {
    bench.auth.setFault("/.well-known/jwks.json", { status: 200, body: "{}" });
    const checked = await bench.check(bench.args(), "absent");
    assert.deepEqual(
      told(checked, "wrong").map((line) => /^A page in a browser may not read the keys \(CORS\)/.test(line)),
      [true],
    );
  });
});

describe("the check of Clerk, with redirect URIs that are missing", function () {
  this.timeout(60_000);
  const bench = new CheckBench();

  before(() => bench.start({ redirectUris: ["vscode://agent-chat.mastra-clerk/callback"] }));
  after(() => bench.stop());

  it("names each one letter by letter, and doesn't wait for a browser that can't come back", async () => {
    const checked = await bench.check(bench.args("--editors", "vscode,cursor"));
    assert.deepEqual(told(checked, "wrong"), [
      "Sign-in from Cursor isn't possible: Clerk refuses cursor://agent-chat.mastra-clerk/callback. → Clerk Dashboard → OAuth applications → Redirect URIs: add exactly cursor://agent-chat.mastra-clerk/callback",
      `Sign-in by a port of this computer isn't possible: Clerk refuses ${LOOPBACK}. → Clerk Dashboard → OAuth applications → Redirect URIs: add exactly ${LOOPBACK}`,
    ]);
    assert.equal(checked.visits, 0);
  });
});
