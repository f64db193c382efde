import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { hasGrown } from "../../shared/growing";

/** Characters that a text grows by in one frame: reading and drawing 44 KB at once took 170 ms (measured). */
const step = 4000;

/** Characters that are read and drawn again within a tenth of a frame (measured: 1.6 ms for 6 KB of a list). */
const tenth = 6000;

interface Gradual {
  readonly text: string;
  readonly finished: boolean;
}

/**
 * As much of a growing text as one frame can draw: what came all at once is drawn in several, each
 * with more of it. A text that is drawn for the first time, or is another one than before, is given whole.
 *
 * @param open characters of the text that each drawing reads again, such as those of a list that still grows. The
 * more they are, the fewer frames are drawn, so that a long block costs no greater share of the time than a short one.
 */
export function useGradual(text: string, finished: boolean, open: number): Gradual {
  const shown = useRef(text);
  const latest = useRef(text);
  latest.current = text;
  /** True until the frame for the next piece: what comes before it is not drawn beside that piece. */
  const pausing = useRef(false);
  const [, redraw] = useState(0);
  if (!hasGrown(text, shown.current)) {
    shown.current = text;
  } else if (!pausing.current) {
    shown.current = text.length > shown.current.length + step ? text.slice(0, shown.current.length + step) : text;
  }
  const { length } = shown.current;
  const whole = length === text.length;
  const frames = whole && open <= tenth ? 0 : Math.max(1, Math.ceil(open / tenth));
  useLayoutEffect(() => {
    pausing.current = frames > 0;
    let left = frames;
    let frame = 0;
    const next = (): void => {
      if (left-- > 0) {
        frame = requestAnimationFrame(next);
      } else if (frames > 0) {
        pausing.current = false;
        if (latest.current !== shown.current) {
          redraw((count) => count + 1);
        }
      }
    };
    next();
    return () => cancelAnimationFrame(frame);
  }, [length, frames]);
  return { text: shown.current, finished: finished && whole };
}
