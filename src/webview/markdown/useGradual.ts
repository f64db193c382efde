import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { hasGrown } from "../../shared/growing";

/**
 * Characters that a text grows by in one frame: at first, at least and at most. Reading and drawing 44 KB at once
 * took 170 ms (docs/wire.md#the-panel-what-drawing-costs).
 */
const firstStep = 4000;
const shortestStep = 2000;
const longestStep = 8000;

/**
 * Share of what is not drawn yet that a frame takes at least, so that a machine that is far behind needs fewer frames
 * to the end. Chosen, not measured.
 */
const shareOfRest = 1 / 24;

/** Milliseconds of a frame below which the next one may draw more, and above which it must draw less. */
const shortFrame = 24;
const longFrame = 34;

/**
 * Characters that are read and drawn again within a tenth of a frame (1.6 ms for 6 KB of a list,
 * docs/wire.md#the-panel-what-drawing-costs).
 */
const tenth = 6000;

/** Frames that are waited at most for the next drawing: about half a second. */
const mostFrames = 30;

/** How much less is waited once the text is whole: nothing but its end is left to be drawn. */
const hurry = 4;

interface Gradual {
  readonly text: string;
  readonly finished: boolean;
}

/**
 * As much of a growing text as one frame can draw: what came all at once is drawn in several, each with as much more of
 * it as the frames before had time for. A text that is drawn for the first time, or is another one than before, is
 * given whole.
 *
 * @param open characters of the text that each drawing reads again. The more they are, the fewer frames are drawn and
 * the more is drawn in each, so that a block of which nothing settles costs no greater share of the time than another
 */
export function useGradual(text: string, finished: boolean, open: number): Gradual {
  const shown = useRef(text);
  const latest = useRef(text);
  latest.current = text;
  const step = useRef(firstStep);
  /** True until the frame for the next piece: what comes before it is not drawn beside that piece. */
  const pausing = useRef(false);
  const [, redraw] = useState(0);
  const began = performance.now();
  if (!hasGrown(text, shown.current)) {
    shown.current = text;
  } else if (!pausing.current) {
    const rest = (text.length - shown.current.length) * shareOfRest;
    const most = shown.current.length + Math.max(step.current, rest, open > tenth ? open / 2 : 0);
    shown.current = text.length > most ? text.slice(0, most) : text;
  }
  const { length } = shown.current;
  const whole = length === text.length;
  const wait = Math.min(mostFrames, Math.ceil(open / tenth));
  const frames = whole && open <= tenth ? 0 : Math.max(1, finished ? Math.ceil(wait / hurry) : wait);
  useLayoutEffect(() => {
    pausing.current = frames > 0;
    let left = frames;
    let frame = 0;
    const next = (): void => {
      if (left === frames - 1) {
        step.current = nextStep(step.current, performance.now() - began);
      }
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

/** @param taken milliseconds from the beginning of a drawing to the next frame */
function nextStep(step: number, taken: number): number {
  if (taken > longFrame) {
    return Math.max(shortestStep, step / 2);
  }
  return taken < shortFrame ? Math.min(longestStep, step * 1.25) : step;
}
