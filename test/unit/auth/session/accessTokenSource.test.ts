import assert from "node:assert/strict";
import { rejectsWith } from "../setup/expectError";
import { RefreshFixture } from "../setup/refreshFixture";
import type { ScriptedClerk } from "../setup/scriptedClerk";
import type { TestWindow } from "../setup/window";

const origin = "https://agents.example.com";

describe("accessTokenSource", () => {
  let fixture: RefreshFixture;
  let clerk: ScriptedClerk;
  let window: TestWindow;
  beforeEach(async () => {
    fixture = await RefreshFixture.start();
    clerk = fixture.clerk;
    window = fixture.openWindow();
  });
  afterEach(() => clerk.stop());

  it("gives out the stored token without a request", async () => {
    const stored = fixture.session();
    await window.store.replace(stored);
    assert.equal(await window.tokens.get(`${origin}/api?x=1`), stored.accessToken);
    assert.deepEqual(window.consented, [origin]);
    assert.equal(clerk.paths.length, 0);
  });

  it("gives nothing to an insecure origin, and does not even ask", async () => {
    await window.store.replace(fixture.session());
    await rejectsWith(window.tokens.get("http://agents.example.com"), "insecureOrigin");
    assert.deepEqual(window.consented, []);
  });

  it("says that nobody is signed in, without asking about the origin", async () => {
    const error = await rejectsWith(window.tokens.get(origin), "notSignedIn");
    assert.deepEqual(error.actions, ["signIn"]);
    assert.deepEqual(window.consented, []);
    assert.equal(await window.tokens.session(), undefined);
  });

  it("refreshes with less than five minutes left, and not before", async () => {
    await window.store.replace(fixture.session({ expiresAt: Date.now() + 310_000 }));
    await window.tokens.get(origin);
    assert.equal(fixture.refreshes, 0);
    window.clockOffset = 20_000;
    const token = await window.tokens.get(origin);
    assert.equal(fixture.refreshes, 1);
    assert.equal((await window.store.read(clerk.instance))?.accessToken, token);
    assert.equal((await window.store.read(clerk.instance))?.refreshToken, "new1");
    assert.equal(window.changes, 1);
  });

  it("refreshes a token that the server rejected, once", async () => {
    const stored = fixture.session();
    await window.store.replace(stored);
    const fresh = await window.tokens.get(origin, { rejected: stored.accessToken });
    assert.notEqual(fresh, stored.accessToken);
    assert.equal(await window.tokens.get(origin, { rejected: stored.accessToken }), fresh);
    assert.equal(fixture.refreshes, 1);
  });

  it("makes one request for many callers", async () => {
    await window.store.replace(fixture.session({ expiresAt: Date.now() }));
    clerk.token = () => ({ ...fixture.rotated(), after: 30 });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => window.tokens.get(origin)));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(fixture.refreshes, 1);
  });

  it("stores the rotated refresh token before it gives out the new access token", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    fixture.secrets.latency = 15;
    const token = await window.tokens.get(origin);
    assert.ok(fixture.secrets.history.at(-1)?.includes(token));
  });

  it("uses a session without refresh token to its end", async () => {
    const { refreshToken, ...stored } = fixture.session({ expiresAt: Date.now() + 60_000 });
    assert.ok(refreshToken);
    await window.store.replace(stored);
    assert.equal(await window.tokens.get(origin), stored.accessToken);
    window.clockOffset = 61_000;
    await rejectsWith(window.tokens.get(origin), "sessionEnded");
  });

  it("names the switch when a refresh brings an opaque token, and keeps the rotated refresh token", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = () => fixture.rotated({ access_token: "oat_2abc" });
    await rejectsWith(window.tokens.get(origin), "opaqueToken");
    assert.equal((await window.store.read(clerk.instance))?.refreshToken, "new1");
  });

  it("never refreshes a pasted token, and says when it is over", async () => {
    const { refreshToken, ...pasted } = fixture.session({ kind: "pasted", expiresAt: Date.now() + 60_000 });
    assert.ok(refreshToken);
    await window.store.replace(pasted);
    assert.equal(await window.tokens.get(origin, { rejected: pasted.accessToken }), pasted.accessToken);
    window.clockOffset = 61_000;
    const error = await rejectsWith(window.tokens.get(origin), "tokenExpired");
    assert.deepEqual(error.actions, ["pasteToken", "signIn"]);
    assert.equal(await window.tokens.session(), undefined);
    assert.equal(clerk.paths.length, 0);
  });

  it("refreshes again when the refresh it joined brought back the token it saw rejected", async () => {
    const stored = fixture.session({ expiresAt: Date.now() + 60_000 });
    await window.store.replace(stored);
    clerk.token = () => (++fixture.rotations === 1 ? { status: 500, after: 40 } : fixture.rotated());
    const [first, second] = await Promise.all([
      window.tokens.get(origin),
      window.tokens.get(origin, { rejected: stored.accessToken }),
    ]);
    assert.equal(first, stored.accessToken);
    assert.notEqual(second, stored.accessToken);
  });
});
