import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { LoopbackServer } from "../../../../src/auth/signIn/loopbackServer";

describe("loopbackServer", () => {
  let server: LoopbackServer;
  let queries: string[];
  const expected = "code=c0de&state=mine&iss=https%3A%2F%2Fclerk.example.com";

  beforeEach(async () => {
    queries = [];
    server = await LoopbackServer.start((query) => {
      queries.push(query);
      return query === expected;
    });
  });
  afterEach(() => server.close());

  /** A request with a Host header of one's own, which fetch does not allow. */
  const ask = (path: string, options: { host?: string; method?: string } = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(server.redirectUri);
      const { host = `127.0.0.1:${port}`, method = "GET" } = options;
      const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers: { host } }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject).end();
    });

  it("listens on 127.0.0.1 by number, on another port each time", async () => {
    const another = await LoopbackServer.start(() => false);
    assert.match(server.redirectUri, /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    assert.notEqual(another.redirectUri, server.redirectUri);
    another.close();
  });

  it("hands over the query as it came, and says that the tab can be closed", async () => {
    const response = await fetch(`${server.redirectUri}?${expected}`);
    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(page, /You can close this tab\./);
    assert.doesNotMatch(page, /c0de|mine|clerk\.example|<script/);
    assert.deepEqual(queries, [expected]);
  });

  it("lets its pages run nothing, load nothing and pass nothing on", async () => {
    for (const path of [`?${expected}`, "?state=other", "/elsewhere"]) {
      const { headers } = await fetch(`${server.redirectUri}${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none'; style-src 'unsafe-inline';/);
      assert.doesNotMatch(policy, /script-src|connect-src/);
      assert.equal(headers.get("referrer-policy"), "no-referrer");
      assert.equal(headers.get("cache-control"), "no-store");
    }
  });

  it("tells strangers nothing", async () => {
    const response = await fetch(`${server.redirectUri}?code=evil&state=guess`);
    const page = await response.text();
    assert.equal(response.status, 400);
    assert.doesNotMatch(page, /evil|guess|can close this tab\. The editor/);
  });

  it("answers nothing but its own address", async () => {
    const { origin } = new URL(server.redirectUri);
    for (const path of ["/", "/callback/", "/favicon.ico", "//", "//evil.example/callback", "/Callback?x"]) {
      assert.equal(await ask(path), 404, path);
    }
    assert.equal(await ask(`${origin}/callback?${expected}`), 404, "the form that proxies are asked in");
    assert.equal(await ask(`/callback?${expected}`, { method: "POST" }), 405);
    assert.equal(await ask(`/callback?${expected}`, { method: "HEAD" }), 405);
    assert.deepEqual(queries, []);
  });

  it("refuses a name that was rebound to this computer", async () => {
    const { port } = new URL(server.redirectUri);
    for (const host of [`evil.example:${port}`, `localhost:${port}`, "127.0.0.1", `127.0.0.1.nip.io:${port}`]) {
      assert.equal(await ask(`/callback?${expected}`, { host }), 403, host);
    }
    assert.deepEqual(queries, []);
  });

  it("is gone when it is closed, although a browser holds a connection open", async () => {
    const { port } = new URL(server.redirectUri);
    const idle = connect(Number(port), "127.0.0.1");
    await new Promise((resolve) => idle.once("connect", resolve));
    const ended = new Promise((resolve) => idle.once("close", resolve));
    idle.resume();
    assert.equal(await ask("/"), 404);
    server.close();
    await ended;
    await assert.rejects(ask("/callback"), { code: "ECONNREFUSED" });
  });

  it("lets the page through that is being sent while it closes", async () => {
    const closing: LoopbackServer = await LoopbackServer.start(() => {
      closing.close();
      return true;
    });
    const response = await fetch(`${closing.redirectUri}?${expected}`);
    assert.match(await response.text(), /You can close this tab/);
  });
});
