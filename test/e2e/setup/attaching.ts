import type { Locator } from "playwright-core";
import type { Chat } from "./chat";

/** The things that go along with the next message, as chips above the box. */
export class Attaching {
  constructor(private readonly chat: Chat) {}

  /** The message box has a list of this name, and so has every message that was sent with something. */
  get chips(): Locator {
    return this.chat.frame.locator("ul.chips").getByRole("listitem");
  }

  /** The rows behind `@`. */
  get rows(): Locator {
    return this.chat.frame.getByRole("listbox", { name: "Context to attach" }).getByRole("option");
  }

  chip(name: string): Locator {
    return this.chips.filter({ hasText: name }).first();
  }

  /** Types `@` and a query, goes to a row with the arrow keys and takes it with Enter. */
  async choose(query: string, row: RegExp): Promise<void> {
    const { message } = this.chat;
    await message.pressSequentially(`@${query}`);
    const wanted = this.rows.filter({ hasText: row }).first();
    await wanted.waitFor();
    await this.chat.until("the row to be marked", async () => {
      if ((await wanted.getAttribute("aria-selected")) === "true") {
        return true;
      }
      await message.press("ArrowDown");
      return false;
    });
    await message.press("Enter");
    await this.rows.first().waitFor({ state: "detached" });
  }

  /** The same, and waits for the chip. */
  async add(query: string, row: RegExp, chip: string): Promise<void> {
    await this.choose(query, row);
    await this.chip(chip).waitFor();
  }

  /** Takes everything away again. */
  async clear(): Promise<void> {
    await this.chat.until("nothing to be attached", async () => {
      const first = this.chips.first();
      if (await first.isVisible()) {
        await first
          .getByRole("button", { name: /^Remove / })
          .click({ timeout: 2_000 })
          .catch(() => undefined);
      }
      return (await this.chips.count()) === 0;
    });
  }
}
