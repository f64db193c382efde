import type { KeyPress } from "../keys";

/** Rows that a page key moves over. */
const page = 8;

/**
 * Where a key moves the mark in a list of `count` rows. The arrows go round; the others stop at the ends.
 * @returns undefined when the key does not move in a list, or there is nothing to move over
 */
export function movedTo(event: KeyPress, active: number, count: number): number | undefined {
  if (count === 0 || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) {
    return undefined;
  }
  switch (event.key) {
    case "ArrowDown":
      return (active + 1) % count;
    case "ArrowUp":
      return (active - 1 + count) % count;
    case "PageDown":
      return Math.min(active + page, count - 1);
    case "PageUp":
      return Math.max(active - page, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
