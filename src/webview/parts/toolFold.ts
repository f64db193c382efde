import { createContext, type RefObject } from "preact";
import { useContext, useRef, useState } from "preact/hooks";
import type { ToolCallPart, ToolCallStatus } from "../../shared/transcript";
import { usePanel } from "../state/panel";

/** The setting `agentChat.keepToolCallsOpen`; cards that are on the page follow it at once. */
export const KeepToolCallsOpen = createContext(false);

/** What has come to its end as it should: one line says it. A failed call is read. */
const over: ReadonlySet<ToolCallStatus> = new Set(["done", "declined", "cancelled"]);

interface ToolFold {
  readonly card: RefObject<HTMLDivElement | null>;
  readonly open: boolean;
  /** True for a call that waits for a person: it cannot be closed. */
  readonly fixed: boolean;
  readonly choose: (open: boolean) => void;
  /** Somebody has opened or closed something inside. */
  readonly touched: () => void;
}

/**
 * Whether a call's card stands open: while it runs or waits, and when it failed; one line is left of what is done.
 * What a person chose holds, for as long as the panel lives: a turn that is out of sight is not drawn, and comes back
 * as it was left. Nothing folds away under the focus, or when somebody has begun to look inside.
 */
export function useToolFold(turnId: string, call: ToolCallPart): ToolFold {
  const { folds } = usePanel();
  const keep = useContext(KeepToolCallsOpen);
  const card = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const key = `${turnId} ${call.id}`;
  const ended = over.has(call.status);
  const was = useRef(ended);
  const focused = document.activeElement;
  if (ended && !was.current && card.current?.contains(focused) === true && focused?.matches(".toolHeader") === false) {
    folds.set(key, folds.get(key) ?? true);
  }
  was.current = ended;
  const fixed = call.status === "awaitingApproval" || call.status === "suspended";
  return {
    card,
    open: fixed || (folds.get(key) ?? (keep || !ended)),
    fixed,
    choose: (open) => {
      folds.set(key, open);
      redraw((times) => times + 1);
    },
    touched: () => folds.set(key, true),
  };
}
