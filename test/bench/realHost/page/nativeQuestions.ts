import type { Locator, Page } from "playwright-core";
import { settle } from "../../../stack/page/settle";
import { KEYS } from "../commands/keys";
import { FrameClock } from "./frameClock";
import { sharedTimes } from "./panelQuestions";
import { type SharedTimes, watchedWords, watchWords } from "./wordWatch";

/** Asks through VS Code's own chat, and sees when the response's first words come. */
export class NativeQuestions {
  private constructor(
    private readonly page: Page,
    private readonly clock: FrameClock,
  ) {}

  /** @param page a window in which VS Code's chat is open and answers with the agent that is meant */
  static async of(page: Page): Promise<NativeQuestions> {
    return new NativeQuestions(page, await FrameClock.of(page.mainFrame()));
  }

  /**
   * Asks in a new chat and waits for the end of the response.
   *
   * @param ready called when all is there but Enter
   * @param length characters that the response has at least
   * @returns times of the clock that processes share; nothing is `received`
   */
  async ask(question: string, words: string, ready: () => Promise<unknown>, length: number): Promise<SharedTimes> {
    const { page } = this;
    const frame = page.mainFrame();
    const rows = this.panel.locator(".interactive-item-container");
    await page.keyboard.press(KEYS.newNativeChat);
    await settle(page, "a new chat of VS Code's", async () => (await rows.count()) === 0);
    await this.panel.locator(".interactive-input-part .monaco-editor").first().click();
    await page.keyboard.insertText(question);
    // A list of suggestions would take Enter for itself.
    await page.keyboard.press("Escape");
    await ready();
    await watchWords(frame, words, false);
    await page.keyboard.press("Enter");
    const times = await watchedWords(frame);
    const response = rows.and(page.locator(".interactive-response")).last();
    await settle(page, "the end of the response", async () => {
      const written = ((await response.textContent()) ?? "").length;
      return written >= length && !(await this.panel.locator(".chat-response-loading").first().isVisible());
    });
    return sharedTimes(times, this.clock);
  }

  private get panel(): Locator {
    return this.page.locator(".interactive-session").filter({ visible: true }).first();
  }
}
