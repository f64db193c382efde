import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { ServerMemory } from "./setup/serverMemory";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("threads", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let list: ThreadList;
  let memory: ServerMemory;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    list = new ThreadList(chat);
    memory = new ServerMemory(world);
  });

  const askIn = async (question: string, answered: RegExp): Promise<void> => {
    await ask(world.page, question);
    match(await waitForAnswer(world.page), answered);
  };

  it("are listed by last use, with title, agent and time, and found by a title and by what was said", async () => {
    await askIn("What is it like in Helsinki in May?", /Finland/);
    await chat.newThread();
    await chat.agent.selectOption({ label: "Travel Agent" });
    await askIn("What is it like in Ankara in May?", /Turkey/);
    await chat.agent.selectOption({ label: "Weather Agent" });
    await list.open();
    await chat.screenshot("threads");
    const [first, second] = await list.rows.allInnerTexts();
    match(first!, /Ankara[^]*Travel Agent[^]*(now|ago)/);
    match(second!, /Helsinki[^]*Weather Agent[^]*(now|ago)/);
    strictEqual(await list.rows.first().getByRole("button").first().getAttribute("aria-current"), "true");
    await list.search("helsinki");
    await chat.until("the thread of that title alone", async () => (await list.rows.count()) === 1);
    await says(list.rows, /Helsinki/);
    await list.search("ankara, turkey");
    await chat.until(
      "the thread in which it was said",
      async () => (await list.rows.count()) === 1 && /Weather in Ankara, Turkey/.test(await list.rows.innerText()),
    );
    await list.search("xylophone");
    await list.region.getByText("No results for “xylophone”.").waitFor();
    await list.search("ankara");
    await list.row("Ankara").getByRole("button").first().click();
    await chat.until("the agent of that thread", async () => (await chat.agent.inputValue()) === "travelAgent");
    await chat.agent.selectOption({ label: "Weather Agent" });
  });

  it("are renamed in their row, on the server too", async () => {
    await askIn("What is it like in Bern in May?", /Switzerland/);
    const threadId = await memory.newest();
    await list.open();
    await list.region.getByRole("button", { name: /^Rename What is it like in Bern/ }).click();
    const title = list.region.getByRole("textbox", { name: "Title of the thread" });
    await title.fill("Bears and bridges");
    await title.press("Enter");
    await list.row("Bears and bridges").waitFor();
    await chat.until("the server to know the title", async () =>
      (await memory.threads()).some(({ id, title: name }) => id === threadId && name === "Bears and bridges"),
    );
    await world.page.keyboard.press("F2");
    await title.fill("Nothing of this");
    await title.press("Escape");
    await says(list.rows.first(), /Bears and bridges/);
    await world.page.keyboard.press("Escape");
    await chat.frame.getByTitle("Bears and bridges").waitFor();
  });

  it("are deleted, brought back, and deleted for good", async () => {
    await askIn("What is it like in Kyiv in May?", /Ukraine/);
    const threadId = await memory.newest();
    const stored = async (): Promise<boolean> => (await memory.threads()).some(({ id }) => id === threadId);
    await list.open();
    await list.region.getByRole("button", { name: /^Delete What is it like in Kyiv/ }).click();
    await chat.frame.getByText("Deleted “What is it like in Kyiv in May?”.").waitFor();
    strictEqual(await list.row("Kyiv").count(), 0);
    await chat.screenshot("thread-deleted");
    await chat.button("Undo").click();
    await list.row("Kyiv").waitFor();
    ok(await stored());
    await list.row("Kyiv").getByRole("button").first().focus();
    await world.page.keyboard.press("Delete");
    await chat.until("the server to delete it", async () => !(await stored()));
    strictEqual(await list.row("Kyiv").count(), 0);
    await world.page.keyboard.press("Escape");
  });

  it("branch from any message, and the first one stays as it was", async () => {
    await askIn("What is it like in Dublin in May?", /Ireland/);
    await askIn("And in Glasgow in May?", /Glasgow/);
    const original = await memory.newest();
    await chat.turns.nth(1).hover();
    await chat.turns.nth(1).getByRole("button", { name: "Branch from here" }).click();
    await chat.until("a thread of two turns", async () => (await chat.turns.count()) === 2);
    await chat.frame.getByTitle(/Dublin.*\(branch\)/).waitFor();
    await askIn("And in Florence in May?", /Florence/);
    const branch = (await memory.lines(await memory.newest())).filter((line) => line.startsWith("user"));
    deepStrictEqual(branch, ["user: What is it like in Dublin in May?", "user: And in Florence in May?"]);
    const before = (await memory.lines(original)).filter((line) => line.startsWith("user"));
    deepStrictEqual(before, ["user: What is it like in Dublin in May?", "user: And in Glasgow in May?"]);
  });

  it("answer at the same time: one is read and continued while another one is written", async () => {
    await askIn("What is it like in Geneva in May?", /Switzerland/);
    await chat.newThread();
    world.mastra.pauseAnswersAt(400);
    await ask(world.page, "Tell me about Istanbul month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 200);
    await list.open();
    await says(list.row("Istanbul"), /Responding/);
    await chat.screenshot("threads-answering");
    await list.show("Geneva");
    strictEqual(await chat.button("Stop").count(), 0, "nothing is written here");
    // The answer of the other thread goes on meanwhile, and both end by themselves.
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await askIn("And in June?", /June/);
    strictEqual(await chat.turns.count(), 4);
    await list.show("Istanbul");
    match(await waitForAnswer(world.page), /December/);
    strictEqual(await chat.turns.count(), 2);
    await list.open();
    await chat.until(
      "the end of it to show in the list",
      async () => !/Responding/.test(await list.row("Istanbul").innerText()),
    );
    await list.show("Istanbul");
  });
});
