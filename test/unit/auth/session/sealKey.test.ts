import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileLock } from "../../../../src/auth/session/fileLock";
import { type SealKey, loadSealKey } from "../../../../src/auth/session/sealKey";
import type { SecretStore } from "../../../../src/auth/session/sessionStore";
import { MemorySecrets } from "../setup/memorySecrets";

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
    await assert.rejects(load(new MemorySecrets(), openedAt), /after this window opened/);
    assert.deepEqual(await load(keys, now()), key);
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
