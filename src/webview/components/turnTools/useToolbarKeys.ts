import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * One Tab stop for the buttons of a toolbar, and the arrow keys between them (WAI-ARIA practices,
 * toolbar): fifty turns with four buttons each would be two hundred stops.
 *
 * @returns the handler of the toolbar's key presses
 */
export function useToolbarKeys(toolbar: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  const active = useRef<HTMLButtonElement>(undefined);
  const buttons = () => [...(toolbar.current?.querySelectorAll("button") ?? [])].filter((button) => !button.disabled);
  const settle = () => {
    const all = buttons();
    const stop = all.find((button) => button === active.current) ?? all[0];
    for (const button of all) {
      button.tabIndex = button === stop ? 0 : -1;
    }
  };
  useLayoutEffect(settle);
  return (event) => {
    const all = buttons();
    const index = all.findIndex((button) => button === document.activeElement);
    // In a right-to-left page the next button is the one on the left.
    const back = window.getComputedStyle(event.currentTarget as Element).direction === "rtl" ? 1 : -1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: index + back,
      ArrowRight: index - back,
      Home: 0,
      End: all.length - 1,
    };
    const target = targets[event.key];
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (target === undefined || index < 0 || !plain) {
      return;
    }
    event.preventDefault();
    active.current = all[(target + all.length) % all.length];
    settle();
    active.current?.focus();
  };
}
