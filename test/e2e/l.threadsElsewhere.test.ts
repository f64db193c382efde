import { match, ok, strictEqual } from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import { Chat } from "./setup/chat";
import { comeBack } from "./setup/focus";
import { LONG_THREAD, longThread } from "./setup/longThread";
import { scrolledBack } from "./setup/reading";
import { says } from "./setup/says";
import { ServerMemory } from "./setup/serverMemory";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("threads that are long, or that others write in,", () => {
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
    await chat.until("the server to have the answer", async () =>
      (await memory.lines(threadId)).some((line) => line.startsWith("assistant")),
    );
    match((await memory.lines(threadId))[0]!, /^signal/);
    await list.show("What is it like in Budapest in May?");
    await chat.until("the conversation", async () => (await chat.turns.count()) === 2);
    await says(chat.turns.first(), /^You\s+What is it like in Budapest in May\?$/);
    await says(chat.turns.last(), /Hungary/);
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
    await says(chat.turns.last(), /June/);
  });

  afterEach(() => world.closeOtherWindows());

  it("that were deleted elsewhere say so, keep what they held, and go on", async () => {
    await askIn("What is it like in Bordeaux in May?", /France/);
    const threadId = await memory.newest();
    await memory.remove(threadId);
    await chat.message.fill("And in June?");
    await comeBack(world.page);
    await chat.alertText(/This thread was deleted on the server\. Its content is still here/);
    await chat.screenshot("thread-gone");
    strictEqual(await chat.turns.count(), 2);
    await pressEnter(world.page);
    await chat.until("a second answer", async () => (await chat.turns.count()) === 4);
    // It begins anew, so the agent knows of no city.
    match(await waitForAnswer(world.page), /Which city do you mean/);
    match((await memory.lines(threadId))[0]!, /^user: And in June\?/);
    strictEqual(await chat.alert.count(), 0);
  });
});
