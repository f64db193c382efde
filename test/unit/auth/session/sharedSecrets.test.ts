import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { SealedSecrets, loadSealKey, openSealedSecrets } from "../../../../src/auth/session/sealedSecrets";
import { SessionStore } from "../../../../src/auth/session/sessionStore";
import { SharedSecrets, loadMachineId } from "../../../../src/auth/session/sharedSecrets";
import { FileLock } from "../../../../src/storage/fileLock";
import { LateSecrets } from "../setup/lateSecrets";
import { MemorySecrets } from "../setup/memorySecrets";

describe("sharedSecrets", () => {
  let parent: string;
  let desktop: MemorySecrets;
  const times = { longestWait: 2000, pollEvery: 5 };
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "shared-"));
    desktop = new MemorySecrets();
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const folderOf = (machine: string): string => join(parent, machine);
  /** A window on a machine; `secrets` is what it sees of SecretStorage. */
  const open = (secrets = desktop, machine = "local", client = "desktop", longestWait = 2000): SharedSecrets =>
    new SharedSecrets(secrets, {
      directory: join(folderOf(machine), "sessions"),
      machine: loadMachineId(folderOf(machine), new FileLock(folderOf(machine), { pollEvery: 5 })),
      client,
      times: { ...times, longestWait },
    });
  const files = async (): Promise<readonly string[]> =>
    (await readdir(join(folderOf("local"), "sessions"))).map((file) => join(folderOf("local"), "sessions", file));

  it("keeps the record itself in SecretStorage, and nothing secret beside the lock", async () => {
    const secrets = open();
    await secrets.store("agentChat.session.a", "secretValue");
    assert.equal(await open().get("agentChat.session.a"), "secretValue");
    const [[name, text] = ["", ""]] = [...desktop.values];
    const id = await readFile(join(folderOf("local"), "machineId"), "utf8");
    assert.equal(name, `agentChat.session.a@${id}`);
    assert.deepEqual(JSON.parse(text), { machine: id, generation: 1, value: "secretValue" });
    const [file = ""] = await files();
    assert.equal(await readFile(file, "utf8"), "1");
    await secrets.delete("agentChat.session.a");
    assert.equal(desktop.values.size, 0);
  });

  it("waits in the lock until it sees what another window stored", async () => {
    const copy = new MemorySecrets();
    const [writer, reader] = [open(), open(copy)];
    await writer.store("a", "one");
    copy.values = new Map(desktop.values);
    await writer.store("a", "two");
    assert.equal(await reader.get("a"), "one");
    const waiting = reader.latest("a");
    await pause(30);
    copy.values = new Map(desktop.values);
    assert.equal(await waiting, "two");
  });

  it("goes on with what there is after a while, and does not wait for the same write again", async () => {
    const copy = new MemorySecrets();
    await open().store("a", "one");
    const reader = open(copy, "local", "desktop", 60);
    const started = performance.now();
    assert.equal(await reader.latest("a"), undefined);
    const waited = performance.now() - started;
    assert.ok(waited >= 60);
    const patient = open(copy, "local", "desktop", 60_000);
    await patient.store("a", "two");
    assert.equal(await patient.latest("a"), "two");
    assert.equal(await reader.latest("a"), "two");
  });

  it("knows a sign-out by another window at once, and a sign-in after it", async () => {
    const copy = new MemorySecrets();
    const [writer, reader] = [open(), open(copy)];
    await writer.store("a", "one");
    copy.values = new Map(desktop.values);
    await writer.delete("a");
    assert.equal(copy.values.size, 1);
    assert.equal(await reader.get("a"), undefined);
    assert.equal(await reader.latest("a"), undefined);
    await writer.store("a", "two");
    copy.values = new Map(desktop.values);
    assert.equal(await reader.latest("a"), "two");
  });

  it("gives no machine the token of another one, though they share SecretStorage", async () => {
    await open(desktop, "local").store("a", "mine");
    assert.equal(await open(desktop, "remote").get("a"), undefined);
    await open(desktop, "remote").store("a", "theirs");
    assert.equal(await open(desktop, "local").get("a"), "mine");
    // Not even when a record comes under the name of this machine.
    const [mine = "", theirs = ""] = [...desktop.values.keys()];
    desktop.values.set(mine, desktop.values.get(theirs) ?? "");
    assert.equal(await open(desktop, "local").get("a"), undefined);
  });

  it("does not mix up the SecretStorages of two computers that are connected to one remote host", async () => {
    const [home, work] = [open(desktop, "remote", "home"), open(new MemorySecrets(), "remote", "work")];
    await home.store("a", "home");
    assert.equal(await work.latest("a"), undefined);
    await work.store("a", "work");
    await work.delete("a");
    assert.equal(await home.latest("a"), "home");
  });

  it("survives a lost or damaged number, and a damaged record", async () => {
    const secrets = open();
    await secrets.store("a", "one");
    await secrets.store("a", "two");
    const [file = ""] = await files();
    await writeFile(file, "nonsense");
    assert.equal(await secrets.latest("a"), "two");
    await rm(file);
    await secrets.store("a", "three");
    assert.equal(await readFile(file, "utf8"), "3");
    desktop.values.set([...desktop.values.keys()][0] ?? "", "{");
    assert.equal(await open(desktop, "local", "desktop", 0).latest("a"), undefined);
  });

  it("is one machine for windows that open together", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => loadMachineId(parent, new FileLock(parent, { pollEvery: 3 }))()),
    );
    assert.equal(new Set(ids).size, 1);
    assert.match(ids[0] ?? "", /^[\w-]{36}$/);
  });

  it("shows a window whatever the others wrote, however late it comes", async () => {
    const window = (name: string): SharedSecrets =>
      new SharedSecrets(new LateSecrets(join(parent, "secrets"), name, () => Math.random() * 60), {
        directory: join(parent, "sessions"),
        machine: loadMachineId(parent, new FileLock(parent)),
        client: "desktop",
        times,
      });
    const windows = ["a", "b", "c"].map(window);
    for (let round = 0; round < 12; round++) {
      await windows[round % 3]?.store("x", String(round));
      assert.deepEqual(
        await Promise.all(windows.map((each) => each.latest("x"))),
        Array.from({ length: 3 }, () => String(round)),
      );
    }
  }).timeout(120_000);

  it("takes over the sealed records of version 0.4.0", async () => {
    const session: ClerkSession = {
      issuer: "https://clerk.example.com",
      clientId: "abc",
      accessToken: "one",
      refreshToken: "r1",
      expiresAt: 1,
      scope: "openid",
      identity: { sub: "user_1", label: "user_1" },
      kind: "oauth",
    };
    const folder = folderOf("local");
    const lock = new FileLock(folder, { pollEvery: 5 });
    const sealed = new SealedSecrets(join(folder, "sessions"), () => loadSealKey(desktop, lock, folder));
    await new SessionStore(sealed, lock).replace(session);
    const earlier = async (): Promise<SealedSecrets[]> => {
      const old = await openSealedSecrets(desktop, join(folder, "sessions"));
      return old === undefined ? [] : [old];
    };
    const store = new SessionStore(open(), lock, { earlier });
    assert.deepEqual(await store.all(session), [session]);
    assert.deepEqual(await new SessionStore(open(), lock).read(refOf(session)), session);
    assert.ok((await files()).every((file) => !file.endsWith(".sealed")));
    // Where nothing was sealed, no key is made.
    assert.equal(await openSealedSecrets(new MemorySecrets(), folder), undefined);
  });
});
