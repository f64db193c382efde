import { match, strictEqual } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { enterInBox } from "./setup/quickInput";
import { says } from "./setup/says";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("slash commands", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  it("begin, choose, clear and help, and what is none is sent", async () => {
    await chat.message.fill("/");
    const options = chat.frame.getByRole("listbox", { name: "Commands" }).getByRole("option");
    await chat.until("the commands", async () => (await options.count()) >= 6);
    await chat.screenshot("commands");
    await chat.message.fill("/help");
    await chat.message.press("Enter");
    const help = chat.frame.getByRole("region", { name: "Commands and keyboard shortcuts" });
    await says(help, /\/new[^]*\/agent[^]*\/clear[^]*\/delete[^]*\/export[^]*\/help/);
    await chat.screenshot("help");
    await chat.message.press("Escape");
    await help.waitFor({ state: "detached" });
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
    await list.show("/weather in Antwerp");
    strictEqual(await chat.message.inputValue(), "");
  });

  it("delete a thread only by /delete, which a key brings back", async () => {
    await ask(world.page, "How warm is it in Tallinn in May?");
    await waitForAnswer(world.page);
    await chat.message.fill("/delete");
    await chat.message.press("Enter");
    await chat.until("a new thread", async () => (await chat.turns.count()) === 0);
    await chat.frame.getByRole("status").filter({ hasText: "Deleted “How warm is it in Tallinn in May?”." }).waitFor();
    await chat.screenshot("delete-undo");
    await world.page.keyboard.press("Shift+Tab");
    const undo = chat.button("Undo");
    strictEqual(await undo.evaluate((button) => button === document.activeElement), true);
    await world.page.keyboard.press("Enter");
    await chat.until("the thread again", async () => (await chat.turns.count()) === 2);
    await undo.waitFor({ state: "detached" });
    const list = new ThreadList(chat);
    await list.open();
    await list.row("How warm is it in Tallinn").waitFor();
    await world.page.keyboard.press("Escape");
  });

  it("save the thread as Markdown and as JSON", async () => {
    await ask(world.page, "How warm is it in Bratislava in May?");
    await waitForAnswer(world.page);
    const markdown = await exported("markdown", "How warm is it in Bratislava in May.md");
    match(
      markdown,
      /^# How warm is it in Bratislava in May\?\n[^]*## You\n[^]*## Weather Agent\n[^]*getWeather[^]*Slovakia/,
    );
    const json = JSON.parse(await exported("json", "How warm is it in Bratislava in May.json")) as {
      format: string;
      complete: boolean;
      turns: { role: string }[];
    };
    strictEqual(json.format, "agent-chat-thread");
    strictEqual(json.complete, true);
    strictEqual(json.turns.map(({ role }) => role).join(), "user,agent");
  });

  /** Types the command, agrees to the place that the dialog proposes, and reads what is there then. */
  const exported = async (format: string, name: string): Promise<string> => {
    const file = join(world.folder, "workspace", name);
    await chat.message.fill(`/export ${format}`);
    await chat.message.press("Enter");
    await chat.until(
      "the proposed place",
      async () => (await chat.inputBox.isVisible()) && (await chat.inputBox.inputValue()) === file,
    );
    await enterInBox(world.page);
    await chat.until("the file", () => Promise.resolve(existsSync(file) && readFileSync(file, "utf8") !== ""));
    await chat
      .notification(new RegExp(`Saved the thread as ${name}`))
      .getByRole("button", { name: /Clear Notification/ })
      .click();
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return text;
  };

  it("are the prompts that are saved in files and in the settings, too", async () => {
    const folder = join(world.folder, "workspace", ".github");
    mkdirSync(join(folder, "prompts"), { recursive: true });
    writeFileSync(
      join(folder, "prompts", "packing.prompt.md"),
      "---\ndescription: What to take along\n---\nHow warm is it in Brussels in May?\n",
    );
    world.configure({
      "agentChat.prompts": [{ name: "coast", description: "By the sea", text: "How warm is it in Barcelona in May?" }],
    });
    try {
      const option = (name: string): Locator => chat.frame.getByRole("option", { name });
      await chat.until("both prompts", async () => {
        // They are read when somebody comes to the box, as after writing one in an editor.
        await chat.agent.focus();
        await chat.message.fill("");
        await chat.message.fill("/");
        return (await option("/packing").isVisible()) && (await option("/coast").isVisible());
      });
      await says(option("/packing"), /What to take along[^]*packing\.prompt\.md/);
      await chat.screenshot("prompts");
      await option("/coast").click();
      await chat.until("the text of the setting", async () => {
        return (await chat.message.inputValue()) === "How warm is it in Barcelona in May?";
      });
      await chat.message.fill("/packing");
      await chat.message.press("Enter");
      await chat.until(
        "the text of the file",
        async () => (await chat.message.inputValue()) === "How warm is it in Brussels in May?",
      );
      await pressEnter(world.page);
      match(await waitForAnswer(world.page), /Brussels/);
    } finally {
      rmSync(folder, { recursive: true });
      world.configure({});
    }
  });
});
