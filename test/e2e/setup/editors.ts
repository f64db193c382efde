import type { Locator, Page } from "playwright-core";
import type { Chat } from "./chat";
import { pickByTyping } from "./quickInput";

/** VS Code's editors, as a person uses them with the keyboard. */
export class Editors {
  private readonly page: Page;

  constructor(private readonly chat: Chat) {
    this.page = chat.page;
  }

  /** A tab in front of its group, by a word in its name; the preview may have opened a second group. */
  tab(name: RegExp): Locator {
    return this.page.getByRole("tab", { name, selected: true }).and(this.page.locator(".tab")).first();
  }

  /** Waits until the cursor is there; both count from 1. */
  async at(line: number, column = 1): Promise<void> {
    const place = this.page.locator(".statusbar").getByText(new RegExp(`^Ln ${String(line)}, Col ${String(column)}`));
    await this.chat.until(`the cursor in line ${String(line)}`, () => place.first().isVisible());
  }

  /** The language that the status bar names. */
  async language(name: string): Promise<void> {
    const shown = this.page.locator(".statusbar").getByText(name, { exact: true });
    await this.chat.until(`an editor for ${name}`, () => shown.first().isVisible());
  }

  /** Opens a file by its path, with the cursor at the beginning of a line. */
  async open(path: string, line = 1): Promise<void> {
    await pickByTyping(this.page, "Control+P", `${path}:${String(line)}`, path.split("/").at(-1)!);
    await this.at(line);
    await this.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
  }

  /** Selects whole lines downwards from where the cursor is. */
  async selectLines(count: number): Promise<void> {
    for (let line = 0; line < count; line++) {
      await this.page.keyboard.press("Shift+ArrowDown");
    }
    await this.page
      .locator(".statusbar")
      .getByText(/selected/)
      .first()
      .waitFor();
  }

  /** The whole text of the editor in front, by way of the clipboard. */
  async text(): Promise<string> {
    await this.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
    await this.page.evaluate(() => navigator.clipboard.writeText(""));
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Control+C");
    let copied = "";
    await this.chat.until("the text on the clipboard", async () => {
      copied = await this.page.evaluate(() => navigator.clipboard.readText());
      return copied !== "";
    });
    return copied.replaceAll("\r\n", "\n");
  }

  /** Runs a command of VS Code by the words under which the palette has it. */
  run(title: string): Promise<void> {
    return pickByTyping(this.page, "F1", `>${title}`, title);
  }

  /** Closes all of them; what has no file is thrown away. */
  async closeAll(): Promise<void> {
    const tabs = this.page.locator(".editor-group-container .tab");
    await this.chat.until("the editors to be closed", async () => {
      if ((await tabs.count()) > 0) {
        await this.run("View: Revert and Close Editor");
      }
      return (await tabs.count()) === 0;
    });
  }
}
