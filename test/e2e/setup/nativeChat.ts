import type { Locator, Page } from "playwright-core";
import { settle } from "../../stack/page/settle";
import type { Chat } from "./chat";
import { pressUntil } from "./pressUntil";

/** Milliseconds that VS Code has for a message before Enter is pressed again; on an empty box it does nothing. */
const SENT_MS = 1_000;

/** VS Code's own chat, with one of the agents as its model. */
export class NativeChat {
  /** The last row before the message that was sent last. */
  private before = -1;

  constructor(private readonly page: Page) {}

  private get panel(): Locator {
    return this.page.locator(".interactive-session").filter({ visible: true }).first();
  }

  /** A button of a question that VS Code asks before it runs a tool; a hidden double of each exists. */
  question(name: RegExp): Locator {
    return this.panel
      .locator(".chat-confirmation-widget-container")
      .filter({ visible: true })
      .getByRole("button", { name })
      .filter({ visible: true })
      .first();
  }

  /** Its own form, for what a tool asks a person. */
  get form(): Locator {
    return this.panel.locator(".chat-question-carousel-widget-container").filter({ visible: true }).first();
  }

  /** Chooses an option of the form; VS Code then goes on to the next question. */
  async choose(option: string): Promise<void> {
    await pressUntil(this.form.locator(".chat-question-list-item", { hasText: option }).first(), "the next question");
  }

  /** Types the answer of the last question and sends the form. */
  async submit(text: string): Promise<void> {
    const box = this.form.locator("input, textarea").filter({ visible: true }).first();
    await pressUntil(this.form.getByRole("button", { name: "Submit" }), "the form to be sent", {
      prepare: () => box.fill(text),
    });
  }

  /**
   * Saves a picture for the docs, without what VS Code advertises beside the message box.
   *
   * @param part of the window; the chat when left out
   */
  async screenshot(chat: Chat, name: string, part = ".part.auxiliarybar"): Promise<void> {
    await this.dismissNotice();
    await chat.screenshot(name, part);
  }

  /** Takes away what VS Code advertises beside the message box. */
  async dismissNotice(): Promise<void> {
    const notice = this.panel.locator(".chat-input-notification-dismiss").filter({ visible: true }).first();
    if (await notice.isVisible()) {
      await notice.click();
      await notice.waitFor({ state: "hidden" });
    }
  }

  /** Makes room for the chat beside the editor. */
  async widen(pixels: number): Promise<void> {
    const box = await this.page.locator(".part.auxiliarybar").boundingBox();
    const [x, y] = [(box?.x ?? 0) - 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x - pixels, y, { steps: 5 });
    await this.page.mouse.up();
  }

  button(name: RegExp): Locator {
    return this.panel.getByRole("button", { name }).filter({ visible: true }).first();
  }

  /** A button of the last response: one of an earlier one may lie below the title. */
  lastButton(name: RegExp): Locator {
    return this.panel.getByRole("button", { name }).filter({ visible: true }).last();
  }

  /** Opens it, whether the file before has left it on or off for everybody. */
  async use(chat: Chat): Promise<void> {
    await chat.command("Use These Agents in VS Code's Chat");
    await this.page
      .locator(".monaco-dialog-box")
      .getByRole("button", { name: /^(Switch On|Continue)$/ })
      .click();
    const done = chat.notification(/VS Code's chat can answer with your agents now/).first();
    await chat.until("an agent to have answered", () => done.isVisible());
    await done.getByRole("button", { name: "Open Chat" }).click();
  }

  /** Types a message and sends it. */
  async send(text: string): Promise<void> {
    this.before = (await this.last()).index;
    const box = this.panel.locator(".interactive-input-part .monaco-editor").first();
    await box.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
    // A list of suggestions would take Enter for itself.
    await this.page.keyboard.press("Escape");
    await settle(this.page, "the message to be sent", async () => {
      await this.page.keyboard.press("Enter");
      await this.page.waitForTimeout(SENT_MS);
      return (await this.last()).index > this.before;
    });
  }

  /** Waits until the response to the message says this, and gives all of it. */
  async says(pattern: RegExp, timeoutMs?: number): Promise<string> {
    let said = "";
    await settle(
      this.page,
      `VS Code's chat to say ${String(pattern)}`,
      async () => {
        const { index, isResponse, text } = await this.last();
        said = index > this.before && isResponse ? text : "";
        return pattern.test(said);
      },
      timeoutMs,
    );
    return said;
  }

  /** The last row of the conversation; only those near the screen are in the page, in any order. */
  private async last(): Promise<{ index: number; isResponse: boolean; text: string }> {
    const rows = await this.panel.locator(".interactive-item-container").evaluateAll((items) =>
      items.map((item) => ({
        index: Number(item.closest(".monaco-list-row")?.getAttribute("data-index") ?? -1),
        isResponse: item.classList.contains("interactive-response"),
        text: (item as HTMLElement).innerText,
      })),
    );
    return rows.sort((one, other) => other.index - one.index)[0] ?? { index: -1, isResponse: false, text: "" };
  }
}
