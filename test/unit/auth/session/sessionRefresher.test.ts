import assert from "node:assert/strict";
import { rejectsWith } from "../setup/expectError";
import { RefreshFixture } from "../setup/refreshFixture";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { SessionStore } from "../../../../src/auth/session/sessionStore";
import type { Answer, ScriptedClerk } from "../setup/scriptedClerk";
import { TestWindow } from "../setup/window";
import { RefreshBackoff } from "../../../../src/auth/session/sessionRefresher";

const origin = "https://agents.example.com";

describe("sessionRefresher", () => {
  let fixture: RefreshFixture;
  let clerk: ScriptedClerk;
  let window: TestWindow;
  beforeEach(async () => {
    fixture = await RefreshFixture.start();
    clerk = fixture.clerk;
    window = fixture.openWindow();
  });
  afterEach(() => clerk.stop());

  const outages: Readonly<Record<string, Answer>> = {
    "500": { status: 500 },
    "503 with HTML": { status: 503, body: "<h1>down</h1>" },
    "429": { status: 429, body: { error: "rate_limited" } },
    "a captive portal": { body: "<h1>Wi-Fi login</h1>" },
    invalid_client: { status: 401, body: { error: "invalid_client" } },
  };
  for (const [what, answer] of Object.entries(outages)) {
    it(`keeps the session and uses the old token through ${what}`, async () => {
      const stored = fixture.session({ expiresAt: Date.now() + 60_000 });
      await window.store.replace(stored);
      clerk.token = () => answer;
      assert.equal(await window.token(origin), stored.accessToken);
      assert.deepEqual(await window.store.read(fixture.account), stored);
    });

    it(`keeps the session and says so when the token is over through ${what}`, async () => {
      const stored = fixture.session({ expiresAt: Date.now() - 1 });
      await window.store.replace(stored);
      clerk.token = () => answer;
      const refused = what === "invalid_client";
      const error = await rejectsWith(window.token(origin), refused ? "refreshRefused" : "offline");
      assert.match(error.message, refused ? /refuses to renew.*client ID/ : /You are still signed in/);
      assert.deepEqual(error.actions, refused ? ["openClerkSettings", "signIn"] : ["retryConnection", "showLog"]);
      assert.deepEqual(await window.store.read(fixture.account), stored);
      assert.deepEqual(await window.tokens.sessions(), [stored]);
    });
  }

  it("keeps the session when the network is gone, and when Clerk does not answer", async () => {
    const slow = new TestWindow(clerk.instance, fixture.secrets, {
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(30) }),
    });
    const stored = fixture.session({ expiresAt: 0 });
    await slow.store.replace(stored);
    clerk.token = () => ({ ...fixture.rotated(), after: 5000 });
    await rejectsWith(slow.token(origin), "offline");
    await clerk.stop();
    await rejectsWith(window.token(origin), "offline");
    assert.deepEqual(await window.store.read(fixture.account), stored);
  });

  it("does not hand out a rejected token again because Clerk is out of reach", async () => {
    const stored = fixture.session();
    await window.store.replace(stored);
    clerk.token = () => ({ status: 500 });
    await rejectsWith(window.token(origin, { rejected: stored.accessToken }), "offline");
  });

  it("ends the session on invalid_grant, and only then", async () => {
    await window.store.replace(fixture.session({ expiresAt: Date.now() + 60_000 }));
    clerk.token = () => ({ status: 400, body: { error: "invalid_grant" } });
    const error = await rejectsWith(window.token(origin), "sessionEnded");
    assert.match(error.message, /^Your session has ended\./);
    assert.deepEqual(error.actions, ["signIn"]);
    assert.equal(fixture.secrets.values.size, 0);
    assert.equal(window.changes, 1);
    await rejectsWith(window.token(origin), "notSignedIn");
  });

  it("adopts the tokens that another window stored meanwhile", async () => {
    const newer = fixture.session({ accessToken: clerk.accessToken("theirs"), refreshToken: "theirs" });
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = () => {
      setTimeout(() => void new TestWindow(clerk.instance, fixture.secrets).store.replace(newer), 60);
      return { status: 401, body: { error: "invalid_grant" } };
    };
    assert.equal(await window.token(origin), newer.accessToken);
    assert.deepEqual(await window.store.read(fixture.account), newer);
  });

  it("drops a refresh that finishes after signing out, and revokes what it got", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = (form) => (form.has("token") ? { status: 200 } : { ...fixture.rotated(), after: 60 });
    const running = window.token(origin);
    await until(() => fixture.refreshes === 1);
    await window.store.delete(fixture.account);
    await rejectsWith(running, "notSignedIn");
    assert.equal(fixture.secrets.values.size, 0);
    assert.equal(clerk.forms.at(-1)?.get("token"), "new1");
  });

  it("uses the new sign-in when one happens during a refresh", async () => {
    const other = fixture.session({ accessToken: clerk.accessToken("other"), refreshToken: "other" });
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = (form) => (form.has("token") ? { status: 200 } : { ...fixture.rotated(), after: 60 });
    const running = window.token(origin);
    await until(() => fixture.refreshes === 1);
    await window.store.replace(other);
    assert.equal(await running, other.accessToken);
    assert.ok(!clerk.forms.some((form) => form.has("token")), "Both may stand on the same grant.");
    assert.deepEqual(await window.store.read(fixture.account), other);
  });

  it("is not disturbed by another account that signs out meanwhile", async () => {
    const bob: ClerkSession = fixture.session({ refreshToken: "bob", identity: { sub: "user_2", label: "bob" } });
    await window.store.replace(bob);
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = (form) => (form.has("token") ? { status: 200 } : { ...fixture.rotated(), after: 60 });
    const running = window.token(origin);
    await until(() => fixture.refreshes === 1);
    await window.store.delete(refOf(bob));
    assert.equal(await running, (await window.store.read(fixture.account))?.accessToken);
    assert.equal((await window.store.read(fixture.account))?.refreshToken, "new1");
    assert.ok(!clerk.forms.some((form) => form.has("token")));
  });

  it("asks no more for a while after a failure, and uses the old token while it is good", async () => {
    const stored = fixture.session({ expiresAt: Date.now() + 60_000 });
    await window.store.replace(stored);
    clerk.token = () => ({ status: 503, headers: { "retry-after": "20" } });
    assert.equal(await window.token(origin), stored.accessToken);
    assert.equal(await window.token(origin), stored.accessToken);
    await rejectsWith(window.token(origin, { rejected: stored.accessToken }), "offline");
    assert.equal(fixture.refreshes, 1);
    clerk.token = () => fixture.rotated();
    window.clockOffset = 19_000;
    assert.equal(await window.token(origin), stored.accessToken);
    window.clockOffset = 21_000;
    assert.notEqual(await window.token(origin), stored.accessToken);
    assert.equal(fixture.refreshes, 2);
  });

  it("says at once that an expired token cannot be renewed yet, until a person tries again", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = () => ({ status: 500 });
    await rejectsWith(window.token(origin), "offline");
    await rejectsWith(window.token(origin), "offline");
    assert.equal(fixture.refreshes, 1);
    clerk.token = () => fixture.rotated();
    window.backoff.reset();
    await window.token(origin);
    assert.equal(fixture.refreshes, 2);
  });

  it("gives out what another window renewed, even while it asks no more itself", async () => {
    const stored = fixture.session({ expiresAt: 0 });
    await window.store.replace(stored);
    clerk.token = () => ({ status: 500 });
    await rejectsWith(window.token(origin), "offline");
    clerk.token = () => fixture.rotated();
    const theirs = await fixture.openWindow().token(origin);
    assert.equal(await window.token(origin, { rejected: stored.accessToken }), theirs);
  });

  it("lets a window that closes wait until its tokens are stored", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    await window.refresher.settled();
    clerk.token = () => ({ ...fixture.rotated(), after: 40 });
    fixture.secrets.latency = 5;
    const running = window.token(origin);
    await until(() => fixture.refreshes === 1);
    await window.refresher.settled();
    assert.match(fixture.secrets.values.get(SessionStore.keyOf(fixture.account)) ?? "", /"new1"/);
    await running;
  });

  it("keeps the rotated tokens of this window when the keyring takes no more", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    fixture.secrets.locked = true;
    const token = await window.token(origin);
    assert.equal(await window.token(origin), token);
    assert.notEqual(await window.token(origin, { rejected: token }), token);
    assert.deepEqual(
      clerk.forms.map((form) => form.get("refresh_token")),
      ["old", "new1"],
    );
    assert.equal(window.notKept, 1);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const issuer = "https://clerk.example.com";

describe("refreshBackoff", () => {
  let now: number;
  let random: number;
  let backoff: RefreshBackoff;
  beforeEach(() => {
    now = 1_000_000;
    random = 1;
    backoff = new RefreshBackoff(
      () => now,
      () => random,
    );
  });
  /** How long the instance is left alone from now on, in milliseconds. */
  const wait = (): number => {
    const from = now;
    while (backoff.waiting(issuer) !== undefined) {
      now += 100;
    }
    return now - from;
  };
  const failAndWait = (retryAfterMs?: number): number => {
    backoff.failed(issuer, undefined, retryAfterMs);
    return wait();
  };

  it("waits from a second, doubling, to a minute", () => {
    assert.equal(backoff.waiting(issuer), undefined);
    const waits = Array.from({ length: 8 }, () => failAndWait());
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it("takes up to half of it off, by chance", () => {
    random = 0;
    assert.deepEqual([failAndWait(), failAndWait()], [500, 1000]);
  });

  it("respects what the server asks for, up to five minutes", () => {
    assert.equal(failAndWait(30_000), 30_000);
    assert.equal(failAndWait(10), 2000);
    assert.equal(failAndWait(86_400_000), 300_000);
  });

  it("begins anew after a success, and when a person tries again", () => {
    failAndWait();
    backoff.failed(issuer, undefined);
    backoff.succeeded(issuer);
    assert.equal(backoff.waiting(issuer), undefined);
    assert.equal(failAndWait(), 1000);
    backoff.failed(issuer, undefined);
    backoff.reset();
    assert.equal(backoff.waiting(issuer), undefined);
  });

  it("knows why, and leaves other instances alone", () => {
    const cause = new Error("down");
    backoff.failed(issuer, cause);
    assert.equal(backoff.waiting(issuer)?.cause, cause);
    assert.equal(backoff.waiting("https://other.example"), undefined);
  });

  it("does not wait for hours because the clock was set back", () => {
    backoff.failed(issuer, undefined);
    now -= 3_600_000;
    assert.equal(backoff.waiting(issuer), undefined);
  });
});
