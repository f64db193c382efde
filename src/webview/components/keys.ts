import type { SendWith } from "../../shared/protocol";

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

/**
 * True for the Enter that sends; with Shift it is a new line, with the others it is somebody's shortcut.
 *
 * @param sendWith which Enter that is; where only one with Ctrl or Cmd sends, the one alone is a new line
 */
export function isSendKey(event: KeyPress, sendWith: SendWith = "enter"): boolean {
  const command = event.ctrlKey || event.metaKey;
  const wanted = command === (sendWith === "ctrlEnter") && !event.shiftKey && !event.altKey;
  return event.key === "Enter" && wanted && !belongsToInputMethod(event);
}

/** True for Enter with Alt alone. */
export function isAltEnter(event: KeyPress): boolean {
  const others = event.shiftKey || event.ctrlKey || event.metaKey;
  return event.key === "Enter" && event.altKey && !others && !belongsToInputMethod(event);
}

/**
 * Takes a key for the panel: neither the browser nor VS Code gets it. VS Code listens at the window of every webview
 * and runs its own shortcuts for the keys that come there, whether or not they were used before
 * (docs/wire.md#vs-code-keys-of-a-webview).
 */
export function takeKey(event: Pick<Event, "preventDefault" | "stopPropagation">): void {
  event.preventDefault();
  event.stopPropagation();
}

/** True on Apple's systems, whose shortcuts have ⌘ and ⌥ for Ctrl and Alt. */
export function isApple(): boolean {
  return /^(Mac|iP)/.test(navigator.platform);
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
