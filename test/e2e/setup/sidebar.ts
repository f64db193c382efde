import { openChat } from "../../stack/page/openChat";
import type { Chat } from "./chat";

/** Shows the files in the sidebar, by which the panel is destroyed, and then the panel again. */
export async function hideAndShowPanel(chat: Chat): Promise<void> {
  const files = chat.page.locator(".activitybar").getByRole("tab", { name: /^Explorer/ });
  await files.click();
  // A click on the chat's tab before the files are there would close the sidebar.
  await files.and(chat.page.locator('[aria-selected="true"]')).waitFor();
  await chat.page.locator("iframe.webview").first().waitFor({ state: "hidden" });
  await openChat(chat.page);
}

/**
 * Drags the edge of the sidebar until it is so wide, in pixels.
 *
 * @returns how wide it was
 */
export async function setSidebarWidth(chat: Chat, width: number): Promise<number> {
  const { page } = chat;
  const sidebar = page.locator(".part.sidebar");
  const measured = async (): Promise<{ x: number; width: number }> =>
    (await sidebar.boundingBox()) ?? { x: 0, width: 0 };
  const before = await measured();
  await chat.until(`a sidebar of ${String(width)} px`, async () => {
    const { x, width: present } = await measured();
    if (Math.abs(present - width) <= 2) {
      return true;
    }
    await page.mouse.move(x + present + 2, 400);
    await page.mouse.down();
    await page.mouse.move(x + width + 2, 400, { steps: 5 });
    await page.mouse.up();
    return false;
  });
  return before.width;
}
