/**
 * Moves the focus to the turn before or after the one that has it. From elsewhere, upwards leads to the
 * newest turn; from the newest, downwards leads to the message box.
 *
 * @returns whether the key was used
 */
export function focusTurn(root: Element, by: -1 | 1, box: HTMLElement | null): boolean {
  const turns = [...root.querySelectorAll<HTMLElement>("[data-turn]")];
  const current = document.activeElement?.closest("[data-turn]");
  const index = turns.findIndex((turn) => turn === current);
  if (turns.length === 0 || (index < 0 && by === 1)) {
    return false;
  }
  const next = index < 0 ? turns.at(-1) : turns[index + by];
  if (next !== undefined) {
    next.focus();
  } else if (by === 1) {
    box?.focus();
  } else {
    root.querySelector<HTMLElement>("[data-load-earlier]")?.click();
  }
  return true;
}
