import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Transcript, Turn } from "../../shared/transcript";
import { usePanel } from "../panelContext";
import { around, bounds, isWide, withEarlier, withLater, type TurnWindow } from "../turnWindow";

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
  /** The first turn at the time when earlier ones were asked for; they are drawn when they come. */
  const askedAt = useRef<string>(undefined);
  const { start, end } = bounds(turns, window);
  const firstId = turns[0]?.id;

  const showEarlier = () => {
    if (start > 0) {
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
    moreBefore: start > 0 || earlier,
    showEarlier,
    showLater: () => setWindow(withLater(turns, window)),
    showNewest: () => setWindow({}),
    show: (turnId) => setWindow(around(turns, window, turnId)),
    narrow: () => {
      if (isWide(turns, window)) {
        setWindow({});
      }
    },
  };
}
