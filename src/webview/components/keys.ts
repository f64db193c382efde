/** What the panel asks of a key press; both Preact's and the DOM's events have it. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "isComposing" | "keyCode" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey"
>;

/**
 * True while an input method owns the key: its Enter picks a word and its Escape drops one. Safari ends
 * the composition before the key arrives, and only key code 229 tells (UI Events §7.2.1).
 */
export function belongsToInputMethod(event: KeyPress): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells in that case
  return event.isComposing || event.keyCode === 229;
}

/** True for the Enter that sends; with Shift it is a new line, with the others it is somebody's shortcut. */
export function isSendKey(event: KeyPress): boolean {
  const modified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
  return event.key === "Enter" && !modified && !belongsToInputMethod(event);
}

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
