import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ask, waitForAnswer } from "../stack/page/ask";
import { Chat, signedInChat } from "./setup/chat";
import { comeBack } from "./setup/focus";
import { LONG_THREAD, longThread } from "./setup/longThread";
import { scrolledBack } from "./setup/reading";
import { ServerMemory } from "./setup/serverMemory";
import { ThreadList } from "./setup/threadList";
import type { World } from "./setup/world";

describe("threads", () => {
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
    match(first!, /Ankara[^]*Travel Agent[^]*now/);
    match(second!, /Helsinki[^]*Weather Agent[^]*now/);
    strictEqual(await list.rows.first().getByRole("button").first().getAttribute("aria-current"), "true");
    await list.search("helsinki");
    await chat.until("the thread of that title alone", async () => (await list.rows.count()) === 1);
    match(await list.rows.innerText(), /Helsinki/);
    await list.search("ankara, turkey");
    await chat.until("the thread in which it was said", async () => (await list.rows.count()) === 1 && /Weather in Ankara, Turkey/.test(await list.rows.innerText()));
    await list.search("xylophone");
    await list.region.getByText("Nothing found for “xylophone”.").waitFor();
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
    await chat.until("the server to know the title", async () => (await memory.threads()).some(({ id, title: name }) => id === threadId && name === "Bears and bridges"));
    await world.page.keyboard.press("F2");
    await title.fill("Nothing of this");
    await title.press("Escape");
    match(await list.rows.first().innerText(), /Bears and bridges/);
    await world.page.keyboard.press("Escape");
    await chat.frame.getByTitle("Bears and bridges").waitFor();
  });

  it("are deleted, brought back, and deleted for good", async () => {
    await askIn("What is it like in Kyiv in May?", /Ukraine/);
    const threadId = await memory.newest();
    const stored = async (): Promise<boolean> => (await memory.threads()).some(({ id }) => id === threadId);
    await list.open();
    await list.region.getByRole("button", { name: /^Delete What is it like in Kyiv/ }).click();
    await list.region.getByText("Deleted “What is it like in Kyiv in May?”.").waitFor();
    strictEqual(await list.row("Kyiv").count(), 0);
    await chat.screenshot("thread-deleted");
    await list.region.getByRole("button", { name: "Undo" }).click();
    await list.row("Kyiv").waitFor();
    ok(await stored());
    await list.row("Kyiv").getByRole("button").first().focus();
    await world.page.keyboard.press("Delete");
    await chat.until("the server to delete it", async () => !(await stored()));
    strictEqual(await list.row("Kyiv").count(), 0);
    await list.show("Helsinki");
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
    await ask(world.page, "Tell me about Istanbul month by month");
    await chat.until("some of the answer", async () => (await chat.turns.last().innerText()).length > 200);
    await list.open();
    match(await list.row("Istanbul").innerText(), /Answering/);
    await chat.screenshot("threads-answering");
    await list.show("Geneva");
    strictEqual(await chat.button("Stop").count(), 0, "nothing is written here");
    await askIn("And in June?", /June/);
    strictEqual(await chat.turns.count(), 4);
    await list.show("Istanbul");
    match(await waitForAnswer(world.page), /December/);
    strictEqual(await chat.turns.count(), 2);
    await list.open();
    await chat.until("the end of it to show in the list", async () => !/Answering/.test(await list.row("Istanbul").innerText()));
    await list.show("Istanbul");
  });

  it("of 2,000 messages open at the newest and go back page by page, and what is read does not move", async () => {
    await longThread(world);
    await list.show(LONG_THREAD.title);
    await chat.turns.filter({ hasText: "Answer 2000 of many." }).waitFor();
    ok((await chat.turns.count()) <= 50, "only the newest are drawn");
    const { moved, before, after } = await scrolledBack(chat, "Question 1961 of many.");
    ok(after > before, "earlier ones have come");
    ok(moved <= 1, `what was read moved by ${moved} px`);
    // Far out of sight nothing is laid out, so that there is no `innerText`.
    const oldest = (): Promise<string | null> => chat.turns.first().textContent();
    const first = await oldest();
    await chat.button("Load earlier").press("Enter");
    await chat.until("still earlier ones", async () => (await oldest()) !== first);
  });

  it("made by Mastra Studio are shown like any other", async () => {
    const threadId = randomUUID();
    await memory.askLikeStudio(threadId, "What is it like in Budapest in May?");
    await chat.until("the server to have the answer", async () => (await memory.lines(threadId)).some((line) => line.startsWith("assistant")));
    match((await memory.lines(threadId))[0]!, /^signal/);
    await list.show("What is it like in Budapest in May?");
    await chat.until("the conversation", async () => (await chat.turns.count()) === 2);
    match(await chat.turns.first().innerText(), /^You\s+What is it like in Budapest in May\?$/);
    match(await chat.turns.last().innerText(), /Hungary/);
    await askIn("And in June?", /Budapest[^]*June/);
  });

  it("are one conversation in two windows", async () => {
    await askIn("What is it like in Bilbao in May?", /Spain/);
    const other = new Chat(await world.openWindow());
    await new ThreadList(other).show("Bilbao");
    await other.until("the conversation", async () => (await other.turns.count()) === 2);
    await ask(other.page, "And in June?");
    match(await waitForAnswer(other.page), /June/);
    await comeBack(world.page);
    await chat.until("what was asked in the other window", async () => (await chat.turns.count()) === 4);
    match(await chat.turns.last().innerText(), /June/);
    await world.closeOtherWindows();
  });

  it("that were deleted elsewhere say so, keep what they held, and go on", async () => {
    await askIn("What is it like in Bordeaux in May?", /France/);
    const threadId = await memory.newest();
    await memory.remove(threadId);
    await chat.message.fill("And in June?");
    await comeBack(world.page);
    await chat.alertText(/This thread was deleted on the server\. What it held is still here/);
    await chat.screenshot("thread-gone");
    strictEqual(await chat.turns.count(), 2);
    await chat.message.press("Enter");
    await chat.until("the answer", async () => (await chat.turns.count()) === 4 && !(await chat.button("Stop").isVisible()));
    match((await memory.lines(threadId))[0]!, /^user: And in June\?/);
    strictEqual(await chat.alert.count(), 0);
  });
});
