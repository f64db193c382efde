import assert from "node:assert/strict";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import { Preflight } from "../../../../src/auth/signIn/preflight";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { type Answer, ScriptedClerk } from "../setup/scriptedClerk";

const never = new AbortController().signal;
const registered = "vscode://agent-chat.mastra-clerk/callback";

describe("preflight", () => {
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
    const wishes = { instance: real("nobody"), scopes: "" };
    assert.equal(await preflight.run(metadata, wishes, registered, AbortSignal.abort()), "nothingKnown");
    const offline = new Preflight(() => Promise.reject(new TypeError("fetch failed")));
    assert.equal(await offline.run(metadata, wishes, registered, never), "nothingKnown");
  });
});
