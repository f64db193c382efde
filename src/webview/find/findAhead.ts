import { findBar } from "./lazyFindBar";

/**
 * Loads the search once the page has nothing else to do: what is typed between Ctrl+F and the moment it is there would
 * go into the message box.
 */
export function loadFindBarWhenIdle(): void {
  requestIdleCallback(() => {
    // When it cannot be loaded, its first use tries again, and says so.
    findBar().catch(() => undefined);
  });
}
