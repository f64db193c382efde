import { errors, type Page } from "playwright-core";
import { StackError } from "../stackError";

const STEP_MS = 150;

/** Buttons of modal dialogs that a person who wants to go on would press. */
const AGREE = /^(Open|Allow|Yes|Retry)$/;

/**
 * Waits for something to become true and agrees to every modal dialog on the way. A look that waits in vain for
 * what it looks at counts as one that found nothing.
 *
 * @param what for the message: "the answer to be finished"
 * @param timeoutMs default three minutes
 * @throws StackError when it did not become true in time
 */
export async function settle(
  page: Page,
  what: string,
  isTrue: () => Promise<boolean>,
  timeoutMs = 180_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  const look = (): Promise<boolean> =>
    isTrue().catch((error: unknown) => {
      if (!(error instanceof errors.TimeoutError)) {
        throw error;
      }
      cause = error;
      return false;
    });
  while (!(await look())) {
    if (Date.now() > deadline) {
      throw new StackError(`Waited ${Math.round(timeoutMs / 1000)} s in vain for ${what}.`, { cause });
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
