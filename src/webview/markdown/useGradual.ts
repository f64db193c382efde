import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { hasGrown } from "../../shared/growing";

/** Characters that a text grows by in one frame: reading and drawing 44 KB at once took 170 ms (measured). */
const step = 6000;

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
  const [, redraw] = useState(0);
  const whole = text.length <= shown.current.length + step || !hasGrown(text, shown.current);
  shown.current = whole ? text : text.slice(0, shown.current.length + step);
  const { length } = shown.current;
  useLayoutEffect(() => {
    if (whole) {
      return undefined;
    }
    const frame = requestAnimationFrame(() => redraw((count) => count + 1));
    return () => cancelAnimationFrame(frame);
  }, [whole, length]);
  return { text: shown.current, finished: finished && whole };
}
