import type { FrameLocator, Page } from "playwright-core";

/** VS Code names the view's purpose in its address, but not once it has been hidden and shown again. */
const VIEW = 'iframe.webview[src*="purpose=webviewView"]';

/** The inside of the Agent Chat view, not of its editor tabs: VS Code puts a webview into two frames. */
export function chatFrame(page: Page): FrameLocator {
  return page.locator(`${VIEW}, body:not(:has(${VIEW})) iframe.webview`).first().contentFrame().frameLocator("iframe");
}
