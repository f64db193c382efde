import type { Chat } from "./chat";
import { pressUntil } from "./pressUntil";

/** Milliseconds for a menu to close. VS Code takes no click right after it has opened one: that one is made again. */
const CLOSED_MS = 500;

/**
 * Chooses an entry of a context menu.
 *
 * @param open opens it, and again if VS Code has closed it before, as when what it belongs to is drawn anew
 */
export function chooseInMenu(chat: Chat, name: string, open: () => Promise<void>): Promise<void> {
  const item = chat.page.locator(".monaco-menu .action-item", { hasText: name });
  const prepare = async (): Promise<void> => {
    if (!(await item.isVisible())) {
      await open();
    }
  };
  return pressUntil(item, `"${name}" in the menu to be chosen`, { prepare, patienceMs: CLOSED_MS });
}
