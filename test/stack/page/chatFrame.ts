import type { FrameLocator, Page } from "playwright-core";

/** The inside of the Agent Chat view: VS Code puts a webview into two frames. */
export function chatFrame(page: Page): FrameLocator {
  return page.locator("iframe.webview").first().contentFrame().frameLocator("iframe");
}
