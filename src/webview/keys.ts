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
