import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ThreadKeeper } from "../../../src/chat/threadKeeper";
import type { Owner } from "../../../src/chat/transcriptStore";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents, ScriptedRun, until } from "./scriptedAgents";
import { finish, question, text } from "./turns";

const origin = "https://mastra.example.com";
const one = { account: "clerk user_1", origin };
const two = { account: "clerk user_2", origin };
const agent = { id: "weatherAgent", name: "Weather", description: "" };

describe("ThreadKeeper", () => {
  let store: MemoryStore;
  let agents: ScriptedAgents;
  let errors: string[];
  let signedOut: Set<string>;
  let sets: number;
  let threads: ThreadKeeper;

  beforeEach(() => {
    store = new MemoryStore();
    agents = new ScriptedAgents();
    errors = [];
    signedOut = new Set();
    sets = 0;
    threads = keeper();
  });

  const keeper = (): ThreadKeeper =>
    new ThreadKeeper({
      agents,
      store,
      onChange: () => undefined,
      onKept: () => (sets += 1),
      hasLeft: (account) => signedOut.has(account),
      logError: (what) => errors.push(what),
    });
  const saved = (owner: Owner): string | undefined => {
    const transcripts = store.of(owner);
    return transcripts.length === 0 ? undefined : JSON.stringify(transcripts);
  };

  const ask = async (words: string): Promise<void> => {
    agents.run = new ScriptedRun().push(text(words), finish()).end();
    await threads.conversation.send(question("Weather?"), agent, "user_1");
    await threads.flush();
  };

  it("saves a conversation under its owner and brings it back", async () => {
    await threads.adopt(one);
    await ask("Sunny");
    const next = keeper();
    strictEqual(await next.adopt(one), true);
    deepStrictEqual(next.conversation.transcript, threads.conversation.transcript);
  });

  it("saves nothing while nobody is signed in", async () => {
    await ask("Sunny");
    strictEqual(store.files.size, 0);
  });

  it("never saves one owner's conversation under another's name", async () => {
    await threads.adopt(one);
    const sending = threads.conversation.send(question("Weather?"), agent, "user_1");
    await threads.adopt(two);
    await sending;
    await threads.flush();
    strictEqual(saved(two)?.includes("Weather?") ?? false, false);
    strictEqual(saved(one)?.includes("Weather?"), true);
  });

  it("keeps the question even if the window dies before the first token", async () => {
    await threads.adopt(one);
    const sending = threads.conversation.send(question("Weather?"), agent, "user_1");
    await until(() => store.files.size === 1);
    threads.conversation.stop();
    await sending;
  });

  it("starts with an empty conversation when the file cannot be read", async () => {
    store.loadLast = () => Promise.reject(new Error("disk"));
    strictEqual(await threads.adopt(one), true);
    deepStrictEqual([threads.conversation.turns, errors], [[], ["reading the last conversation"]]);
  });

  it("adopts in order, so that a slow load never wins over a later one", async () => {
    await store.save(one, { threadId: "thread-1", turns: [] });
    await store.save(two, { threadId: "thread-2", turns: [] });
    await Promise.all([threads.adopt(one), threads.adopt(two)]);
    strictEqual(threads.conversation.threadId, "thread-2");
  });

  it("forgets an account's conversations on every server, and nobody else's", async () => {
    const elsewhere = { ...one, origin: "https://other.example.com" };
    for (const owner of [elsewhere, two]) {
      await store.save(owner, { threadId: "t", turns: [] });
    }
    await threads.adopt(one);
    await ask("Sunny");
    strictEqual(await threads.forget(one.account), true);
    deepStrictEqual([...store.files.keys()], [`${two.account} ${origin} t`]);
    deepStrictEqual(threads.conversation.turns, []);
    strictEqual(await threads.forget(two.account), false);
  });

  it("stops the answer and writes nothing more once another window has signed the account out", async () => {
    await threads.adopt(one);
    const sending = threads.conversation.send(question("Weather?"), agent, "user_1");
    await until(() => saved(one) !== undefined);
    signedOut.add(one.account);
    await store.clear(one.account);
    await threads.adopt(undefined);
    await sending;
    await threads.flush();
    strictEqual(store.files.size, 0);
    deepStrictEqual(threads.conversation.turns, []);
  });

  it("keeps what was said when the account is only switched, also of an answer that was cut", async () => {
    await threads.adopt(one);
    const sending = threads.conversation.send(question("Weather?"), agent, "user_1");
    await threads.adopt(two);
    await sending;
    await threads.adopt(one);
    strictEqual(threads.conversation.turns.length, 2);
  });

  it("tells of every conversation that comes into memory or leaves it: one of them may have a call that waits", async () => {
    await threads.adopt(one);
    await ask("Sunny");
    const { threadId } = threads.conversation;
    threads.startNew();
    strictEqual(sets, 1);
    strictEqual(await threads.open(threadId), true);
    strictEqual(sets, 2);
    threads.startNew();
    await threads.remove(threadId);
    strictEqual(sets, 4);
    await threads.remove(threads.conversation.threadId);
    strictEqual(sets, 5);
  });
});
