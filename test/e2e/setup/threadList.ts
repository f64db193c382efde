import type { Locator } from "playwright-core";
import type { Chat } from "./chat";

/** The list of threads of the panel. */
export class ThreadList {
  constructor(private readonly chat: Chat) {}

  get region(): Locator {
    return this.chat.frame.getByRole("region", { name: "Threads" });
  }

  get rows(): Locator {
    return this.region.getByRole("listitem");
  }

  private get more(): Locator {
    return this.region.getByRole("button", { name: "Load more" });
  }

  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Opens the list, if it is closed, and waits for the server's answer. */
  async open(): Promise<void> {
    if (!(await this.region.isVisible())) {
      await this.chat.button("Threads").click();
    }
    await this.settled();
  }

  /** How many there are, on all pages; the list is closed again. */
  async count(): Promise<number> {
    await this.open();
    while ((await this.more.count()) > 0) {
      const shown = await this.rows.count();
      await this.more.click();
      const isLast = async (): Promise<boolean> => (await this.more.count()) === 0 && !(await this.isBusy());
      await this.chat.until("another page", async () => (await this.rows.count()) > shown || (await isLast()));
      await this.settled();
    }
    const count = await this.rows.count();
    await this.chat.button("Close threads").click();
    return count;
  }

  async search(words: string): Promise<void> {
    await this.region.getByRole("searchbox", { name: "Search threads" }).fill(words);
  }

  /**
   * Opens a thread from the list and waits until it is the one that the panel shows: the list closes at once, and
   * the thread comes from the extension a moment later.
   */
  async show(text: string | RegExp): Promise<void> {
    await this.open();
    const button = this.row(text).getByRole("button").first();
    const title = (await button.getAttribute("title")) ?? "";
    await button.click();
    await this.region.waitFor({ state: "detached" });
    await this.chat.frame.locator("header").getByTitle(title, { exact: true }).waitFor();
  }

  async settled(): Promise<void> {
    await this.chat.until("the list of threads", async () => !(await this.isBusy()));
  }

  private async isBusy(): Promise<boolean> {
    return (await this.region.getAttribute("aria-busy")) !== "false";
  }
}
