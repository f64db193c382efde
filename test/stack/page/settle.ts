import type { Page } from "playwright-core";
import { StackError } from "../stackError";

const STEP_MS = 150;

/** Buttons of modal dialogs that a person who wants to go on would press. */
const AGREE = /^(Open|Allow|Yes|Retry)$/;

/**
 * Waits for something to become true and agrees to every modal dialog on the way.
 *
 * @param what for the message: "the answer to be finished"
 * @param timeoutMs default two minutes
 * @throws StackError when it did not become true in time
 */
export async function settle(
  page: Page,
  what: string,
  isTrue: () => Promise<boolean>,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) {
      throw new StackError(`Waited ${Math.round(timeoutMs / 1000)} s in vain for ${what}.`);
    }
    await agree(page);
    await page.waitForTimeout(STEP_MS);
  }
}

/** Presses the agreeing button of the modal dialog that is open, if one is. */
async function agree(page: Page): Promise<void> {
  const button = page.locator(".monaco-dialog-box").getByRole("button", { name: AGREE }).first();
  if (await button.isVisible()) {
    // The dialog may close by itself in between.
    await button.click({ timeout: 2000 }).catch(() => undefined);
  }
}
