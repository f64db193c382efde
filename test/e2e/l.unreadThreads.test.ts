import { strictEqual } from "node:assert/strict";
import { ask } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { says } from "./setup/says";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const QUESTION = "Tell me about Hanoi month by month";
const OTHER = "Tell me about Quito month by month";

describe("a response in a thread that is not shown", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let list: ThreadList;

  before(async () => {
    ({ world, chat } = await signedInChat());
    list = new ThreadList(chat);
    // The size of the words says when VS Code has read what was written.
    world.configure({ "agentChat.notifications": "always", "chat.fontSize": 15 });
    await chat.until("the settings to be read", async () =>
      ((await chat.frame.getByRole("main").getAttribute("style")) ?? "").includes("15px"),
    );
  });

  /** Asks, and leaves the thread while its response is being written. */
  const askAndLeave = async (question: string): Promise<void> => {
    await chat.newThread();
    world.mastra.pauseAnswersAt(150);
    await ask(world.page, question);
    await chat.until("the response to begin", async () => (await chat.turns.last().innerText()).length > 100);
    await chat.newThread();
  };
  const goOn = (): void => world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);

  it("says in the list that it is being written, then that it is unread, and a notification leads there", async () => {
    await askAndLeave(QUESTION);
    await list.open();
    await says(list.row(QUESTION), /Responding/);
    goOn();
    await says(list.row(QUESTION), /^Unread/);
    const told = chat.notification(/The response in “Tell me about Hanoi month by month” is complete\./);
    await told.getByRole("button", { name: "Open", exact: true }).click();
    await chat.frame.locator("header").getByTitle(QUESTION, { exact: true }).waitFor();
    await chat.until("the whole thread", async () => (await chat.turns.count()) === 2);
    await list.open();
    await chat.until("the thread to be read", async () => !/Unread/.test(await list.row(QUESTION).innerText()));
    await chat.button("Close threads").click();
  });

  it("is unread after a reload, and is told no more", async () => {
    await askAndLeave(OTHER);
    goOn();
    await chat.notification(/The response in “Tell me about Quito month by month” is complete\./).waitFor();
    await dismissAll(world.page);
    await world.page.reload();
    await chat.ready();
    await list.open();
    await says(list.row(OTHER), /^Unread/);
    strictEqual(await chat.notification(/is complete/).count(), 0);
    await list.show(OTHER);
    await list.open();
    await chat.until("the thread to be read", async () => !/Unread/.test(await list.row(OTHER).innerText()));
    await chat.button("Close threads").click();
  });

  after(() => {
    goOn();
    world.configure({});
  });
});
