import { doesNotMatch, match, strictEqual } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const QUESTION = "Say what you were told";

describe("options of a thread", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
    await chat.newThread();
  });

  const dialog = (): Locator => chat.frame.getByRole("dialog", { name: "Thread options" });
  const box = (name: RegExp): Locator => dialog().getByRole("textbox", { name });
  const isFocused = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => document.activeElement === element);

  it("are set by keyboard alone, and reach the server with the messages of this thread", async () => {
    await chat.button("Thread options…").press("Enter");
    await chat.until("the focus in the form", () => isFocused(box(/^Instructions/)));
    await world.page.keyboard.type("Answer like a pirate.");
    await world.page.keyboard.press("Tab");
    await world.page.keyboard.type("7");
    await world.page.keyboard.press("Tab");
    await world.page.keyboard.type("0.3");
    await dialog().getByRole("button", { name: "Add entry to Request context" }).press("Enter");
    await box(/^Name/).fill("tenant");
    await box(/^Value/).fill("Acme");
    await world.page.screenshot({ path: "out/screenshots/thread-options.png" });
    await dialog().getByRole("button", { name: "Save" }).press("Enter");
    await chat.button("Thread options… (4 set)").waitFor();
    strictEqual(await dialog().count(), 0);
    await ask(world.page, QUESTION);
    const told = await waitForAnswer(world.page);
    match(told, /You show everything that an agent can send\. You work for Acme\./);
    match(told, /Answer like a pirate\./);
    match(told, /Temperature: 0\.3/);
  });

  it("are there after a reload, open by /options, and Escape changes nothing", async () => {
    await world.page.reload();
    await chat.ready();
    await chat.button("Thread options… (4 set)").waitFor();
    await chat.message.fill("/options");
    await chat.message.press("Escape");
    await chat.message.press("Enter");
    await chat.until("the focus in the form", () => isFocused(box(/^Instructions/)));
    strictEqual(await box(/^Instructions/).inputValue(), "Answer like a pirate.");
    await world.page.keyboard.press("Escape");
    strictEqual(await dialog().count(), 0);
    await chat.until("the focus in the message box", () => isFocused(chat.message));
  });

  it("are nothing to another thread", async () => {
    await chat.newThread();
    await chat.button("Thread options…").waitFor();
    await ask(world.page, QUESTION);
    doesNotMatch(await waitForAnswer(world.page), /pirate|Acme|0\.3/);
  });

  after(async () => {
    await chat.agent.selectOption({ label: "Weather Agent" });
  });
});
