import assert from "node:assert/strict";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import type { CrossWindowLock } from "../../../../src/storage/crossWindowLock";
import { SessionStore } from "../../../../src/auth/session/sessionStore";
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
    assert.equal(await window.token(`${origin}/api?x=1`), stored.accessToken);
    assert.deepEqual(window.consented, [[origin, clerk.issuer]]);
    assert.equal(clerk.paths.length, 0);
  });

  it("asks for each pasted token that names nobody by itself: a yes to one server's is none to another's", async () => {
    const paste = async (sub: string): Promise<void> => {
      const { refreshToken, ...pasted } = fixture.session({ kind: "pasted", expiresAt: Date.now() + 60_000 });
      assert.ok(refreshToken);
      const session = { ...pasted, identity: { sub, label: sub } };
      await window.store.replace(session);
      await window.token(origin);
      // The next one is the only one: which of two counts is another matter.
      await window.store.delete(refOf(session));
    };
    await paste("token_a");
    await paste("token_b");
    assert.deepEqual(window.consented, [
      [origin, `${clerk.issuer}#token_a`],
      [origin, `${clerk.issuer}#token_b`],
    ]);
  });

  it("gives nothing to an insecure origin, and does not even ask", async () => {
    await window.store.replace(fixture.session());
    await rejectsWith(window.token("http://agents.example.com"), "insecureOrigin");
    assert.deepEqual(window.consented, []);
  });

  it("lists what is stored without a request, but for pasted tokens that have ended", async () => {
    const stored = fixture.session({ expiresAt: 0 });
    await window.store.replace(stored);
    assert.deepEqual(await window.tokens.stored(), [stored]);
    const { refreshToken, ...pasted } = fixture.session({ kind: "pasted", expiresAt: Date.now() + 60_000 });
    assert.ok(refreshToken);
    await window.store.replace(pasted);
    assert.deepEqual(await window.tokens.stored(), [pasted]);
    window.clockOffset = 61_000;
    assert.deepEqual(await window.tokens.stored(), []);
    assert.equal(clerk.paths.length, 0);
  });

  it("says that nobody is signed in, without asking about the origin", async () => {
    const error = await rejectsWith(window.token(origin), "notSignedIn");
    assert.deepEqual(error.actions, ["signIn"]);
    assert.deepEqual(window.consented, []);
    assert.deepEqual(await window.tokens.sessions(), []);
  });

  it("refreshes with less than five minutes left, and not before", async () => {
    await window.store.replace(fixture.session({ expiresAt: Date.now() + 310_000 }));
    await window.token(origin);
    assert.equal(fixture.refreshes, 0);
    window.clockOffset = 20_000;
    const token = await window.token(origin);
    assert.equal(fixture.refreshes, 1);
    assert.equal((await window.store.read(fixture.account))?.accessToken, token);
    assert.equal((await window.store.read(fixture.account))?.refreshToken, "new1");
    assert.equal(window.changes, 1);
  });

  it("refreshes a token that the server rejected, once", async () => {
    const stored = fixture.session();
    await window.store.replace(stored);
    const fresh = await window.token(origin, { rejected: stored.accessToken });
    assert.notEqual(fresh, stored.accessToken);
    assert.equal(await window.token(origin, { rejected: stored.accessToken }), fresh);
    assert.equal(fixture.refreshes, 1);
  });

  it("makes one request for many callers", async () => {
    await window.store.replace(fixture.session({ expiresAt: Date.now() }));
    clerk.token = () => ({ ...fixture.rotated(), after: 30 });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => window.token(origin)));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(fixture.refreshes, 1);
  });

  it("stores the rotated refresh token before it gives out the new access token", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    fixture.secrets.latency = 15;
    const token = await window.token(origin);
    assert.ok(fixture.secrets.history.at(-1)?.includes(token));
  });

  it("uses a session without refresh token to its end", async () => {
    const { refreshToken, ...stored } = fixture.session({ expiresAt: Date.now() + 60_000 });
    assert.ok(refreshToken);
    await window.store.replace(stored);
    assert.equal(await window.token(origin), stored.accessToken);
    window.clockOffset = 61_000;
    await rejectsWith(window.token(origin), "sessionEnded");
  });

  it("names the switch when a refresh brings an opaque token, and keeps the rotated refresh token", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    clerk.token = () => fixture.rotated({ access_token: "oat_2abc" });
    await rejectsWith(window.token(origin), "opaqueToken");
    assert.equal((await window.store.read(fixture.account))?.refreshToken, "new1");
  });

  it("never refreshes a pasted token, and says when it is over", async () => {
    const { refreshToken, ...pasted } = fixture.session({ kind: "pasted", expiresAt: Date.now() + 60_000 });
    assert.ok(refreshToken);
    await window.store.replace(pasted);
    assert.equal(await window.token(origin, { rejected: pasted.accessToken }), pasted.accessToken);
    window.clockOffset = 61_000;
    const error = await rejectsWith(window.token(origin), "tokenExpired");
    assert.deepEqual(error.actions, ["pasteToken", "signIn"]);
    assert.deepEqual(await window.tokens.sessions(), []);
    assert.equal(clerk.paths.length, 0);
  });

  it("refreshes again when the refresh it joined brought back the token it saw rejected", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let waiting = 0;
    const lock: CrossWindowLock = {
      run: async (name, task) => {
        if (name === SessionStore.keyOf(fixture.account)) {
          waiting++;
          await gate;
        }
        return task();
      },
    };
    const patient = fixture.openWindow({ lock });
    const theirs = fixture.session({ accessToken: clerk.accessToken("theirs"), refreshToken: "theirs" });
    await patient.store.replace(fixture.session({ expiresAt: Date.now() + 60_000 }));
    const first = patient.token(origin);
    while (waiting === 0) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const second = patient.token(origin, { rejected: theirs.accessToken });
    await window.store.replace(theirs);
    open();
    assert.equal(await first, theirs.accessToken);
    assert.equal(await second, (await window.store.read(fixture.account))?.accessToken);
    assert.notEqual(await second, theirs.accessToken);
    assert.equal(fixture.refreshes, 1);
  });

  it("sends no token of the instance that is configured while it waits", async () => {
    const stored = fixture.session();
    await window.store.replace(stored);
    const other = { issuer: "https://other.example", clientId: "other" };
    await window.store.replace({ ...stored, ...other, accessToken: clerk.accessToken("other") });
    const running = window.token(origin);
    window.server = { origin, instance: other };
    assert.equal(await running, stored.accessToken);
    assert.deepEqual(window.consented, [[origin, clerk.issuer]]);
  });

  it("gives out the chosen account's token", async () => {
    const alice = fixture.session();
    const identity = { sub: "user_2", label: "bob" };
    const bob = fixture.session({ accessToken: clerk.accessToken("bob"), refreshToken: "bob", identity });
    await window.store.replace(alice);
    await window.store.replace(bob);
    assert.equal(await window.token(origin), bob.accessToken);
    window.choose("user_1");
    assert.equal(await window.token(origin), alice.accessToken);
    const fresh = await window.token(origin, { rejected: alice.accessToken });
    assert.notEqual(fresh, alice.accessToken);
    assert.deepEqual(await window.store.read(refOf(bob)), bob);
  });

  describe("for the account that counted when a person acted", () => {
    const bobIdentity = { sub: "user_2", label: "bob" };

    it("gives that account's tokens after another account and another server were chosen", async () => {
      const alice = fixture.session();
      const bob = fixture.session({
        accessToken: clerk.accessToken("bob"),
        refreshToken: "bob",
        identity: bobIdentity,
      });
      await window.store.replace(alice);
      await window.store.replace(bob);
      const tokens = window.tokens.forAccount({ ref: refOf(alice) });
      window.choose("user_2");
      window.server = { origin: "https://other.example.com", instance: { issuer: "https://o.example", clientId: "o" } };
      assert.equal(await tokens.get(`${origin}/api`), alice.accessToken);
      assert.deepEqual(window.consented, [[origin, clerk.issuer]]);
      const fresh = await tokens.get(origin, { rejected: alice.accessToken });
      assert.equal(fresh, (await window.store.read(refOf(alice)))?.accessToken);
      assert.notEqual(fresh, alice.accessToken);
      assert.deepEqual(await window.store.read(refOf(bob)), bob);
    });

    it("says that this account is not signed in any more, instead of taking another one's token", async () => {
      await window.store.replace(fixture.session());
      await window.store.replace(fixture.session({ refreshToken: "bob", identity: bobIdentity }));
      const tokens = window.tokens.forAccount({ ref: fixture.account });
      await window.store.delete(fixture.account);
      await rejectsWith(tokens.get(origin), "notSignedIn");
    });

    it("gives nothing to an insecure origin, and says that the storage does not answer", async () => {
      await window.store.replace(fixture.session());
      const tokens = window.tokens.forAccount({ ref: fixture.account });
      await rejectsWith(tokens.get("http://agents.example.com"), "insecureOrigin");
      assert.deepEqual(window.consented, []);
      fixture.secrets.silent = true;
      await rejectsWith(tokens.get(origin), "storageFailed");
    });
  });

  it("says that the storage does not answer, to VS Code's account list as well", async () => {
    await window.store.replace(fixture.session());
    fixture.secrets.silent = true;
    await rejectsWith(window.token(origin), "storageFailed");
    await rejectsWith(window.tokens.sessions(), "storageFailed");
  });

  it("lists every account, renewed where needed, without those that are over", async () => {
    const account = (sub: string, changes: Partial<ClerkSession>): ClerkSession =>
      fixture.session({ refreshToken: sub, identity: { sub, label: sub }, ...changes });
    await window.store.replace(account("fresh", {}));
    await window.store.replace(account("stale", { expiresAt: 0 }));
    await window.store.replace(account("ended", { expiresAt: 0 }));
    clerk.token = (form) =>
      form.get("refresh_token") === "ended" ? { status: 400, body: { error: "invalid_grant" } } : fixture.rotated();
    const subs = (await window.tokens.sessions()).map(({ identity, refreshToken }) => [identity.sub, refreshToken]);
    assert.deepEqual(subs, [
      ["fresh", "fresh"],
      ["stale", "new1"],
    ]);
  }).timeout(60_000);
});
