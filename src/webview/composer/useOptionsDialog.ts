import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

/** The dialog with the options of the thread, open or not. */
export interface OptionsDialog {
  readonly isOpen: boolean;
  readonly open: () => void;
  /** The focus goes back to where it came from. Says whether the dialog was open. */
  readonly close: () => boolean;
}

/**
 * @param threadId of the thread that is shown: the dialog belongs to it, and is gone with it
 * @param box takes the focus where it came from nowhere
 */
export function useOptionsDialog(threadId: string, box: RefObject<HTMLElement | null>): OptionsDialog {
  const [openFor, setOpenFor] = useState<string>();
  const origin = useRef<Element | null>(null);
  const isOpen = openFor === threadId;
  return {
    isOpen,
    open: () => {
      origin.current = document.activeElement;
      setOpenFor(threadId);
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
