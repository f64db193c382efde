import type { Page } from "playwright-core";

/**
 * The person leaves the window and comes back to it. Playwright lets every page believe that it has the
 * focus all the time, so the page is made to look twice: once without the focus, and once with it.
 */
export async function comeBack(page: Page): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => {
    document.hasFocus = () => false;
    document.dispatchEvent(new Event("visibilitychange"));
    Reflect.deleteProperty(document, "hasFocus");
    document.dispatchEvent(new Event("visibilitychange"));
  });
}
