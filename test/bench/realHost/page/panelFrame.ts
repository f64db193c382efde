import type { Frame, Page } from "playwright-core";

/**
 * The frame with the panel's document, for scripts; VS Code puts a webview into two.
 *
 * @throws Error when the chat is not open
 */
export async function panelFrame(page: Page): Promise<Frame> {
  const outer = await page.locator("iframe.webview").first().elementHandle();
  const within = await (await outer.contentFrame())?.waitForSelector("iframe");
  const inner = await within?.contentFrame();
  if (!inner) {
    throw new Error("The chat's frame is not there.");
  }
  return inner;
}
