import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Keeps the keyboard inside the panel: when the focused control is taken away or disabled ("Sign in",
 * "Approve"), the focus goes to the message box instead of to nowhere.
 */
export function useFocusKept(box: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const remember = (event: FocusEvent): void => {
      last.current = event.target instanceof Element ? event.target : null;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  useLayoutEffect(() => {
    const lost = last.current !== null && (!last.current.isConnected || last.current.matches(":disabled"));
    if (lost && document.hasFocus()) {
      last.current = null;
      box.current?.focus();
    }
  });
}
