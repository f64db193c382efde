import type { Page } from "playwright-core";

const TRIES = 100;
const STEP_MS = 100;

/**
 * Closes every dialog, menu, list, box and notification of VS Code in a window. Nothing is agreed to, and what
 * does not close stays: a notification that tells of progress has no button for it.
 */
export async function dismissAll(page: Page): Promise<void> {
  const open = page
    .locator(".monaco-dialog-box, .monaco-menu-container, .context-view.monaco-menu-container, .quick-input-widget")
    .filter({ visible: true });
  for (let tries = 0; tries < TRIES && (await open.count()) > 0; tries++) {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(STEP_MS);
  }
  const toasts = page.locator(".notifications-toasts .notification-toast").filter({ visible: true });
  for (let tries = 0; tries < TRIES && (await toasts.count()) > 0; tries++) {
    // Its button shows only under the pointer, where another notification may come to lie.
    const clicked = await toasts.evaluateAll((all) => {
      const buttons = all.map((toast) => toast.querySelector<HTMLElement>(".codicon-notifications-clear"));
      buttons.forEach((button) => button?.click());
      return buttons.some((button) => button !== null);
    });
    if (!clicked) {
      return;
    }
    await page.waitForTimeout(STEP_MS);
  }
}
