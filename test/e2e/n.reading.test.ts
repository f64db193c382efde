import { match, ok, strictEqual } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { type Chat, signedInChat } from "./setup/chat";
import { LONG_THREAD, longThread } from "./setup/longThread";
import { ThreadList } from "./setup/threadList";
import type { World } from "./setup/world";

describe("reading a conversation", () => {
  let world: World;
  let chat: Chat;
  let log: Locator;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    log = chat.frame.getByRole("log", { name: "Conversation" });
  });

  const toEnd = (): Promise<number> => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  const top = (): Promise<number> => log.evaluate((box) => box.scrollTop);
  const grownTo = (length: number): Promise<void> =>
    chat.until(`${length} letters of the answer`, async () => (await chat.turns.last().innerText()).length > length);

  it("follows the answer only while the reader is at its end, and offers the way back", async () => {
    await ask(world.page, "Tell me about Belgrade month by month");
    await grownTo(1200);
    ok((await top()) > 0 && (await toEnd()) < 8, "the newest words are in view");
    strictEqual(await chat.button("Jump to latest").count(), 0);
    await log.hover();
    await world.page.mouse.wheel(0, -200);
    await chat.button("Jump to latest").waitFor();
    await chat.screenshot("jump");
    const [left, length] = [await top(), (await chat.turns.last().innerText()).length];
    await grownTo(length + 200);
    strictEqual(await top(), left, "what is read stays where it is");
    await chat.button("Jump to latest").click();
    await chat.until("the end", async () => (await toEnd()) < 8);
    match(await waitForAnswer(world.page), /December/);
    ok((await toEnd()) < 8, "it follows again");
  });

  it("finds words in all of 2,000 messages, on the server as well, forwards and backwards", async () => {
    await longThread(world);
    await new ThreadList(chat).show(LONG_THREAD.title);
    await chat.turns.filter({ hasText: "Answer 2000 of many." }).waitFor();
    await chat.message.press("Control+f");
    const bar = chat.frame.getByRole("search", { name: "Find in conversation" });
    const count = bar.getByRole("status");
    await bar.getByRole("textbox", { name: "Find" }).fill(LONG_THREAD.rare.toUpperCase());
    const at = async (number: number, words: string): Promise<void> => {
      await chat.until(`match ${number} of 3`, async () => (await count.innerText()) === `${number} of 3`);
      const turn = chat.turns.filter({ hasText: words });
      await chat.until(`"${words}" in view`, () => inView(turn));
    };
    await chat.until("all of them to be counted", async () => (await count.innerText()) === "1 of 3" || (await count.innerText()) === "3 of 3");
    const starts = (await count.innerText()) === "1 of 3" ? 1 : 3;
    await at(starts, starts === 1 ? "Answer 4 of many." : "Answer 1994 of many.");
    await chat.screenshot("find");
    for (let number = starts; number < 3; number += 1) {
      await bar.getByRole("button", { name: "Next match" }).click();
    }
    await at(3, "Answer 1994 of many.");
    await bar.getByRole("textbox", { name: "Find" }).press("Shift+Enter");
    await at(2, "Question 1001 of many.");
    await bar.getByRole("button", { name: "Previous match" }).click();
    await at(1, "Answer 4 of many.");
    await bar.getByRole("button", { name: "Previous match" }).click();
    await at(3, "Answer 1994 of many.");
    await bar.getByRole("textbox", { name: "Find" }).fill("nowhere in it");
    await chat.until("nothing", async () => (await count.innerText()) === "No results");
    await world.page.keyboard.press("Escape");
    strictEqual(await bar.count(), 0);
  });

  const inView = async (turn: Locator): Promise<boolean> => {
    const [box, view] = [await turn.boundingBox().catch(() => null), await log.boundingBox()];
    return box !== null && view !== null && box.y + box.height > view.y && box.y < view.y + view.height;
  };

  it("saves the thread as Markdown and as JSON", async () => {
    await ask(world.page, "How warm is it in Bratislava in May?");
    await waitForAnswer(world.page);
    const markdown = await exported("markdown", "weather.md");
    match(markdown, /^# How warm is it in Bratislava in May\?\n[^]*## You\n[^]*## Weather Agent\n[^]*getWeather[^]*Slovakia/);
    const json = JSON.parse(await exported("json", "weather.json")) as { format: string; complete: boolean; turns: { role: string }[] };
    strictEqual(json.format, "agent-chat-thread");
    strictEqual(json.complete, true);
    strictEqual(json.turns.map(({ role }) => role).join(), "user,agent");
  });

  /** Types the command, and the path into the dialog that asks for it. */
  const exported = async (format: string, name: string): Promise<string> => {
    const file = join(world.folder, "workspace", name);
    await chat.message.fill(`/export ${format}`);
    await chat.message.press("Enter");
    await chat.until("the question for a place", () => chat.inputBox.isVisible());
    await chat.inputBox.fill(file);
    await chat.inputBox.press("Enter");
    await chat.until("the file", () => Promise.resolve(existsSync(file) && readFileSync(file, "utf8") !== ""));
    await chat.notification(new RegExp(`saved as ${name}`)).getByRole("button", { name: /Clear Notification/ }).click();
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return text;
  };

  it("understands slash commands, and sends what is none", async () => {
    await chat.message.fill("/");
    const options = chat.frame.getByRole("listbox", { name: "Commands" }).getByRole("option");
    await chat.until("the commands", async () => (await options.count()) >= 5);
    await chat.screenshot("commands");
    await chat.message.fill("/help");
    await chat.message.press("Enter");
    const help = chat.frame.getByRole("region", { name: "Commands and keys" });
    match(await help.innerText(), /\/new[^]*\/agent[^]*\/clear[^]*\/export[^]*\/help/);
    await chat.screenshot("help");
    await chat.message.press("Escape");
    strictEqual(await help.count(), 0);
    await chat.message.fill("/agent travel agent");
    await chat.message.press("Enter");
    await chat.until("the other agent", async () => (await chat.agent.inputValue()) === "travelAgent");
    await chat.message.fill("/agent weatherAgent");
    await chat.message.press("Enter");
    await chat.until("the first agent", async () => (await chat.agent.inputValue()) === "weatherAgent");
    await ask(world.page, "/weather in Antwerp in May");
    match(await waitForAnswer(world.page), /Antwerp/);
    await chat.message.fill("/new");
    await chat.message.press("Enter");
    await chat.until("a new thread", async () => (await chat.turns.count()) === 0);
    const list = new ThreadList(chat);
    await list.show("/weather in Antwerp");
    await chat.message.fill("/clear");
    await chat.message.press("Enter");
    await chat.until("a new thread", async () => (await chat.turns.count()) === 0);
    await list.open();
    strictEqual(await list.row("/weather in Antwerp").count(), 0);
    await world.page.keyboard.press("Escape");
    strictEqual(await chat.message.inputValue(), "");
  });

  it("offers the prompts that are saved in files and in the settings", async () => {
    const folder = join(world.folder, "workspace", ".github");
    mkdirSync(join(folder, "prompts"), { recursive: true });
    writeFileSync(join(folder, "prompts", "packing.prompt.md"), "---\ndescription: What to take along\n---\nHow warm is it in Brussels in May?\n");
    world.configure({ "agentChat.prompts": [{ name: "coast", description: "By the sea", text: "How warm is it in Barcelona in May?" }] });
    try {
      const option = (name: string): Locator => chat.frame.getByRole("option", { name });
      await chat.until("both prompts", async () => {
        // They are read when somebody comes to the box, as after writing one in an editor.
        await chat.agent.focus();
        await chat.message.fill("");
        await chat.message.fill("/");
        return (await option("/packing").isVisible()) && (await option("/coast").isVisible());
      });
      match(await option("/packing").innerText(), /What to take along[^]*packing\.prompt\.md/);
      await chat.screenshot("prompts");
      await option("/coast").click();
      strictEqual(await chat.message.inputValue(), "How warm is it in Barcelona in May?");
      await chat.message.fill("/packing");
      await chat.message.press("Enter");
      await chat.until("the text of the file", async () => (await chat.message.inputValue()) === "How warm is it in Brussels in May?");
      await chat.message.press("Enter");
      match(await waitForAnswer(world.page), /Brussels/);
    } finally {
      rmSync(folder, { recursive: true });
      world.configure({});
    }
  });
});
