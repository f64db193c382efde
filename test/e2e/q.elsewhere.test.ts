import { match, ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("a thread in two windows", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let other: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await ask(world.page, "What is it like in Athens in May?");
    match(await waitForAnswer(world.page), /Greece/);
    other = new Chat(await world.openWindow());
    await new ThreadList(other).show("Athens");
    await turns(other, 2);
  });

  afterEach(() => {
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    return world.closeOtherWindows();
  });

  const responding = (each: Chat): Locator => each.frame.getByText("Responding outside this window", { exact: true });
  const turns = (each: Chat, count: number): Promise<void> =>
    each.until(`${String(count)} turns`, async () => (await each.turns.count()) === count);

  it("is written in both at once, stopped in either, and nobody has to look away or come back", async () => {
    world.mastra.pauseAnswersAt(150);
    await ask(world.page, "Tell me about Athens month by month");
    await says(other.turns.last(), /January/);
    await responding(other).waitFor();
    await other.screenshot("responding-elsewhere");
    const announced = await other.frame.locator("[data-live-region]").innerText();
    strictEqual(announced.split("is responding.").length, 2, announced);
    strictEqual(await responding(chat).count(), 0);
    await other.button("Stop").press("Enter");
    for (const each of [chat, other]) {
      await each.until("no Stop", async () => (await each.button("Stop").count()) === 0);
      await turns(each, 4);
      await says(each.turns.last(), /January/);
      strictEqual(await each.alert.count(), 0);
    }
    await says(chat.turns.last(), /Stopped/);
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await ask(other.page, "How warm is it in July?");
    match(await waitForAnswer(other.page), /July/);
    await turns(chat, 6);
    await says(chat.turns.last(), /July/);
    await chat.until("the end", async () => (await responding(chat).count()) === 0);
  });

  it("has one response at a time: what is sent meanwhile waits, and is answered once", async () => {
    world.mastra.pauseAnswersAt(150);
    await ask(world.page, "Tell me about Athens month by month");
    await says(other.turns.last(), /January/);
    await other.message.fill("How warm is it in July?");
    await other.message.press("Enter");
    await other.frame.getByRole("button", { name: /^Send “How warm is it in July\?” now$/ }).waitFor();
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    for (const each of [chat, other]) {
      await turns(each, 6);
      await each.until("the end", async () => (await each.button("Stop").count()) === 0);
      await says(each.turns.last(), /July/);
    }
    ok((await other.turns.allInnerTexts()).filter((words) => /How warm is it in July/.test(words)).length === 1);
  });
});
