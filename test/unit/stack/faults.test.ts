import assert from "node:assert/strict";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";

const DISCOVERY = "/.well-known/openid-configuration";

describe("faults of the auth server", function () {
  this.timeout(10_000);
  let server: AuthServer;

  beforeEach(async () => {
    server = await startAuthServer();
  });
  afterEach(() => server.close());

  const get = (path: string): Promise<Response> => fetch(`${server.issuer}${path}`);
  const statuses = (path: string): number[] =>
    server.requests.filter((request) => request.path === path).map(({ status }) => status);

  /** Waits until the server has seen a request that it does not answer. */
  async function unanswered(path: string): Promise<void> {
    while (!statuses(path).includes(0)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it("answers below a path with what was set, until it is taken back", async () => {
    server.setFault("/.well-known/", { status: 503, body: "<h1>Later</h1>", headers: { "retry-after": "7" } });
    const broken = await get(DISCOVERY);
    assert.deepEqual([broken.status, broken.headers.get("retry-after")], [503, "7"]);
    assert.equal(await broken.text(), "<h1>Later</h1>");
    assert.equal((await get("/")).status, 200);
    server.setFault("/.well-known/", undefined);
    assert.equal((await get(DISCOVERY)).status, 200);
    assert.deepEqual(statuses(DISCOVERY), [503, 200]);
  });

  it("lets the longest path decide", async () => {
    server.setFault("/", { status: 500 });
    server.setFault(DISCOVERY, { status: 429 });
    assert.equal((await get(DISCOVERY)).status, 429);
    assert.equal((await get("/.well-known/jwks.json")).status, 500);
  });

  it("is without any fault again, whatever was set, and answers what hung", async () => {
    server.setFault(DISCOVERY, "hang");
    server.setFault("/.well-known/jwks.json", { status: 500 });
    server.setClockOffset(3_600_000);
    const waiting = get(DISCOVERY);
    await unanswered(DISCOVERY);
    server.recover();
    assert.equal((await waiting).status, 200);
    const keys = await get("/.well-known/jwks.json");
    assert.equal(keys.status, 200);
    assert.ok(Math.abs(Date.parse(keys.headers.get("date") ?? "") - Date.now()) < 600_000);
  });

  it("hangs, and answers when the fault is gone", async () => {
    server.setFault(DISCOVERY, "hang");
    const waiting = get(DISCOVERY);
    await unanswered(DISCOVERY);
    assert.equal((await get("/.well-known/jwks.json")).status, 200);
    server.setFault(DISCOVERY, undefined);
    assert.equal((await waiting).status, 200);
    assert.deepEqual(statuses(DISCOVERY), [200]);
  });

  it("hangs until the client gives up, or the server closes", async () => {
    server.setFault(DISCOVERY, "hang");
    const leaving = new AbortController();
    const left = fetch(`${server.issuer}${DISCOVERY}`, { signal: leaving.signal });
    await unanswered(DISCOVERY);
    leaving.abort();
    await assert.rejects(left, { name: "AbortError" });
    const cut = get(DISCOVERY);
    while (statuses(DISCOVERY).length < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const rejected = assert.rejects(cut, TypeError);
    await server.close();
    await rejected;
    assert.deepEqual(statuses(DISCOVERY), [0, 0]);
  });

  it("ends the connection", async () => {
    server.setFault("/oauth/", "reset");
    await assert.rejects(get("/oauth/token"), (error: Error) => {
      assert.equal((error.cause as NodeJS.ErrnoException).code, "ECONNRESET");
      return true;
    });
    assert.deepEqual(statuses("/oauth/token"), [0]);
  });

  it("shifts the Date header of every answer, faults included, and nothing else", async () => {
    const offset = async (path: string): Promise<number> =>
      Date.parse((await get(path)).headers.get("date") ?? "") - Date.now();
    const hour = 60 * 60 * 1000;
    server.setClockOffset(-hour);
    server.setFault("/broken", { status: 500 });
    for (const path of [DISCOVERY, "/", "/relay", "/broken", "/nowhere"]) {
      assert.ok(Math.abs((await offset(path)) + hour) < 5000, path);
    }
    const token = await server.issueAccessToken();
    const { iat } = JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) as { iat: number };
    assert.ok(Math.abs(iat * 1000 - Date.now()) < 5000);
    server.setClockOffset(0);
    assert.ok(Math.abs(await offset(DISCOVERY)) < 5000);
  });
});
