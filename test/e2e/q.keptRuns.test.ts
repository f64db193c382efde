import { strictEqual } from "node:assert/strict";
import { ask } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("a response that outlives its window", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  before(async () => {
    ({ world, chat } = await signedInChat());
    // The size of the words says when VS Code has read what was written.
    world.configure({ "agentChat.keepRunsAlive": true, "chat.fontSize": 15 });
    await isConfigured(chat);
  });

  afterEach(() => {
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    return world.closeOtherWindows();
  });

  after(() => world.configure({}));

  const isConfigured = (each: Chat): Promise<void> =>
    each.until("the settings to be read", async () =>
      ((await each.frame.getByRole("main").getAttribute("style")) ?? "").includes("15px"),
    );

  /** Asks something with a long answer, of which the beginning comes. */
  const begin = async (each: Chat, question: string): Promise<void> => {
    world.mastra.pauseAnswersAt(150);
    await ask(each.page, question);
    await says(each.turns.last(), /January/);
  };

  /** The whole response is there, once, and nothing turns. */
  const isWhole = async (each: Chat): Promise<void> => {
    await says(each.turns.last(), /December/);
    await each.until("the end", async () => (await each.button("Stop").count()) === 0);
    strictEqual(await each.turns.count(), 2);
    strictEqual(await each.alert.count(), 0);
  };

  it("streams on after a reload, with what was there before, and is whole in the end", async () => {
    await begin(chat, "Tell me about Seville month by month");
    await world.page.reload();
    await openChat(world.page);
    await chat.frame.getByText("Responding outside this window", { exact: true }).waitFor();
    await says(chat.turns.last(), /January/);
    strictEqual(await chat.turns.count(), 2);
    await chat.screenshot("responding-after-reload");
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await isWhole(chat);
  });

  it("is there in another window once its own has been closed, and can be stopped there", async () => {
    const other = new Chat(await world.openWindow());
    await other.ready();
    await isConfigured(other);
    await other.newThread();
    await begin(other, "Tell me about Porto month by month");
    await world.closeOtherWindows();
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    const list = new ThreadList(chat);
    await list.open();
    await says(list.region, /Porto/);
    await list.show("Porto");
    await isWhole(chat);
    await chat.newThread();
    await begin(chat, "Tell me about Lisbon month by month");
    await world.page.reload();
    await openChat(world.page);
    await chat.frame.getByText("Responding outside this window", { exact: true }).waitFor();
    await chat.button("Stop").click();
    await chat.until("the end", async () => (await chat.button("Stop").count()) === 0);
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await says(chat.turns.last(), /January/);
    strictEqual(await chat.turns.count(), 2);
    strictEqual(await chat.frame.getByText("December").count(), 0);
  });
});
