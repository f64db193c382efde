import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { belongsToInputMethod, takeKey } from "../components/keys";
import type { Panel } from "../state/panel";
import { coversAll, editedTurn } from "../state/store";
import { focusTurn } from "./focus";

/**
 * Presses "Approve" or "Decline" of the call that has waited longest, or of the one in whose card the
 * focus is.
 *
 * @param target where the key was pressed; words that are being typed somewhere keep their keys
 * @param box the message box, which gives its keys away while it is empty
 * @returns whether there was such a button
 */
function decideWaitingCall(
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

/** The panel's parts that keys lead to. */
interface KeyTargets {
  readonly panel: Panel;
  readonly root: RefObject<HTMLElement | null>;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  /** Closes the list of threads or the find bar, and brings the focus back to where it came from. */
  readonly closeOverlay: () => void;
}

/**
 * The keys that work anywhere in the panel. They are heard at the document, after every control had its
 * turn: a control that has used a key says so with `preventDefault`, and the key goes no further than here.
 */
export function usePanelKeys(targets: KeyTargets): void {
  const latest = useRef(targets);
  latest.current = targets;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (!belongsToInputMethod(event) && pressed(event, latest.current))) {
        takeKey(event);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** Does what the key stands for; says whether it stands for something. */
function pressed(event: KeyboardEvent, { panel, root, box, closeOverlay }: KeyTargets): boolean {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const plain = !command && !altKey && !shiftKey;
  if (key === "Escape" && plain) {
    return leave(panel, closeOverlay);
  }
  if (key.toLowerCase() === "f" && command && !altKey && !shiftKey) {
    panel.showOverlay("find");
    root.current?.querySelector<HTMLInputElement>("[data-find-box]")?.select();
    return true;
  }
  if (coversAll(panel.model.overlay) || root.current === null) {
    return false;
  }
  if (key === "Enter" && command && !shiftKey) {
    return decideWaitingCall(root.current, event.target, box.current, !altKey);
  }
  const by = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : undefined;
  if (by === undefined || !altKey || shiftKey) {
    return false;
  }
  if (command) {
    // The keys of VS Code's own chat.
    panel.stepToQuestion(by);
    return true;
  }
  return focusTurn(root.current, by, box.current);
}

/** What Escape leaves, the uppermost first: what lies over the conversation, an edit, the answer being written. */
function leave(panel: Panel, closeOverlay: () => void): boolean {
  const { model } = panel;
  if (model.overlay !== "none") {
    closeOverlay();
  } else if (editedTurn(model) !== undefined) {
    panel.edits.cancel();
  } else if (model.state.busy) {
    panel.stop();
  } else {
    return false;
  }
  return true;
}
