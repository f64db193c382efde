import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { noLock } from "../setup/noLock";
import { FileLock } from "../../../../src/storage/fileLock";
import { SessionStore } from "../../../../src/auth/session/sessionStore";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";

const instance = { issuer: "https://clerk.example.com", clientId: "abc" };
const session: ClerkSession = {
  ...instance,
  accessToken: "one",
  refreshToken: "r1",
  expiresAt: 1,
  scope: "openid",
  identity: { sub: "user_1", label: "user_1" },
  kind: "oauth",
};
const next: ClerkSession = { ...session, accessToken: "two", refreshToken: "r2" };
const ref = refOf(session);
const account = (sub: string): ClerkSession => ({ ...session, accessToken: sub, identity: { sub, label: sub } });
const bob = account("user_2");
/** The name that version 0.1.0 gave to the one record of an instance. */
const single = "agentChat.session.https%3A%2F%2Fclerk.example.com.abc";

describe("sessionStore", () => {
  let secrets: MemorySecrets;
  let store: SessionStore;
  let reports: number;
  const open = (): SessionStore => new SessionStore(secrets, noLock, { notKept: () => reports++ });
  beforeEach(() => {
    reports = 0;
    secrets = new MemorySecrets();
    store = open();
  });

  it("keeps one record for each account, and an index", async () => {
    await store.replace(session);
    assert.deepEqual(await store.read(ref), session);
    assert.deepEqual(await store.all(instance), [session]);
    assert.deepEqual(await store.all({ ...instance, clientId: "other" }), []);
    assert.equal(await store.read({ ...ref, issuer: "https://other.example" }), undefined);
    const names = [...secrets.values.keys()].sort();
    assert.deepEqual(names, ["agentChat.accounts.https%3A%2F%2Fclerk.example.com.abc", SessionStore.keyOf(ref)]);
    assert.equal(SessionStore.keyOf(ref), `${single}.user_1`);
    assert.ok([...names, single].every((name) => SessionStore.owns(name)) && !SessionStore.owns("somebody.else"));
    assert.equal(reports, 0);
  });

  it("lists several accounts in order of sign-in", async () => {
    const acme = { ...session, identity: { ...session.identity, organization: { id: "org_1", name: "Acme" } } };
    await Promise.all([store.replace(session), store.replace(bob), store.replace(acme)]);
    assert.deepEqual(await store.all(instance), [session, bob, acme]);
    await store.replace(next);
    assert.deepEqual(await open().all(instance), [bob, acme, next]);
    await store.delete(refOf(acme));
    assert.deepEqual(await store.all(instance), [bob, next]);
    await Promise.all([store.delete(refOf(bob)), store.delete(ref)]);
    assert.equal(secrets.values.size, 0);
  });

  it("loses no account when many windows sign in together", async () => {
    const directory = await mkdtemp(join(tmpdir(), "store-"));
    try {
      secrets.latency = 2;
      const lock = (): FileLock => new FileLock(directory, { pollEvery: 3 });
      const subs = Array.from({ length: 8 }, (_, index) => `user_${index}`);
      await Promise.all(subs.map((sub) => new SessionStore(secrets, lock()).replace(account(sub))));
      const found = (await store.all(instance)).map(({ identity }) => identity.sub);
      assert.deepEqual([...found].sort(), subs);
    } finally {
      await rm(directory, { recursive: true });
    }
  }).timeout(60_000);

  it("ignores a record that is damaged, or belongs to another account", async () => {
    await store.replace(session);
    for (const text of ["{", JSON.stringify(bob), JSON.stringify({ ...session, issuer: "https://evil.example" })]) {
      secrets.values.set(SessionStore.keyOf(ref), text);
      assert.equal(await store.read(ref), undefined);
      assert.deepEqual(await store.all(instance), []);
    }
  });

  it("takes the record of version 0.1.0 over once, as the oldest account", async () => {
    secrets.values.set(single, JSON.stringify(session));
    await store.replace(bob);
    assert.deepEqual(await store.all(instance), [session, bob]);
    assert.ok(!secrets.values.has(single));
    await store.delete(ref);
    assert.deepEqual(await open().all(instance), [bob]);
  });

  it("does not let a record of version 0.1.0 replace a newer sign-in", async () => {
    await store.replace(next);
    secrets.values.set(single, JSON.stringify(session));
    assert.deepEqual(await store.all(instance), [next]);
    secrets.values.set(single, "{");
    assert.deepEqual(await open().all(instance), [next]);
    assert.ok(!secrets.values.has(single));
  });

  it("updates a session without touching the index", async () => {
    await store.replace(session);
    await store.replace(bob);
    assert.ok(await store.update(next, "r1", store.epochOf(ref)));
    assert.deepEqual(await store.all(instance), [next, bob]);
  });

  it("drops an update after signing out, even while the deletion is under way", async () => {
    await store.replace(session);
    const epoch = store.epochOf(ref);
    secrets.latency = 5;
    const [, kept] = await Promise.all([store.delete(ref), store.update(next, "r1", epoch)]);
    assert.equal(kept, false);
    assert.equal(await store.read(ref), undefined);
  });

  it("keeps an update while another account signs out and in", async () => {
    await store.replace(session);
    await store.replace(bob);
    const epoch = store.epochOf(ref);
    await Promise.all([store.delete(refOf(bob)), store.replace(account("user_3"))]);
    assert.ok(await store.update(next, "r1", epoch));
    assert.deepEqual(await store.read(ref), next);
  });

  it("deletes what an update was still writing", async () => {
    await store.replace(session);
    secrets.latency = 5;
    await Promise.all([store.update(next, "r1", store.epochOf(ref)), store.delete(ref)]);
    assert.equal(await store.read(ref), undefined);
  });

  it("drops an update after another window signed out or refreshed", async () => {
    await store.replace(session);
    const epoch = store.epochOf(ref);
    const other = open();
    await other.update({ ...session, refreshToken: "r9" }, "r1", other.epochOf(ref));
    assert.equal(await store.update(next, "r1", epoch), false);
    await other.delete(ref);
    assert.equal(await store.update(next, "r9", epoch), false);
    assert.equal(secrets.values.size, 0);
  });

  it("drops an update after a new sign-in", async () => {
    await store.replace(session);
    const epoch = store.epochOf(ref);
    await store.replace({ ...session, accessToken: "other", refreshToken: "r1" });
    assert.equal(await store.update(next, "r1", epoch), false);
  });

  it("removes an ended session, but not the one that took its place", async () => {
    await store.replace(session);
    const epoch = store.epochOf(ref);
    await open().replace(next);
    await store.deleteUnchanged(session, epoch);
    assert.deepEqual(await store.read(ref), next);
    await store.deleteUnchanged(next, epoch);
    assert.equal(await store.read(ref), undefined);
  });

  for (const fault of ["locked", "forgetful", "silent"] as const) {
    it(`works in this window's memory when the keyring is ${fault}, and says so once`, async () => {
      secrets[fault] = true;
      if (fault !== "silent") {
        assert.deepEqual(await store.all(instance), []);
      }
      await store.replace(session);
      await store.replace(bob);
      assert.deepEqual(await store.all(instance), [session, bob]);
      assert.ok(await store.update(next, "r1", store.epochOf(ref)));
      assert.equal(await store.update(session, "r1", store.epochOf(ref)), false);
      assert.deepEqual(await store.read(ref), next);
      assert.equal(reports, 1);
      await store.delete(ref);
      assert.deepEqual(await store.all(instance), [bob]);
      await store.deleteUnchanged(bob, store.epochOf(refOf(bob)));
      secrets[fault] = false;
      assert.deepEqual(await store.all(instance), []);
      await store.replace(session);
      assert.deepEqual(await open().all(instance), [session]);
    });

    it(`keeps rotated tokens when the keyring becomes ${fault}`, async () => {
      await store.replace(session);
      secrets[fault] = true;
      assert.ok(await store.update(next, "r1", store.epochOf(ref)));
      assert.deepEqual(await store.read(ref), next);
      assert.equal(reports, 1);
    });
  }

  it("keeps an account that a locked keyring does not let go, and what a refresh brings it: the next window has it too", async () => {
    await store.replace(session);
    const epoch = store.epochOf(ref);
    secrets.locked = true;
    await assert.rejects(store.delete(ref), /locked/);
    assert.deepEqual(await open().all(instance), [session]);
    assert.deepEqual(await store.all(instance), [session]);
    secrets.locked = false;
    assert.ok(await store.update(next, "r1", epoch));
    await store.delete(ref);
    assert.deepEqual(await store.all(instance), []);
  });

  it("does not bring back an account that ended while a locked keyring would not let it go", async () => {
    await store.replace(session);
    secrets.locked = true;
    await store.deleteUnchanged(session, store.epochOf(ref));
    assert.equal(await store.read(ref), undefined);
    assert.deepEqual(await store.all(instance), []);
  });

  it("says that a keyring does not answer, from the start on, instead of taking everybody for signed out", async () => {
    await open().replace(session);
    secrets.silent = true;
    const error = await rejectsWith(store.read(ref), "storageFailed");
    assert.match(error.message, /keyring/);
    assert.deepEqual(error.actions, ["retryConnection", "showLog"]);
    assert.equal((await rejectsWith(store.all(instance), "storageFailed")).actions[0], "retryConnection");
    await rejectsWith(store.latest(ref), "storageFailed");
    await rejectsWith(store.deleteUnchanged(session, store.epochOf(ref)), "storageFailed");
    assert.equal(store.answered, false);
    secrets.silent = false;
    assert.deepEqual(await store.all(instance), [session]);
    assert.equal(store.answered, true);
  });

  describe("takes over what an earlier version kept in another storage", () => {
    let earlier: MemorySecrets;
    const later = (): SessionStore => new SessionStore(secrets, noLock, { earlier: () => Promise.resolve([earlier]) });
    beforeEach(async () => {
      earlier = new MemorySecrets();
      const before = new SessionStore(earlier, noLock);
      await before.replace(session);
      await before.replace(bob);
    });

    it("moves every account once, in order, and leaves nothing there", async () => {
      store = later();
      assert.deepEqual(await store.all(instance), [session, bob]);
      assert.equal(earlier.values.size, 0);
      assert.deepEqual(await open().all(instance), [session, bob]);
      await store.delete(ref);
      assert.deepEqual(await later().all(instance), [bob]);
    });

    it("leaves a newer sign-in alone, and the account that signed in since is the last", async () => {
      await store.replace(account("user_3"));
      await store.replace(next);
      assert.deepEqual(await later().all(instance), [bob, account("user_3"), next]);
    });

    it("takes the one record of version 0.1.0 too", async () => {
      earlier.values.clear();
      earlier.values.set(single, JSON.stringify(session));
      assert.deepEqual(await later().all(instance), [session]);
      assert.equal(earlier.values.size, 0);
    });

    it("waits for a window of that version that refreshes the token", async () => {
      const directory = await mkdtemp(join(tmpdir(), "store-"));
      try {
        const lock = new FileLock(directory, { pollEvery: 3 });
        const old = new SessionStore(earlier, lock);
        let moving: Promise<readonly ClerkSession[]> | undefined;
        await lock.run(SessionStore.keyOf(ref), async () => {
          moving = new SessionStore(secrets, lock, { earlier: () => Promise.resolve([earlier]) }).all(instance);
          await new Promise((resolve) => setTimeout(resolve, 50));
          assert.ok(await old.update(next, "r1", old.epochOf(ref)));
        });
        assert.deepEqual(await moving, [next, bob]);
      } finally {
        await rm(directory, { recursive: true });
      }
    }).timeout(60_000);

    it("says that the storage does not answer, and keeps them, when they cannot be moved now", async () => {
      secrets.locked = true;
      store = later();
      await rejectsWith(store.all(instance), "storageFailed");
      secrets.locked = false;
      assert.deepEqual(await store.all(instance), [session, bob]);
    });
  });
});
