import type { Chat } from "./chat";

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
