import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { startMastraServer } from "../stack/mastra/mastraServer";
import { ask, pressEnter } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { startCuttingProxy } from "./setup/cuttingProxy";
import { answered } from "./setup/answered";
import { says } from "./setup/says";
import { ServerMemory } from "./setup/serverMemory";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

describe("turns in trouble", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let memory: ServerMemory;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    memory = new ServerMemory(world);
  });

  afterEach(() => world.configure({}));

  it("a failed answer is asked for again, without retyping and without a second copy", async () => {
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await ask(world.page, "Fail at once");
    await chat.alertText(/API key of the provider has expired/);
    await chat.screenshot("failed");
    const first = (await memory.messages(await memory.newest()))[0]!.id;
    await chat.button("Try again").click();
    await chat.until(
      "the question to go out again",
      async () => (await memory.messages(await memory.newest()))[0]?.id !== first,
    );
    await chat.alertText(/API key of the provider has expired/);
    strictEqual(await chat.turns.count(), 2);
    strictEqual((await memory.newestLines()).filter((line) => line === "user: Fail at once").length, 1);
  });

  it("a server that fails is named, its stack is not shown, and the words come back", async () => {
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await chat.message.fill("Crash the server");
    await pressEnter(world.page);
    await chat.alertText(/failed while responding \(HTTP 500\)/);
    await chat.screenshot("server-error");
    const shown = await chat.frame.locator("body").innerText();
    doesNotMatch(shown, /TypeError|Cannot read properties|\bat \w+ ?\(|node_modules/);
    await chat.until("the words to come back", async () => (await chat.message.inputValue()) === "Crash the server");
    await chat.until("the question to go", async () => (await chat.turns.count()) === 0);
    await chat.message.fill("");
    await chat.agent.selectOption({ label: "Weather Agent" });
  });

  it("a broken connection keeps what came, and trying again makes no second copy", async () => {
    const proxy = await startCuttingProxy(world.mastra.url);
    closeAtEnd(() => proxy.close());
    world.configure({ "agentChat.serverUrl": proxy.url });
    await chat.button(`Server ${new URL(proxy.url).host}. Switch or configure`).waitFor();
    await chat.ready();
    proxy.cutNextStream("average");
    await ask(world.page, "How warm is it in Ankara in May?");
    await chat.until("the end of the connection", async () =>
      /[Ll]ost the connection to /.test(await chat.turns.last().innerText()),
    );
    await chat.screenshot("connection-lost");
    await says(chat.turns.last(), /Weather in Ankara/);
    await chat.until(
      "the server to keep it",
      async () => (await memory.newestLines()).at(-1)?.startsWith("assistant: ## Weather in Ankara") === true,
    );
    await chat.button("Try again").click();
    await answered(chat, /Source/);
    strictEqual(await chat.turns.count(), 2);
    deepStrictEqual(await memory.newestLines(), [
      "user: How warm is it in Ankara in May?",
      "assistant: ## Weather in Ankara, Turkey",
    ]);
    world.configure({});
    await chat.button(`Server ${new URL(world.mastra.url).host}. Switch or configure`).waitFor();
  });

  it("a message that the server finds too large comes back with a sentence", async () => {
    const { publishableKey, jwksUri } = world.auth;
    const small = await startMastraServer({
      publishableKey,
      jwksUri,
      dataDir: join(world.folder, "small"),
      maxBodyBytes: 100_000,
      ...SCRIPTED,
    });
    closeAtEnd(() => small.close());
    world.configure({ "agentChat.serverUrl": small.url });
    await chat.button(`Server ${new URL(small.url).host}. Switch or configure`).waitFor();
    await chat.ready();
    const text = "windy ".repeat(20_000);
    await chat.message.fill(text);
    await pressEnter(world.page);
    await chat.alertText(/doesn't accept a message of this size\. Shorten it/);
    ok(
      small.requests.some(({ status }) => status === 413),
      "the server was asked",
    );
    await chat.until("the words to come back", async () => (await chat.message.inputValue()) === text);
    await chat.message.fill("");
    world.configure({});
    await chat.button(`Server ${new URL(world.mastra.url).host}. Switch or configure`).waitFor();
  });
});
