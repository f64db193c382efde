import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** The dialog with the options of the thread, open or not. */
export interface OptionsDialog {
  readonly isOpen: boolean;
  readonly open: () => void;
  /** The focus goes back to where it came from. Says whether the dialog was open. */
  readonly close: () => boolean;
}

/**
 * @param place names the owner and the thread that are shown: the dialog belongs to them, and is gone with them
 * @param box takes the focus where it came from nowhere
 */
export function useOptionsDialog(place: string, box: RefObject<HTMLElement | null>): OptionsDialog {
  const [openFor, setOpenFor] = useState<string>();
  const origin = useRef<Element | null>(null);
  const isOpen = openFor === place;
  // Whoever comes back finds it closed.
  useLayoutEffect(() => () => setOpenFor(undefined), [place]);
  return {
    isOpen,
    open: () => {
      origin.current = document.activeElement;
      setOpenFor(place);
    },
    close: () => {
      setOpenFor(undefined);
      if (isOpen) {
        const from = origin.current;
        (from instanceof HTMLElement && from.isConnected && from !== document.body ? from : box.current)?.focus();
      }
      return isOpen;
    },
  };
}
