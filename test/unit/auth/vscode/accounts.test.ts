import assert from "node:assert/strict";
import type { ClerkInstance } from "../../../../src/auth/clerk/clerkInstance";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { Accounts, type AccountsDependencies } from "../../../../src/auth/vscode/accounts";
import { accountOf } from "../../../../src/auth/vscode/signedInAccount";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";
import { TestWindow } from "../setup/window";

const here: ClerkInstance = { issuer: "https://clerk.example.com", clientId: "abc" };
const elsewhere: ClerkInstance = { issuer: "https://clerk.example.com", clientId: "another" };

const sessionOf = (sub: string, instance = here): ClerkSession => ({
  accessToken: `${sub}.b.c`,
  refreshToken: "secret",
  expiresAt: Date.now() + 3_600_000,
  scope: "openid",
  identity: { sub, label: `${sub}@example.com` },
  ...instance,
  kind: "oauth",
});

describe("accounts", () => {
  const alice = sessionOf("alice");
  const bob = sessionOf("bob");
  let secrets: MemorySecrets;
  let window: TestWindow;
  let instance: ClerkInstance;
  let events: string[];
  let accounts: Accounts;

  const accountsWith = (changes: Partial<AccountsDependencies> = {}): Accounts =>
    new Accounts({
      settings: {
        clerk: () => ({ publishableKey: "", ...instance, scopes: "openid user:org:read", redirectRelay: "" }),
      },
      current: {
        get instance() {
          return instance;
        },
      },
      store: window.store,
      choice: { set: ({ clientId }, id) => events.push(`${id ?? ""} chosen at ${clientId}`) },
      kept: {
        add: ({ identity }) => (events.push(`${identity.sub} expected`), Promise.resolve()),
        remove: ({ identity }) => (events.push(`${identity.sub} not expected`), Promise.resolve()),
      },
      watcher: { look: () => Promise.resolve(alice), check: () => Promise.resolve() },
      revocation: { run: ({ identity }) => (events.push(`${identity.sub} revoked`), Promise.resolve(true)) },
      signIn: { cancel: () => undefined },
      log: window,
      pick: () => Promise.resolve(undefined),
      manageAllowedServers: () => (events.push("servers shown"), Promise.resolve()),
      signedOut: ({ identity }) => events.push(`${identity.sub} signed out`),
      ...changes,
    });

  beforeEach(async () => {
    secrets = new MemorySecrets();
    instance = here;
    window = new TestWindow(here, secrets);
    events = [];
    await window.store.replace(alice);
    await window.store.replace(bob);
    accounts = accountsWith();
  });

  it("lists those of the instance in the settings", async () => {
    assert.deepEqual(await accounts.all(), [accountOf(alice), accountOf(bob)]);
    instance = elsewhere;
    assert.deepEqual(await accounts.all(), []);
  });

  it("says with “Try again” that the storage does not answer", async () => {
    await accounts.all();
    secrets.silent = true;
    const tasks = [() => accounts.all(), () => accounts.choose(), () => accounts.signOut(refOf(alice))];
    for (const task of tasks) {
      const error = await rejectsWith(task(), "storageFailed");
      assert.ok(error.actions.includes("retryConnection"));
    }
    assert.deepEqual(events, []);
  });

  it("is known by the record that it has", () => {
    assert.deepEqual(accountOf(alice).ref, { ...here, accountId: "alice" });
  });

  describe("choosing", () => {
    it("begins a sign-in where nobody is signed in", async () => {
      instance = elsewhere;
      assert.deepEqual(await accounts.choose(), {});
    });

    it("is remembered at the server that was set when the list was shown", async () => {
      const pick: AccountsDependencies["pick"] = (shown, current, withOrganizations) => {
        assert.deepEqual([shown.map(({ id }) => id), current, withOrganizations], [["alice", "bob"], "alice", true]);
        instance = elsewhere;
        return Promise.resolve({ kind: "account", id: "bob" });
      };
      assert.equal(await accountsWith({ pick }).choose(), undefined);
      assert.deepEqual(events, ["bob chosen at abc"]);
    });

    it("leads to a sign-in for another account or organization", async () => {
      const add = accountsWith({ pick: () => Promise.resolve({ kind: "add" }) });
      assert.deepEqual(await add.choose(), { prompt: "login" });
      const organization = accountsWith({ pick: () => Promise.resolve({ kind: "organization" }) });
      assert.deepEqual(await organization.choose(), { prompt: "consent" });
    });

    it("leads to the sign-out, which is asked about and told where sign-outs are", async () => {
      const leave = accountsWith({ pick: () => Promise.resolve({ kind: "signOut" }) });
      assert.equal(await leave.choose(), "signOut");
      assert.deepEqual(events, []);
    });

    it("leads to the allowed servers", async () => {
      const servers = accountsWith({ pick: () => Promise.resolve({ kind: "servers" }) });
      assert.equal(await servers.choose(), undefined);
      assert.deepEqual(events, ["servers shown"]);
    });
  });

  describe("signing out", () => {
    it("forgets the account, tells of it and revokes it", async () => {
      await accounts.signOutById("alice");
      assert.deepEqual(events, ["alice not expected", "alice signed out", "alice revoked"]);
      assert.deepEqual(await accounts.all(), [accountOf(bob)]);
      await accounts.signOutById("alice");
      assert.equal(events.length, 3);
    });

    it("is of the account that was meant, also when another server was chosen meanwhile", async () => {
      await window.store.replace(sessionOf("alice", elsewhere));
      instance = elsewhere;
      await accounts.signOut(accountOf(alice).ref);
      assert.deepEqual(await window.store.all(here), [bob]);
      assert.equal((await window.store.all(elsewhere)).length, 1);
    });

    it("says that the person is still signed in when the storage does not let the account go", async () => {
      secrets.locked = true;
      const error = await rejectsWith(accounts.signOut(refOf(alice)), "notSignedOut");
      assert.match(error.message, /still signed in.*try again\.$/);
      assert.deepEqual(error.actions, ["signOut", "showLog"]);
      assert.deepEqual(events, ["alice not expected", "alice expected"]);
      assert.equal((await accounts.all()).length, 2);
    });

    it("revokes the account also when the others cannot be looked at afterwards", async () => {
      const failed = new UserFacingError("storageFailed", "The storage did not answer.", ["retryConnection"]);
      const watcher = { look: () => Promise.resolve(undefined), check: () => Promise.reject(failed) };
      await rejectsWith(accountsWith({ watcher }).signOut(refOf(alice)), "storageFailed");
      assert.deepEqual(events, ["alice not expected", "alice signed out", "alice revoked"]);
    });
  });
});
