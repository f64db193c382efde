import assert from "node:assert/strict";
import { type ClerkSession, accountIdOf, refOf } from "../../../../src/auth/session/clerkSession";
import { AccountMemory } from "../../../../src/auth/session/currentAccount";
import { MemoryMemento } from "../setup/memoryMemento";
import { MemorySecrets } from "../setup/memorySecrets";
import { TestWindow } from "../setup/window";

const instance = { issuer: "https://clerk.example.com", clientId: "abc" };
const session = (sub: string, changes: Partial<ClerkSession> = {}): ClerkSession => ({
  ...instance,
  accessToken: `a.b.${sub}`,
  expiresAt: 1,
  scope: "openid",
  identity: { sub, label: sub },
  kind: "oauth",
  ...changes,
});
const [alice, bob] = [session("alice"), session("bob")];

describe("currentAccount", () => {
  let window: TestWindow;
  beforeEach(() => (window = new TestWindow(instance, new MemorySecrets())));

  it("is nobody, then whoever signed in last", async () => {
    assert.equal(await window.current.read(), undefined);
    await window.store.replace(alice);
    await window.store.replace(bob);
    assert.deepEqual(await window.current.read(), bob);
    assert.deepEqual(await window.current.all(), [alice, bob]);
  });

  it("is the one that was chosen, for as long as it is signed in", async () => {
    await window.store.replace(alice);
    await window.store.replace(bob);
    window.choose(accountIdOf(alice.identity));
    assert.deepEqual(await window.current.read(), alice);
    await window.store.delete(refOf(alice));
    assert.deepEqual(await window.current.read(), bob);
    await window.store.replace(alice);
    assert.deepEqual(await window.current.read(), alice);
  });

  it("stays whom a window uses when another window signs in with another account, or chooses one", async () => {
    const [secrets, everywhere] = [new MemorySecrets(), new MemoryMemento()];
    const [here, elsewhere] = [0, 1].map(() => {
      const choice = new AccountMemory(new MemoryMemento(), everywhere);
      const { store, current } = new TestWindow(instance, secrets, { choice });
      return { choice, store, current };
    });
    assert.ok(here !== undefined && elsewhere !== undefined);
    await here.store.replace(alice);
    elsewhere.choice.set(instance, "alice");
    assert.deepEqual(await here.current.read(), alice);
    await elsewhere.store.replace(bob);
    assert.deepEqual(await here.current.read(), alice);
    elsewhere.choice.set(instance, "bob");
    assert.deepEqual(await elsewhere.current.read(), bob);
    assert.deepEqual(await here.current.read(), alice);
    // A window that is opened after that begins with the last choice, as does one whose account is gone.
    const choice = new AccountMemory(new MemoryMemento(), everywhere);
    assert.deepEqual(await new TestWindow(instance, secrets, { choice }).current.read(), bob);
    await elsewhere.store.delete(refOf(alice));
    assert.deepEqual(await here.current.read(), bob);
  });

  it("tells one person's organisations apart", async () => {
    const acme = session("alice", {
      identity: { ...alice.identity, organization: { id: "org_1", name: "Acme" } },
    });
    await window.store.replace(acme);
    await window.store.replace(alice);
    window.choose("alice:org_1");
    assert.deepEqual(await window.current.read(), acme);
  });

  it("belongs to the instance of the server that is current", async () => {
    const other = { issuer: "https://other.example", clientId: "abc" };
    await window.store.replace(alice);
    window.server = { origin: undefined, instance: other };
    assert.equal(await window.current.read(), undefined);
    await window.store.replace(session("carol", other));
    window.choose("carol");
    window.server = { origin: undefined, instance };
    assert.deepEqual(await window.current.read(), alice);
  });

  it("is chosen at the instance that was current when it was asked for", async () => {
    await window.store.replace(alice);
    await window.store.replace(bob);
    window.choose("alice");
    const reading = window.current.read();
    window.server = { origin: undefined, instance: { issuer: "https://other.example", clientId: "abc" } };
    assert.deepEqual(await reading, alice);
  });
});

describe("the memory of the chosen account", () => {
  let workspace: MemoryMemento;
  let everywhere: MemoryMemento;
  let memory: AccountMemory;
  beforeEach(() => {
    [workspace, everywhere] = [new MemoryMemento(), new MemoryMemento()];
    memory = new AccountMemory(workspace, everywhere);
  });

  it("is of the workspace, and of the last one where an account was chosen", () => {
    memory.set(instance, "alice");
    new AccountMemory(new MemoryMemento(), everywhere).set(instance, "bob");
    assert.equal(memory.get(instance), "alice");
    const elsewhere = new AccountMemory(new MemoryMemento(), everywhere);
    assert.deepEqual([elsewhere.get(instance), elsewhere.latest(instance)], [undefined, "bob"]);
    assert.equal(memory.get({ ...instance, clientId: "another" }), undefined);
    memory.set(instance, undefined);
    assert.deepEqual([memory.get(instance), memory.latest(instance)], [undefined, undefined]);
  });

  it("counts until the window closes when it cannot be written down, in silence", async () => {
    [workspace.broken, everywhere.broken] = [true, true];
    memory.set(instance, "alice");
    // An unhandled rejection would fail the run.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(memory.get(instance), "alice");
  });
});
