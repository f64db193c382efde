import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { hasGrown } from "../../shared/growing";

/** Characters that a text grows by in one frame: reading and drawing 44 KB at once took 170 ms (measured). */
const step = 4000;

interface Gradual {
  readonly text: string;
  readonly finished: boolean;
}

/**
 * As much of a growing text as one frame can draw: what came all at once is drawn in several, each
 * with more of it. A text that is drawn for the first time, or is another one than before, is given whole.
 */
export function useGradual(text: string, finished: boolean): Gradual {
  const shown = useRef(text);
  /** True until the frame for the next piece: what comes before it is not drawn beside that piece. */
  const waiting = useRef(false);
  const [, redraw] = useState(0);
  const before = shown.current;
  const much = waiting.current || text.length > before.length + step;
  if (!much || !hasGrown(text, before)) {
    shown.current = text;
  } else if (!waiting.current) {
    shown.current = text.slice(0, before.length + step);
  }
  const whole = shown.current.length === text.length;
  const partial = whole ? 0 : shown.current.length;
  useLayoutEffect(() => {
    if (partial === 0) {
      return undefined;
    }
    waiting.current = true;
    const frame = requestAnimationFrame(() => {
      waiting.current = false;
      redraw((count) => count + 1);
    });
    return () => {
      waiting.current = false;
      cancelAnimationFrame(frame);
    };
  }, [partial]);
  return { text: shown.current, finished: finished && whole };
}
