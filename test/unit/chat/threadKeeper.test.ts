import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ThreadKeeper } from "../../../src/chat/threadKeeper";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents, ScriptedRun, until } from "./scriptedAgents";
import { finish, text } from "./turns";

const agent = { id: "weatherAgent", name: "Weather", description: "" };

describe("ThreadKeeper", () => {
  let store: MemoryStore;
  let agents: ScriptedAgents;
  let errors: string[];
  let threads: ThreadKeeper;

  beforeEach(() => {
    store = new MemoryStore();
    agents = new ScriptedAgents();
    errors = [];
    threads = new ThreadKeeper({ agents, store, onChange: () => undefined, logError: (what) => errors.push(what) });
  });

  const ask = async (words: string): Promise<void> => {
    agents.run = new ScriptedRun().push(text(words), finish()).end();
    await threads.conversation.send("Weather?", agent, "user_1");
    await threads.flush();
  };

  it("saves a conversation under its owner and brings it back", async () => {
    await threads.adopt("server user_1");
    await ask("Sunny");
    const next = new ThreadKeeper({ agents, store, onChange: () => undefined, logError: () => undefined });
    strictEqual(await next.adopt("server user_1"), true);
    deepStrictEqual(next.conversation.transcript, threads.conversation.transcript);
  });

  it("saves nothing while nobody is signed in", async () => {
    await ask("Sunny");
    strictEqual(store.files.size, 0);
  });

  it("never saves one owner's conversation under another's name", async () => {
    await threads.adopt("server user_1");
    const sending = threads.conversation.send("Weather?", agent, "user_1");
    await threads.adopt("server user_2");
    await sending;
    await threads.flush();
    const saved = store.files.get("server user_2");
    strictEqual(saved === undefined || !saved.includes("Weather?"), true);
    strictEqual(store.files.get("server user_1")?.includes("Weather?"), true);
  });

  it("keeps the question even if the window dies before the first token", async () => {
    await threads.adopt("server user_1");
    const sending = threads.conversation.send("Weather?", agent, "user_1");
    await until(() => store.files.size === 1);
    threads.conversation.stop();
    await sending;
  });

  it("starts with an empty conversation when the file cannot be read", async () => {
    store.load = () => Promise.reject(new Error("disk"));
    strictEqual(await threads.adopt("server user_1"), true);
    deepStrictEqual([threads.conversation.turns, errors], [[], ["reading the last conversation"]]);
  });

  it("adopts in order, so that a slow load never wins over a later one", async () => {
    store.files.set("a", JSON.stringify({ threadId: "thread-a", turns: [] }));
    store.files.set("b", JSON.stringify({ threadId: "thread-b", turns: [] }));
    await Promise.all([threads.adopt("a"), threads.adopt("b")]);
    strictEqual(threads.conversation.threadId, "thread-b");
  });
});
