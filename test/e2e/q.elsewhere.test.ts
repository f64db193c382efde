import { match, ok, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
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

  it("goes on in one window where it was stopped, and is whole in both, with nothing asked twice", async () => {
    world.mastra.pauseAnswersAt(150);
    await ask(world.page, "Tell me about Athens month by month");
    await says(other.turns.last(), /January/);
    await chat.button("Stop").press("Enter");
    await says(chat.turns.last(), /Stopped/);
    await turns(other, 4);
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await chat.button("Continue").press("Enter");
    for (const each of [chat, other]) {
      await says(each.turns.last(), /January[^]*December/);
      await each.until("the end", async () => (await each.button("Stop").count()) === 0);
      await turns(each, 4);
    }
    await says(other.turns.last(), /January[^]*December/);
  });

  it("shows in an editor tab of one window what is asked in the other, and the other way round", async () => {
    await other.command("Open Thread in Editor");
    const tab = other.page
      .locator('iframe.webview:not([src*="purpose=webviewView"])')
      .contentFrame()
      .frameLocator("iframe");
    const inTab = tab.getByRole("log", { name: "Conversation" }).getByRole("article");
    const turnsInTab = (count: number): Promise<void> =>
      other.until(`${String(count)} turns in the tab`, async () => (await inTab.count()) === count);
    await turnsInTab(2);
    world.mastra.pauseAnswersAt(150);
    await ask(world.page, "Tell me about Athens month by month");
    await says(inTab.last(), /January/);
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await turnsInTab(4);
    await says(inTab.last(), /December/);
    await tab.getByRole("textbox", { name: "Message" }).fill("How warm is it in July?");
    await tab.getByRole("textbox", { name: "Message" }).press("Enter");
    await turns(chat, 6);
    await says(chat.turns.last(), /July/);
    await turnsInTab(6);
    // The next window of this workspace would open it again.
    await new Editors(other).closeAll();
  });
});
