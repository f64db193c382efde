import assert from "node:assert/strict";
import { createAuthorizationSecrets } from "../../../../src/auth/signIn/authorizationRequest";
import { CallbackRelay } from "../../../../src/auth/signIn/callbackRelay";
import { PendingSignIns } from "../../../../src/auth/signIn/pendingSignIns";
import { MemorySecrets } from "../setup/memorySecrets";

const key = "agentChat.callback";
const minute = 60_000;

describe("callbackRelay", () => {
  let secrets: MemorySecrets;
  let now: number;
  let state: string;
  beforeEach(() => {
    secrets = new MemorySecrets();
    now = Date.UTC(2026, 10, 24);
    ({ state } = createAuthorizationSecrets());
  });

  const openWindow = () => {
    const pending = new PendingSignIns();
    return { pending, relay: new CallbackRelay(secrets, pending, () => now) };
  };
  const codeOf = async (waiting: ReturnType<PendingSignIns["wait"]>): Promise<string | null> => {
    const result = await waiting;
    assert.ok(result.kind === "callback");
    return result.parameters.get("code");
  };

  const isLeft = (length: number): void => {
    assert.equal([...secrets.values.keys()].filter((name) => name !== key).length, length);
    assert.ok([...secrets.values.keys()].every((name) => CallbackRelay.owns(name)));
  };

  it("hands a callback to its own window's sign-in, without a trace", async () => {
    const { pending, relay } = openWindow();
    const waiting = pending.wait(state);
    await relay.deliver(`code=c0de&state=${state}`);
    assert.equal(await codeOf(waiting), "c0de");
    assert.deepEqual(secrets.history, []);
  });

  it("brings it to the other window that waits for it, and to that one only, once", async () => {
    const [focused, waits, alsoWaits] = [openWindow(), openWindow(), openWindow()];
    const waiting = waits.pending.wait(state);
    void alsoWaits.pending.wait(createAuthorizationSecrets().state);
    await focused.relay.deliver(`code=c0de&state=${state}&windowId=3`);
    assert.ok(CallbackRelay.owns(key) && secrets.values.has(key));
    await alsoWaits.relay.collect();
    await focused.relay.collect();
    assert.ok(secrets.values.has(key));
    await waits.relay.collect();
    assert.equal(await codeOf(waiting), "c0de");
    assert.equal(secrets.values.size, 0);
    assert.ok(alsoWaits.pending.hasPending);
    alsoWaits.pending.cancel();
  });

  it("finds it by itself where nobody tells of changed secrets, and looks only while it waits", async () => {
    const [focused, waits] = [openWindow(), openWindow()];
    const reads: string[] = [];
    const counted = {
      get: (name: string) => (reads.push(name), secrets.get(name)),
      store: (name: string, value: string) => secrets.store(name, value),
      delete: (name: string) => secrets.delete(name),
    };
    const relay = new CallbackRelay(counted, waits.pending, () => now);
    const watching = relay.watch(1);
    await focused.relay.deliver(`code=c0de&state=${state}`);
    assert.deepEqual(reads, []);
    assert.equal(await codeOf(waits.pending.wait(state)), "c0de");
    watching.dispose();
    assert.notEqual(reads.length, 0);
  });

  it("leaves nothing that is no answer to a sign-in such as ours", async () => {
    const { relay } = openWindow();
    for (const query of [
      "",
      "%",
      "code=c",
      `state=${state}`,
      `code=c&state=${state}x`,
      `code=c&state=${state.slice(1)}`,
      `code=c&state=${state.slice(1)}!`,
      `code=${"x".repeat(9000)}&state=${state}`,
      `https://evil.example/?code=c`,
    ]) {
      await relay.deliver(query);
    }
    assert.deepEqual(secrets.history, []);
  });

  it("leaves no late callback of its own: nobody else waits for it", async () => {
    const { pending, relay } = openWindow();
    void pending.wait(state);
    pending.cancel();
    await relay.deliver(`code=late&state=${state}`);
    const waiting = pending.wait(`${state.slice(1)}A`);
    await relay.deliver(`code=late&state=${state}`);
    assert.ok(pending.hasPending);
    pending.cancel();
    await waiting;
    assert.deepEqual(secrets.history, []);
  });

  it("lets a newer callback take the place of an older one", async () => {
    const [focused, waits] = [openWindow(), openWindow()];
    const waiting = waits.pending.wait(state);
    await focused.relay.deliver(`code=other&state=${createAuthorizationSecrets().state}`);
    await focused.relay.deliver(`code=mine&state=${state}`);
    await waits.relay.collect();
    assert.equal(await codeOf(waiting), "mine");
  });

  it("keeps those of several windows, and the newest eight of however many a web page opens", async () => {
    const [focused, waits, waitsAsWell] = [openWindow(), openWindow(), openWindow()];
    const { state: other } = createAuthorizationSecrets();
    const waiting = [waits.pending.wait(state), waitsAsWell.pending.wait(other)] as const;
    for (let page = 0; page < 20; page += 1) {
      await focused.relay.deliver(`code=theirs&state=${createAuthorizationSecrets().state}`);
      now += 1;
    }
    await focused.relay.deliver(`code=mine&state=${state}`);
    now += 1;
    await focused.relay.deliver(`code=hers&state=${other}`);
    isLeft(8);
    await waits.relay.collect();
    await waitsAsWell.relay.collect();
    assert.deepEqual(await Promise.all(waiting.map(codeOf)), ["mine", "hers"]);
    isLeft(6);
  });

  describe("of two windows at once", () => {
    // Each begins to look for a place elsewhere, as seven of eight pairs do.
    const [one, another] = [`A${"a".repeat(42)}`, `B${"b".repeat(42)}`];

    beforeEach(() => {
      secrets.latency = 2;
    });

    it("is not lost when both are left at the same moment", async () => {
      const [waits, waitsAsWell] = [openWindow(), openWindow()];
      const waiting = [waits.pending.wait(one), waitsAsWell.pending.wait(another)] as const;
      await Promise.all([
        openWindow().relay.deliver(`code=mine&state=${one}`),
        openWindow().relay.deliver(`code=hers&state=${another}`),
      ]);
      await Promise.all([waits.relay.collect(), waitsAsWell.relay.collect()]);
      assert.deepEqual(await Promise.all(waiting.map(codeOf)), ["mine", "hers"]);
      assert.equal(secrets.values.size, 0);
    });

    it("is not lost when one is left in the moment in which the other is taken", async () => {
      const [focused, waits, waitsAsWell] = [openWindow(), openWindow(), openWindow()];
      const waiting = [waits.pending.wait(one), waitsAsWell.pending.wait(another)] as const;
      await focused.relay.deliver(`code=mine&state=${one}`);
      await Promise.all([waits.relay.collect(), focused.relay.deliver(`code=hers&state=${another}`)]);
      await waitsAsWell.relay.collect();
      assert.deepEqual(await Promise.all(waiting.map(codeOf)), ["mine", "hers"]);
      isLeft(0);
    });
  });

  it("is left for a window of version 0.4 as well, and taken from one", async () => {
    const [focused, waits] = [openWindow(), openWindow()];
    await focused.relay.deliver(`code=c&state=${state}`);
    const left = secrets.values.get(key) ?? "";
    assert.deepEqual(JSON.parse(left), { query: `code=c&state=${state}`, at: now });
    secrets.values = new Map([[key, left]]);
    const waiting = waits.pending.wait(state);
    await waits.relay.collect();
    assert.equal(await codeOf(waiting), "c");
    assert.equal(secrets.values.size, 0);
  });

  it("is emptied by whoever meets what is too old, and never uses it", async () => {
    const [focused, waits] = [openWindow(), openWindow()];
    const waiting = waits.pending.wait(state);
    await focused.relay.deliver(`code=c&state=${state}`);
    now += 10 * minute;
    await focused.relay.collect();
    assert.equal(secrets.values.size, 0);
    await focused.relay.deliver(`code=c&state=${state}`);
    now += 10 * minute;
    await waits.relay.collect();
    assert.equal(secrets.values.size, 0);
    assert.ok(waits.pending.hasPending);
    waits.pending.cancel();
    await waiting;
  });

  it("keeps for ten minutes what is somebody's", async () => {
    const [focused, another] = [openWindow(), openWindow()];
    await focused.relay.deliver(`error=access_denied&state=${state}`);
    now += 10 * minute - 1;
    await another.relay.collect();
    assert.ok(secrets.values.has(key));
  });

  for (const junk of [
    "",
    "junk",
    "null",
    "[]",
    "{}",
    '{"query":1,"at":1}',
    '{"query":"state=s"}',
    '{"query":"x","at":"now"}',
  ]) {
    it(`clears away ${JSON.stringify(junk)}`, async () => {
      const { pending, relay } = openWindow();
      void pending.wait(state);
      secrets.values.set(key, junk);
      await relay.collect();
      assert.equal(secrets.values.size, 0);
      assert.ok(pending.hasPending);
      pending.cancel();
    });
  }

  it("receives the address of a callback, and ignores every other one of the extension", async () => {
    const { pending, relay } = openWindow();
    const waiting = pending.wait(state);
    await relay.handleUri({ path: "/other", query: `code=c0de&state=${state}` });
    assert.ok(pending.hasPending);
    await relay.handleUri({ path: "/callback", query: `code=c0de&state=${state}` });
    assert.equal(await codeOf(waiting), "c0de");
  });

  it("is silent about a storage that throws at once", async () => {
    const broken = (): never => {
      throw new Error("The storage is gone.");
    };
    const relay = new CallbackRelay({ get: broken, store: broken, delete: broken }, new PendingSignIns(), () => now);
    await relay.deliver(`code=c&state=${state}`);
    await relay.collect();
  });

  it("is silent about a keyring that does not work", async () => {
    const { relay } = openWindow();
    secrets.locked = true;
    await relay.deliver(`code=c&state=${state}`);
    await relay.collect();
    assert.equal(secrets.values.size, 0);
  });
});
