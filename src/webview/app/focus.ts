import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Panel } from "../state/panel";
import type { PanelModel } from "../state/store";

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

/**
 * Keeps the keyboard inside the panel: when the focused control is taken away or disabled ("Sign in",
 * "Approve"), the focus goes to the message box instead of to nowhere, or to the heading of the workflows.
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
      // Whoever has answered a step, or canceled a run, reads on there.
      (document.querySelector<HTMLElement>(".workflows h2") ?? box.current)?.focus();
    }
  });
}

/**
 * Remembers where the focus was when the find bar or the list of questions opened.
 *
 * @returns closes what lies over the conversation; the focus goes back to where it came from, which for
 * the list of threads is always its button
 */
export function useOverlay(
  panel: Panel,
  overlay: PanelModel["overlay"],
  threadsButton: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
): () => void {
  const origin = useRef<Element | null>(null);
  const shown = useRef(overlay);
  if (shown.current !== overlay) {
    if (overlay !== "none" && overlay !== "threads") {
      // Read while drawing: what opens takes the focus as soon as it is there.
      origin.current = document.activeElement;
    }
    shown.current = overlay;
  }
  const close = useCallback(() => {
    const was = panel.model.overlay;
    panel.showOverlay("none");
    const from = origin.current;
    if (was === "threads") {
      threadsButton.current?.focus();
    } else if (from instanceof HTMLElement && from.isConnected && from !== document.body) {
      from.focus();
    } else {
      box.current?.focus();
    }
  }, [panel, threadsButton, box]);
  useEffect(() => {
    if (overlay === "none") {
      origin.current = null;
    }
  }, [overlay]);
  return close;
}
