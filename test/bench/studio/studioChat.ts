import type { Browser, Page } from "playwright-core";
import { within } from "../browser/within";
import { MEMORY_AGENT_ID } from "../host/server/answerSpec";
import type { Studio } from "./startStudio";

/** The chat of Mastra Studio in a page, as a person uses it. */
export class StudioChat {
  private constructor(readonly page: Page) {}

  /** Opens a new chat with the agent that remembers. */
  static async open(browser: Browser, studio: Studio): Promise<StudioChat> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1,
      locale: "en-US",
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(`${studio.url}/agents/${MEMORY_AGENT_ID}/chat/new`);
    await page.locator("textarea").first().waitFor();
    return new StudioChat(page);
  }

  /** Writes a question, asks it, and waits until an answer of about so many characters stands there whole. */
  async ask(question: string, length: number): Promise<void> {
    const box = this.page.locator("textarea").first();
    await box.fill(question);
    await box.press("Enter");
    const shown = (): Promise<number> => this.page.evaluate(() => document.body.textContent.length);
    let before = 0;
    // Markdown has more characters than what is drawn of it. The last words fade in; a second without a change is the end.
    for (let still = 0; still < 4;) {
      await this.page.waitForTimeout(250);
      const now = await shown();
      still = now === before && now > length * 0.7 ? still + 1 : 0;
      before = now;
    }
  }

  /** Opens a thread from the list. @param title its whole name @param until words of its newest turn */
  async openThread(title: string, until: string): Promise<number> {
    const link = this.page.getByText(title, { exact: true }).first();
    await link.waitFor();
    const opened = link.evaluate(
      (element, words) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          const look = (): void => {
            if (document.body.textContent.includes(words)) {
              const painted = new MessageChannel();
              painted.port1.onmessage = () => resolve(performance.now() - began);
              painted.port2.postMessage(undefined);
            } else {
              requestAnimationFrame(look);
            }
          };
          (element as HTMLElement).click();
          requestAnimationFrame(look);
        }),
      until,
    );
    return within(`Studio to open "${title}"`, opened);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
