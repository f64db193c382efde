import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SealKey, SealedSecrets, loadSealKey } from "../../../../src/auth/session/sealedSecrets";
import { noLock } from "../setup/noLock";
import { FileLock } from "../../../../src/storage/fileLock";
import { MemorySecrets } from "../setup/memorySecrets";
import { storageFailed } from "../../../../src/auth/session/sessionErrors";
import type { SecretStore } from "../../../../src/auth/session/sessionStore";
import { UserFacingError } from "../../../../src/shared/userFacingError";

describe("sealedSecrets", () => {
  let parent: string;
  let directory: string;
  let keys: MemorySecrets;
  // As of windows that open after everything that is in their storage.
  const times = { longestWait: 0, pollEvery: 10, openedAt: Infinity };
  const open = (from = keys): SealedSecrets =>
    new SealedSecrets(directory, () => loadSealKey(from, noLock, parent, times));
  const files = async (): Promise<readonly string[]> => (await readdir(directory)).map((file) => join(directory, file));
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "sealed-"));
    directory = join(parent, "deep", "sessions");
    keys = new MemorySecrets();
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("gives every window what any window stored last", async () => {
    const [first, second] = [open(), open()];
    assert.equal(await first.get("a"), undefined);
    await first.store("a", "ü one");
    assert.equal(await second.get("a"), "ü one");
    await second.store("a", "two");
    await second.store("b", "");
    assert.deepEqual(await Promise.all(["a", "b"].map((name) => first.get(name))), ["two", ""]);
    await first.delete("a");
    await first.delete("a");
    assert.equal(await second.get("a"), undefined);
    assert.equal((await files()).length, 1);
  });

  it("shows neither name nor value, and lets nobody else read", async () => {
    await open().store("agentChat.session.secretName", "secretValue");
    const [file = ""] = await files();
    const bytes = await readFile(file);
    assert.ok(!file.includes("secretName") && !bytes.includes("secretName") && !bytes.includes("secretValue"));
    if (process.platform !== "win32") {
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.equal((await stat(directory)).mode & 0o777, 0o700);
    }
  });

  it("never seals twice alike", async () => {
    const secrets = open();
    const sealed = new Set<string>();
    for (let write = 0; write < 5; write++) {
      await secrets.store("a", "same");
      sealed.add((await readFile((await files())[0] ?? "")).toString("hex"));
    }
    assert.equal(sealed.size, 5);
  });

  it("takes a file for none that stands in for another one", async () => {
    const secrets = open();
    await secrets.store("a", "one");
    const [a = ""] = await files();
    await secrets.store("b", "two");
    const b = (await files()).find((file) => file !== a) ?? "";
    await copyFile(a, b);
    assert.equal(await secrets.get("b"), undefined);
    assert.equal(await secrets.get("a"), "one");
  });

  it("takes a file for none that is damaged, wherever", async () => {
    const secrets = open();
    await secrets.store("a", "one");
    const [file = ""] = await files();
    const good = await readFile(file);
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      await writeFile(file, bad);
      assert.equal(await secrets.get("a"), undefined, `byte ${at}`);
    }
    for (const length of [good.length - 1, 20, 1, 0]) {
      await writeFile(file, good);
      await truncate(file, length);
      assert.equal(await secrets.get("a"), undefined);
    }
    await secrets.store("a", "two");
    assert.equal(await secrets.get("a"), "two");
  });

  it("opens nothing with another key, and disturbs nothing", async () => {
    await open().store("a", "one");
    const stranger = open(new MemorySecrets());
    assert.equal(await stranger.get("a"), undefined);
    await stranger.store("a", "theirs");
    await stranger.delete("a");
    assert.equal(await open().get("a"), "one");
  });

  it("shows only whole records while many windows write", async () => {
    const values = ["x", "y", "z"].map((callback) => callback.repeat(20_000));
    await open().store("a", values[0] ?? "");
    const writing = new AbortController();
    const writers = values.map(async (value) => {
      const secrets = open();
      for (let write = 0; write < 15; write++) {
        await secrets.store("a", value);
      }
    });
    const reader = (async () => {
      const secrets = open();
      let reads = 0;
      for (; !writing.signal.aborted; reads++) {
        assert.ok(values.includes((await secrets.get("a")) ?? "nothing"));
      }
      return reads;
    })();
    await Promise.all(writers);
    writing.abort();
    assert.ok((await reader) > 0);
    assert.equal((await files()).length, 1);
  }).timeout(120_000);

  it("tells about changes of other windows until it is disposed of", async () => {
    const secrets = open();
    let heard: () => void = () => undefined;
    const subscription = secrets.onDidChange(() => {
      heard();
    });
    // The directory is watched a moment after it was made.
    const changed = new Promise<void>((resolve) => (heard = resolve));
    const timer = setInterval(() => void open().store("a", String(Math.random())), 50);
    await changed;
    clearInterval(timer);
    subscription.dispose();
    const last = open();
    heard = () => assert.fail("It was disposed of.");
    await last.store("a", "after");
    assert.equal(await secrets.get("a"), "after");
  }).timeout(120_000);

  it("asks for the key again after a keyring that did not answer", async () => {
    const secrets = open();
    keys.silent = true;
    await assert.rejects(secrets.store("a", "one"), /does not answer/);
    keys.silent = false;
    await secrets.store("a", "one");
    assert.equal(await open().get("a"), "one");
  });
});

const name = "agentChat.sealKey";

describe("sealKey", () => {
  let directory: string;
  let keys: MemorySecrets;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "seal-key-"));
    keys = new MemorySecrets();
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const now = (): number => Date.now();
  /** Opened at `openedAt`, and patient for a tenth of a second. */
  const load = (secrets: SecretStore, openedAt: number): Promise<SealKey> =>
    loadSealKey(secrets, new FileLock(directory), directory, { longestWait: 100, pollEvery: 10, openedAt });

  it("makes the key once, and its name gives nothing away", async () => {
    const key = await load(keys, now());
    assert.equal(key.secret.length, 32);
    assert.deepEqual(await load(keys, now()), key);
    assert.ok(![...keys.values.values()].some((text) => text.includes(key.id)));
  });

  it("is one key for windows that open together", async () => {
    keys.latency = 5;
    const found = await Promise.all(Array.from({ length: 4 }, () => load(keys, now())));
    assert.equal(new Set(found.map(({ id }) => id)).size, 1);
  });

  it("waits for the key that another window has just stored", async () => {
    const key = await load(keys, now());
    const late = new MemorySecrets();
    const loading = load(late, now() - 1000);
    late.values.set(name, keys.values.get(name) ?? "");
    assert.deepEqual(await loading, key);
  });

  it("makes no second key in a browser's window that opened before the first was made", async () => {
    const openedAt = now() - 1000;
    const key = await load(keys, now());
    const failed = await load(new MemorySecrets(), openedAt).catch(storageFailed);
    assert.ok(failed instanceof UserFacingError);
    assert.match(failed.message, /Reload this window/);
    assert.deepEqual(failed.actions, ["reloadWindow", "showLog"]);
    assert.deepEqual(await load(keys, now()), key);
  });

  it("knows when it was made where the storage tells no times", async () => {
    const openedAt = now() - 1000;
    await load(keys, now());
    await utimes(join(directory, "sealKeys"), 0, 0);
    await assert.rejects(load(new MemorySecrets(), openedAt), /after this window opened/);
  });

  it("is another one for each browser, and each keeps its own", async () => {
    const first = await load(keys, now());
    const otherBrowser = new MemorySecrets();
    const second = await load(otherBrowser, now() + 1000);
    assert.notEqual(second.id, first.id);
    assert.deepEqual(await load(keys, now()), first);
    assert.deepEqual(await load(otherBrowser, now()), second);
  });

  it("begins anew when the storage has lost the key, or it is damaged", async () => {
    const key = await load(keys, now());
    keys.values.set(name, "damaged");
    const next = await load(keys, now() + 1000);
    assert.notEqual(next.id, key.id);
    keys.values.clear();
    assert.notEqual((await load(keys, now() + 2000)).id, next.id);
  });

  it("says so when the storage keeps nothing", async () => {
    keys.forgetful = true;
    await assert.rejects(load(keys, now()), /did not keep/);
  });
});
