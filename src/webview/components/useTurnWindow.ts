import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Transcript, Turn } from "../../shared/transcript";
import { usePanel } from "../panelContext";
import { around, bounds, firstPaint, isWide, page, withEarlier, withLater, type TurnWindow } from "../turnWindow";

interface DrawnTurns {
  readonly turns: readonly Turn[];
  /** True when the newest turn is among them. */
  readonly atEnd: boolean;
  /** True when there are turns before them, here or on the server. */
  readonly moreBefore: boolean;
  readonly showEarlier: () => void;
  readonly showLater: () => void;
  readonly showNewest: () => void;
  readonly show: (turnId: string) => void;
  /** Draws a page only, if that is all that somebody at the end needs. */
  readonly narrow: () => void;
}

/**
 * Which turns of the thread are drawn. The panel holds all that it was sent; the page holds a few.
 *
 * @param loading earlier turns are being fetched already
 */
export function useTurnWindow(transcript: Transcript, loading: boolean): DrawnTurns {
  const panel = usePanel();
  const { threadId, turns, earlier = false } = transcript;
  const [window, setWindow] = useState<TurnWindow>(() => {
    const saved = panel.savedScroll;
    return saved?.threadId === threadId && !saved.following ? around(turns, {}, saved.turnId) : {};
  });
  const newest = useNewest(transcript);
  /** The first turn at the time when earlier ones were asked for; they are drawn when they come. */
  const askedAt = useRef<string>(undefined);
  const { start, end } = bounds(turns, window, newest.count);
  const firstId = turns[0]?.id;

  const showEarlier = () => {
    if (newest.missing) {
      newest.all();
    } else if (start > 0) {
      setWindow(withEarlier(turns, window));
    } else if (earlier && !loading) {
      askedAt.current = firstId;
      panel.post("loadEarlier", { all: false });
    }
  };
  useLayoutEffect(() => {
    if (askedAt.current !== undefined && askedAt.current !== firstId) {
      askedAt.current = undefined;
      setWindow(withEarlier(turns, window));
    }
  }, [firstId]);

  return {
    turns: start === 0 && end === turns.length ? turns : turns.slice(start, end),
    atEnd: end === turns.length,
    moreBefore: bounds(turns, window).start > 0 || earlier,
    showEarlier,
    showLater: () => setWindow(withLater(turns, window)),
    showNewest: () => setWindow({}),
    show: (turnId) => {
      newest.all();
      setWindow(around(turns, window, turnId));
    },
    narrow: () => {
      if (isWide(turns, window)) {
        setWindow({});
      }
    },
  };
}

/** The part of the newest page that is drawn. */
interface Newest {
  /** Turns that are drawn, at most. */
  readonly count: number;
  /** True while there are more on the page. */
  readonly missing: boolean;
  /** Draws the whole page. */
  readonly all: () => void;
}

/**
 * How many turns of the newest page are drawn: a few before the first paint, twice as many with each
 * paint that follows. What is read somewhere else than at the end is drawn at once, to be there.
 */
function useNewest({ threadId, turns }: Transcript): Newest {
  const panel = usePanel();
  const [count, setCount] = useState(() => {
    const elsewhere = panel.savedScroll?.threadId === threadId && !panel.savedScroll.following;
    return elsewhere || panel.model.editing?.threadId === threadId ? page : firstPaint;
  });
  const missing = count < Math.min(page, turns.length);
  const isDrawn = turns.length > 0;
  useEffect(() => {
    // The steps are those of opening: a thread that grows past one of them must not lose its first turns for a frame.
    if (isDrawn) {
      setCount(missing ? Math.min(2 * count, page) : page);
    }
  }, [missing, count, isDrawn]);
  return { count, missing, all: () => setCount(page) };
}
