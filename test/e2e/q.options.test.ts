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

  it("lead to what the agent remembers, which a change of the person's reaches", async () => {
    await chat.agent.selectOption({ label: "Travel Companion" });
    await chat.newThread();
    await ask(world.page, "Remember that I like trains");
    match(await waitForAnswer(world.page), /I will remember that/);
    // So long that it is observed, with what was said before.
    await ask(world.page, `What do you know? ${"Say it in a few plain words. ".repeat(20)}`);
    match(await waitForAnswer(world.page), /I like trains/);
    await chat.button("Thread options…").click();
    await chat.button("What the agent remembers").click();
    const memory = chat.frame.getByRole("dialog", { name: "What the agent remembers" });
    const notes = memory.getByRole("textbox", { name: "Working memory" });
    await chat.until("the memory", async () => (await notes.inputValue()).includes("- I like trains"));
    await memory.getByText("The user said: Remember that I like trains").waitFor();
    await world.page.screenshot({ path: "out/screenshots/memory.png" });
    await notes.fill("# Traveler\n- Home: Graz");
    await memory.getByRole("button", { name: "Save" }).click();
    await memory.getByText("Saved.").waitFor();
    await memory.getByRole("button", { name: "Dismiss" }).click();
    await ask(world.page, "What do you know?");
    match(await waitForAnswer(world.page), /This is what I remember:\s+Traveler\s+Home: Graz/);
  });

  after(async () => {
    await chat.agent.selectOption({ label: "Weather Agent" });
  });
});
