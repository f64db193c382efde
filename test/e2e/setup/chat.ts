import { mkdirSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { chatFrame } from "../../stack/page/chatFrame";
import { settle } from "../../stack/page/settle";
import { pickByTyping, quickInputBox } from "./quickInput";

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
    // As it was then: what is drawn anew has no inner text for a moment.
    let texts: readonly string[] = [];
    await this.until(`an alert that says ${String(pattern)}`, async () => {
      texts = await this.alert.allInnerTexts();
      return texts.some((text) => pattern.test(text));
    });
    return texts.join("\n");
  }

  /** Waits for a condition and agrees to dialogs on the way. */
  until(what: string, isTrue: () => Promise<boolean>, timeoutMs?: number): Promise<void> {
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
  command(title: string): Promise<void> {
    return pickByTyping(this.page, "F1", `>Agent Chat: ${title}`, `Agent Chat: ${title}`);
  }

  /** The box of VS Code that is asking for text. */
  get inputBox(): Locator {
    return quickInputBox(this.page);
  }

  /** A notification of VS Code that says this. */
  notification(pattern: RegExp): Locator {
    return this.page.locator(".notifications-toasts .notification-toast", { hasText: pattern });
  }

  /** Saves a part of the window for README and docs. @param part the sidebar when left out */
  async screenshot(name: string, part = ".part.sidebar"): Promise<void> {
    mkdirSync("out/screenshots", { recursive: true });
    await this.page
      .locator(part)
      .first()
      .screenshot({ path: `out/screenshots/${name}.png` });
  }
}
