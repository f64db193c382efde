import type { Frame, Page } from "playwright-core";
import { chatFrame } from "../../../stack/page/chatFrame";
import { settle } from "../../../stack/page/settle";
import { FrameClock } from "./frameClock";
import { panelFrame } from "./panelFrame";
import { type SharedTimes, watchedWords, watchWords, type WordTimes } from "./wordWatch";

/** Asks through the chat of a real VS Code, and sees when the answer's first words come. */
export class PanelQuestions {
  private constructor(
    private readonly page: Page,
    private readonly frame: Frame,
    private readonly clock: FrameClock,
  ) {}

  /** @param page a window with the chat open and somebody signed in */
  static async of(page: Page): Promise<PanelQuestions> {
    const inner = await panelFrame(page);
    return new PanelQuestions(page, inner, await FrameClock.of(inner));
  }

  /**
   * Asks in a new thread and waits for the end of the answer.
   *
   * @param ready called when all is there but Enter
   * @returns times of the clock that processes share
   */
  async ask(question: string, words: string, ready: () => Promise<unknown>): Promise<SharedTimes> {
    const chat = chatFrame(this.page);
    const turns = chat.getByRole("article");
    const message = chat.getByRole("textbox", { name: "Message" });
    if ((await turns.count()) > 0) {
      await chat.getByRole("button", { name: "New thread", exact: true }).click();
      await settle(this.page, "the conversation to be empty", async () => (await turns.count()) === 0);
    }
    await message.fill(question);
    await ready();
    await watchWords(this.frame, words);
    await message.press("Enter");
    const times = await watchedWords(this.frame);
    const toolbar = turns.last().getByRole("toolbar", { name: "Response" });
    await settle(this.page, "the end of the answer", () => toolbar.isVisible());
    return sharedTimes(times, this.clock);
  }
}

/** The same moments by the clock that processes share. */
export function sharedTimes(times: WordTimes, clock: FrameClock): SharedTimes {
  const shared = (name: keyof WordTimes): number => clock.shared(times[name]);
  return {
    enter: shared("enter"),
    received: shared("received"),
    text: shared("text"),
    frame: shared("frame"),
    painted: shared("painted"),
    clockError: clock.error,
  };
}
