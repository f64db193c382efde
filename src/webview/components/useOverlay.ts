import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { Panel } from "../panel";
import type { PanelModel } from "../store";

/**
 * Remembers where the focus was when the find bar opened.
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
    if (overlay === "find") {
      // Read while drawing: the find bar takes the focus as soon as it is there.
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
