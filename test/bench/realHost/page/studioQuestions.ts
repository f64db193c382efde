import type { Browser, Page } from "playwright-core";
import { MEMORY_AGENT_ID } from "../../host/server/answerSpec";
import type { Studio } from "../../studio/startStudio";
import { StudioChat } from "../../studio/studioChat";
import { FrameClock } from "./frameClock";
import { sharedTimes } from "./panelQuestions";
import { type SharedTimes, watchedWords, watchWords } from "./wordWatch";

/** Asks through Mastra Studio's chat, and sees when the answer's first words come. */
export class StudioQuestions {
  private constructor(
    private readonly chat: StudioChat,
    private readonly studio: Studio,
  ) {}

  static async open(browser: Browser, studio: Studio): Promise<StudioQuestions> {
    return new StudioQuestions(await StudioChat.open(browser, studio), studio);
  }

  /**
   * Asks in a new chat and leaves it at the first words: Studio draws on for seconds.
   *
   * @param ready called when all is there but Enter
   * @returns times of the clock that processes share
   */
  async ask(question: string, words: string, ready: () => Promise<unknown>): Promise<SharedTimes> {
    const { page } = this.chat;
    await page.goto(`${this.studio.url}/agents/${MEMORY_AGENT_ID}/chat/new`);
    const frame = page.mainFrame();
    const box = page.locator("textarea").first();
    await box.fill(question);
    const clock = await FrameClock.of(frame);
    await ready();
    await watchWords(frame, words);
    await box.press("Enter");
    const times = await watchedWords(frame);
    await leave(page);
    return sharedTimes(times, clock);
  }

  close(): Promise<void> {
    return this.chat.close();
  }
}

async function leave(page: Page): Promise<void> {
  await page.goto("about:blank");
}
