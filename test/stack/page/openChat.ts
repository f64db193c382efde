import type { Page } from "playwright-core";
import { chatFrame } from "./chatFrame";
import { settle } from "./settle";

/**
 * Opens VS Code and in it the Agent Chat view.
 *
 * @param url without it, the window that is open already is used
 */
export async function openChat(page: Page, url?: string): Promise<void> {
  if (url !== undefined) {
    await page.goto(url);
  }
  const tab = page.locator(".activitybar").getByRole("tab", { name: /^Agent Chat/ });
  await settle(page, "VS Code to show Agent Chat in its activity bar", () => tab.isVisible());
  const frame = chatFrame(page);
  const content = frame.getByRole("button", { name: "Sign in" }).or(frame.getByRole("textbox", { name: "Message" }));
  await settle(page, "the Agent Chat view to open", async () => {
    if (await content.first().isVisible()) {
      return true;
    }
    // A click on the tab of a view that is open would close it.
    if ((await tab.getAttribute("aria-selected")) !== "true") {
      await tab.click();
      // It is marked a moment later, and a second click by then would close the view.
      const marked = tab.and(page.locator('[aria-selected="true"]'));
      await marked.waitFor({ timeout: 10_000 }).catch(() => undefined);
    }
    return false;
  });
}
