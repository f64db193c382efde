import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { OpenConversations } from "../../../src/chat/openConversations";
import type { Owner } from "../../../src/shared/owner";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents, ScriptedRun, until } from "./scriptedAgents";
import { finish, question, text } from "./turns";

const owner: Owner = {
  issuer: "clerk.example.com",
  sub: "user_1",
  organizationId: "",
  server: "https://mastra.example.com/api",
};
const agent = { id: "weatherAgent", name: "Weather", description: "" };

/** Whatever can happen without the disk has happened. */
const rest = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

describe("OpenConversations", () => {
  let store: MemoryStore;
  let agents: ScriptedAgents;
  let errors: string[];
  let sets: number;
  let conversations: OpenConversations;

  beforeEach(() => {
    store = new MemoryStore();
    agents = new ScriptedAgents();
    errors = [];
    sets = 0;
    conversations = create();
  });

  const create = (): OpenConversations =>
    new OpenConversations({
      owner,
      agents,
      store,
      onChange: () => undefined,
      onOpened: () => (sets += 1),
      logError: (what) => errors.push(what),
    });

  const ask = async (words: string): Promise<void> => {
    agents.run = new ScriptedRun().push(text(words), finish()).end();
    await conversations.shown.send(question("Weather?"), agent, "user_1");
    await conversations.flush();
  };

  it("saves a conversation and brings it back", async () => {
    await ask("Sunny");
    const next = create();
    await next.restoreLast();
    deepStrictEqual(next.shown.transcript, conversations.shown.transcript);
  });

  it("keeps the question even if the window dies before the first token", async () => {
    const sending = conversations.shown.send(question("Weather?"), agent, "user_1");
    await until(() => store.files.size === 1);
    conversations.shown.stop();
    await sending;
  });

  it("starts with an empty conversation when the file cannot be read", async () => {
    store.loadLast = () => Promise.reject(new Error("disk"));
    await conversations.restoreLast();
    deepStrictEqual([conversations.shown.turns, errors], [[], ["reading a conversation"]]);
  });

  it("leaves shown what a person has begun while the last conversation was read", async () => {
    await ask("Sunny");
    const next = create();
    const restoring = next.restoreLast();
    next.startNew();
    const { threadId } = next.shown;
    await restoring;
    strictEqual(next.shown.threadId, threadId);
  });

  it("opens in order, so that a slow load never wins over a later one", async () => {
    const slow = Promise.withResolvers<undefined>();
    const { load } = store;
    store.load = (whose, threadId) => (threadId === "slow" ? slow.promise : load.call(store, whose, threadId));
    const opened = [conversations.show("slow"), conversations.show("fast")];
    slow.resolve(undefined);
    await Promise.all(opened);
    strictEqual(conversations.shown.threadId, "fast");
  });

  it("reads a thread without showing it", async () => {
    await ask("Sunny");
    const { threadId } = conversations.shown;
    const next = create();
    strictEqual((await next.get(threadId)).turns.length, 2);
    strictEqual(next.shown.turns.length, 0);
    strictEqual(await next.get(threadId), next.find(threadId));
  });

  describe("a thread that has left the memory while the disk takes its time", () => {
    let written: PromiseWithResolvers<undefined>;
    let threadId: string;

    beforeEach(async () => {
      await ask("Sunny");
      written = Promise.withResolvers();
      const save = store.save.bind(store);
      store.save = async (...what) => {
        await written.promise;
        await save(...what);
      };
      ({ threadId } = conversations.shown);
      conversations.shown.rename("Trip");
      conversations.startNew();
      strictEqual(conversations.find(threadId), undefined);
    });

    it("is read as it was when it is opened again", async () => {
      const opening = conversations.show(threadId);
      written.resolve(undefined);
      await opening;
      strictEqual(conversations.shown.title, "Trip");
    });

    it("is on the disk before the window closes", async () => {
      let titleThen: string | undefined;
      const closing = conversations.flush().then(async () => {
        titleThen = (await store.load(owner, threadId))?.title;
      });
      await rest();
      written.resolve(undefined);
      await closing;
      strictEqual(titleThen, "Trip");
    });

    it("is not written after a sign-out", async () => {
      const leaving = conversations.drop().then(() => store.clear("clerk.example.com user_1"));
      await rest();
      written.resolve(undefined);
      await leaving;
      await rest();
      deepStrictEqual([...store.files.keys()], []);
    });

    it("is deleted for good", async () => {
      const deleting = conversations.remove(threadId);
      await rest();
      written.resolve(undefined);
      await deleting;
      await rest();
      strictEqual(await store.load(owner, threadId), undefined);
    });
  });

  it("writes no more which thread is shown once the account has signed out", async () => {
    const written = Promise.withResolvers<undefined>();
    const setLast = store.setLast.bind(store);
    store.setLast = async (...what) => {
      await written.promise;
      await setLast(...what);
    };
    conversations.startNew();
    const leaving = conversations.drop().then(() => store.clear("clerk.example.com user_1"));
    await rest();
    written.resolve(undefined);
    await leaving;
    await rest();
    strictEqual(store.last.size, 0);
  });

  it("stays in memory until the last who needs it has done", async () => {
    await ask("Sunny");
    const { shown } = conversations;
    const [first, second] = [conversations.hold(shown), conversations.hold(shown)];
    conversations.startNew();
    first();
    first();
    strictEqual(conversations.find(shown.threadId), shown);
    second();
    strictEqual(conversations.find(shown.threadId), undefined);
  });

  it("stops the answers and writes nothing more once the account has signed out", async () => {
    const sending = conversations.shown.send(question("Weather?"), agent, "user_1");
    await until(() => store.files.size > 0);
    await store.clear("clerk.example.com user_1");
    await conversations.drop();
    await sending;
    await conversations.flush();
    strictEqual(store.files.size, 0);
  });

  it("keeps what was said of an answer that was cut", async () => {
    const sending = conversations.shown.send(question("Weather?"), agent, "user_1");
    conversations.leaveAll();
    await sending;
    await conversations.flush();
    const next = create();
    await next.restoreLast();
    deepStrictEqual(
      next.shown.turns.map(({ state }) => state),
      ["complete", "stopped"],
    );
  });

  it("tells of every conversation that comes into memory or leaves it: one of them may have a call that waits", async () => {
    await ask("Sunny");
    const { threadId } = conversations.shown;
    conversations.startNew();
    strictEqual(sets, 1);
    await conversations.show(threadId);
    strictEqual(sets, 2);
    conversations.startNew();
    await conversations.remove(threadId);
    strictEqual(sets, 4);
    await conversations.remove(conversations.shown.threadId);
    strictEqual(sets, 5);
  });
});
