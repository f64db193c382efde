import type { Chat } from "./chat";

/**
 * Chooses an entry of the context menu that is open. VS Code takes no click right after it has opened one, so that
 * the click that opened it chooses nothing: whatever stays open is pressed again.
 */
export async function chooseInMenu(chat: Chat, name: string): Promise<void> {
  const item = chat.page.locator(".monaco-menu .action-item", { hasText: name });
  await item.waitFor();
  await chat.until(`"${name}" in the menu to be chosen`, async () => {
    await item.click({ timeout: 5_000 }).catch(() => undefined);
    return !(await item.isVisible());
  });
}
