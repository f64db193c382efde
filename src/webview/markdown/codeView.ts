import { createContext } from "preact";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { usePanel } from "../state/panel";

/** Id of the turn in which something is drawn; empty outside of turns. */
export const TurnId = createContext("");

/** Lines above which a code block is folded. */
const longFrom = 30;

function linesOf(code: string): number {
  let lines = 1;
  for (let at = code.indexOf("\n"); at >= 0; at = code.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}

/** How a code block is shown, and what changes it. */
interface ShownCode {
  /** Lines of long code, which can be folded; undefined for what is short or still being written. */
  readonly lines: number | undefined;
  readonly folded: boolean;
  readonly wrapped: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly setWrapped: (wrapped: boolean) => void;
}

/**
 * Long code shows its beginning until somebody asks for all of it. Code that was written before the reader's eyes
 * stays as it is: what is read must not go away when its last line has come.
 *
 * @param complete false while the code grows
 */
export function useCodeView(code: string, complete: boolean): ShownCode {
  const views = usePanel().codeViews;
  const turnId = useContext(TurnId);
  const [, redraw] = useState(0);
  const first = useRef(code);
  const watched = useRef(false);
  // Indented code has no fence that tells its end.
  watched.current ||= !complete || first.current !== code;
  // Open code grows with every chunk, and is not counted.
  const count = useMemo(() => (complete ? linesOf(code) : 0), [complete && code]);
  const long = count > longFrom;
  const view = views.of(turnId, code);
  const set = (change: Parameters<typeof views.set>[2]): void => {
    views.set(turnId, code, change);
    redraw((times) => times + 1);
  };
  useEffect(() => {
    if (long && watched.current && views.of(turnId, code).open === undefined) {
      views.set(turnId, code, { open: true });
    }
  }, [long]);
  return {
    lines: long ? count : undefined,
    folded: long && !(view.open ?? watched.current),
    wrapped: view.wrapped === true,
    setOpen: (open) => set({ open }),
    setWrapped: (wrapped) => set({ wrapped }),
  };
}
