import type { Locator, Page } from "playwright-core";
import { settle } from "../../stack/page/settle";

/** Milliseconds that VS Code has for its list: at first, and at most when it was too slow before. */
const PATIENCE_MS = { first: 5_000, most: 20_000 } as const;

/** The box of VS Code that is asking for text. */
export function quickInputBox(page: Page): Locator {
  return page.locator(".quick-input-widget input").first();
}

/** A row of the list that is open. */
export function quickInputRow(page: Page, text: string | RegExp): Locator {
  return page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
}

/**
 * Opens the palette or the list of files with its key, types, and picks a row.
 *
 * Each try begins with a list that was opened anew: a list is made when somebody types, and the same words typed
 * once more change nothing, so that one made before VS Code knew the row would never have it. A click that falls
 * between two drawings of the list picks nothing; the list stays then, and the next try picks from a new one.
 */
export async function pickByTyping(page: Page, key: "F1" | "Control+P", typed: string, row: string): Promise<void> {
  let patience: number = PATIENCE_MS.first;
  await settle(page, `"${row}" in the list behind ${key}`, async () => {
    await closeQuickInput(page);
    await page.keyboard.press(key);
    try {
      const box = quickInputBox(page);
      await box.fill(typed, { timeout: patience });
      await quickInputRow(page, row).click({ timeout: patience });
      // What is typed next is for the box that follows, and not for this one, which goes a moment later.
      await untilAnswered(page, box, typed, patience);
      return true;
    } catch {
      patience = Math.min(2 * patience, PATIENCE_MS.most);
      return false;
    }
  });
}

/** Waits until the box is gone, or is one that asks for something else. */
function untilAnswered(page: Page, box: Locator, typed: string, timeoutMs: number): Promise<void> {
  const gone = async (): Promise<boolean> =>
    !(await box.isVisible()) || (await box.inputValue({ timeout: timeoutMs })) !== typed;
  return settle(page, "the list to close", gone, timeoutMs);
}

/** Presses Enter in the box until it is gone: the one for a place takes no notice while it looks at folders. */
export async function enterInBox(page: Page): Promise<void> {
  const box = quickInputBox(page);
  await settle(page, "the box to close", async () => {
    if (!(await box.isVisible())) {
      return true;
    }
    await box.press("Enter", { timeout: 5_000 });
    return box.waitFor({ state: "hidden", timeout: 5_000 }).then(() => true);
  });
}

/** Leaves whatever list or box is open. */
export async function closeQuickInput(page: Page): Promise<void> {
  const widget = page.locator(".quick-input-widget").first();
  await settle(page, "the list of VS Code to close", async () => {
    if (await widget.isVisible()) {
      await page.keyboard.press("Escape");
      return false;
    }
    return true;
  });
}
