/**
 * Presses "Approve" or "Decline" of the call that has waited longest, or of the one in whose card the
 * focus is.
 *
 * @param target where the key was pressed; words that are being typed somewhere keep their keys
 * @param box the message box, which gives its keys away while it is empty
 * @returns whether there was such a button
 */
export function decideWaitingCall(
  root: Element,
  target: EventTarget | null,
  box: HTMLTextAreaElement | null,
  approve: boolean,
): boolean {
  const element = target instanceof Element ? target : null;
  const button = approve ? "[data-approve]" : "[data-decline]";
  const own = element?.closest("[role=group]")?.querySelector<HTMLElement>(enabled(button));
  const typing = element?.matches("input, textarea, select, [contenteditable]") === true;
  const emptyBox = element === box && box?.value.trim() === "";
  if (typing && !emptyBox && own == null) {
    return false;
  }
  const pressed = own ?? root.querySelector<HTMLElement>(enabled(button));
  pressed?.click();
  return pressed != null;
}

function enabled(button: string): string {
  return `${button}:not(:disabled, [aria-disabled=true])`;
}
