import assert from "node:assert/strict";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
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

describe("sessionStore", () => {
  let secrets: MemorySecrets;
  let store: SessionStore;
  beforeEach(() => {
    secrets = new MemorySecrets();
    store = new SessionStore(secrets);
  });

  it("keeps one record for each issuer and client id", async () => {
    await store.replace(session);
    assert.deepEqual(await store.read(instance), session);
    assert.equal(await store.read({ ...instance, clientId: "other" }), undefined);
    assert.equal(await store.read({ ...instance, issuer: "https://other.example" }), undefined);
    assert.deepEqual([...secrets.values.keys()], [SessionStore.keyOf(instance)]);
    assert.ok(SessionStore.owns(SessionStore.keyOf(instance)));
    assert.ok(!SessionStore.owns("somebody.else"));
  });

  it("does not confuse instances whose names run together", () => {
    const keys = [
      SessionStore.keyOf({ issuer: "https://a", clientId: "b" }),
      SessionStore.keyOf({ issuer: "https://a.b", clientId: "" }),
      SessionStore.keyOf({ issuer: "", clientId: "https://a.b" }),
    ];
    assert.equal(new Set(keys).size, 3);
  });

  it("ignores a record that belongs to another instance", async () => {
    secrets.values.set(SessionStore.keyOf(instance), JSON.stringify({ ...session, issuer: "https://evil.example" }));
    assert.equal(await store.read(instance), undefined);
  });

  it("ignores a damaged record", async () => {
    secrets.values.set(SessionStore.keyOf(instance), "{");
    assert.equal(await store.read(instance), undefined);
  });

  it("updates a session", async () => {
    await store.replace(session);
    assert.ok(await store.update(next, "r1", store.currentGeneration));
    assert.deepEqual(await store.read(instance), next);
  });

  it("drops an update after signing out, even while the deletion is under way", async () => {
    await store.replace(session);
    const generation = store.currentGeneration;
    secrets.latency = 5;
    const [, kept] = await Promise.all([store.delete(instance), store.update(next, "r1", generation)]);
    assert.equal(kept, false);
    assert.equal(await store.read(instance), undefined);
  });

  it("deletes what an update was still writing", async () => {
    await store.replace(session);
    secrets.latency = 5;
    await Promise.all([store.update(next, "r1", store.currentGeneration), store.delete(instance)]);
    assert.equal(await store.read(instance), undefined);
  });

  it("drops an update after another window signed out or refreshed", async () => {
    await store.replace(session);
    const generation = store.currentGeneration;
    const other = new SessionStore(secrets);
    await other.update({ ...session, refreshToken: "r9" }, "r1", other.currentGeneration);
    assert.equal(await store.update(next, "r1", generation), false);
    await other.delete(instance);
    assert.equal(await store.update(next, "r9", generation), false);
    assert.equal(secrets.values.size, 0);
  });

  it("drops an update after a new sign-in", async () => {
    await store.replace(session);
    const generation = store.currentGeneration;
    await store.replace({ ...session, accessToken: "other", refreshToken: "r1" });
    assert.equal(await store.update(next, "r1", generation), false);
  });

  it("removes an ended session, but not the one that took its place", async () => {
    await store.replace(session);
    const generation = store.currentGeneration;
    await new SessionStore(secrets).replace(next);
    await store.deleteUnchanged(session, generation);
    assert.deepEqual(await store.read(instance), next);
    await store.deleteUnchanged(next, generation);
    assert.equal(await store.read(instance), undefined);
  });

  it("says when the keyring is locked or keeps nothing", async () => {
    secrets.locked = true;
    assert.match((await rejectsWith(store.replace(session), "storageFailed")).message, /keyring/);
    secrets.locked = false;
    secrets.forgetful = true;
    await rejectsWith(store.replace(session), "storageFailed");
    secrets.forgetful = false;
    await store.replace(session);
    assert.deepEqual(await store.read(instance), session);
  });
});
