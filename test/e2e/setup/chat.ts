import { mkdirSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { chatFrame } from "../../stack/page/chatFrame";
import { openChat } from "../../stack/page/openChat";
import { settle } from "../../stack/page/settle";
import { signIn } from "../../stack/page/signIn";
import "./hooks";
import { theWorld, type World } from "./world";

/** The chat as a person meets it, by the names that a screen reader says. */
export class Chat {
  constructor(readonly page: Page) {}

  get frame(): FrameLocator {
    return chatFrame(this.page);
  }

  get message(): Locator {
    return this.frame.getByRole("textbox", { name: "Message" });
  }

  get turns(): Locator {
    return this.frame.getByRole("log", { name: "Conversation" }).getByRole("article");
  }

  get alert(): Locator {
    return this.frame.getByRole("alert");
  }

  button(name: string): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }

  get agent(): Locator {
    return this.frame.getByRole("combobox", { name: "Agent" });
  }

  /** Waits until the newest alert says something, and gives its text. */
  async alertText(pattern: RegExp): Promise<string> {
    await this.until(`an alert that says ${String(pattern)}`, async () => {
      const texts = await this.alert.allInnerTexts();
      return texts.some((text) => pattern.test(text));
    });
    return (await this.alert.allInnerTexts()).join("\n");
  }

  /** Waits for a condition and agrees to dialogs on the way. */
  until(what: string, isTrue: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    return settle(this.page, what, isTrue, timeoutMs);
  }

  /** Waits until the server has listed its agents. */
  ready(): Promise<void> {
    return this.until(
      "the agents to be listed",
      async () => (await this.agent.isVisible()) && (await this.agent.isEnabled()),
    );
  }

  async newThread(): Promise<void> {
    await this.button("New thread").click();
    await this.until("the conversation to be empty", async () => (await this.turns.count()) === 0);
    // The focus moves last of all; whoever opens the palette before would see it close again.
    await this.until("the focus in the message box", () =>
      this.message.evaluate((box) => document.activeElement === box),
    );
  }

  /** Runs a command of the extension by its title, through the palette. */
  async command(title: string): Promise<void> {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: `Agent Chat: ${title}` }).first();
    await this.until(`the command "${title}" in the palette`, async () => {
      if (!(await this.inputBox.isVisible())) {
        await this.page.keyboard.press("F1");
      }
      try {
        await this.inputBox.fill(`>Agent Chat: ${title}`, { timeout: 2_000 });
        await row.click({ timeout: 5_000 });
        return true;
      } catch {
        // The palette closes when something takes the focus; a person would open it again, too.
        return false;
      }
    });
  }

  /** The box of VS Code that is asking for text. */
  get inputBox(): Locator {
    return this.page.locator(".quick-input-widget input").first();
  }

  /** A notification of VS Code that says this. */
  notification(pattern: RegExp): Locator {
    return this.page.locator(".notifications-toasts .notification-toast", { hasText: pattern });
  }

  /** Saves the sidebar for the README. */
  async screenshot(name: string): Promise<void> {
    mkdirSync("out/screenshots", { recursive: true });
    await this.page.locator(".part.sidebar").screenshot({ path: `out/screenshots/${name}.png` });
  }
}

/** The window of this run with the chat open, whoever is signed in. */
export async function openedChat(): Promise<{ world: World; chat: Chat }> {
  const world = await theWorld();
  const opened = world.page.url() !== "about:blank";
  await openChat(world.page, opened ? undefined : world.host.url);
  return { world, chat: new Chat(world.page) };
}

/** The same, signed in and with an empty conversation. */
export async function signedInChat(): Promise<{ world: World; chat: Chat }> {
  const { world, chat } = await openedChat();
  await chat.until(
    "the chat to know who is there",
    async () => (await chat.agent.isVisible()) || (await chat.button("Sign in").first().isVisible()),
  );
  if (await chat.button("Sign in").first().isVisible()) {
    await signIn(world.page);
  }
  await chat.ready();
  await chat.newThread();
  return { world, chat };
}
