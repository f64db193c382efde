import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Transcript, Turn } from "../../shared/transcript";
import { usePanel } from "../state/panel";

/** Which turns are drawn, by the ids of the first and the last; where one is missing, the newest page ends it. */
export interface TurnWindow {
  readonly first?: string;
  readonly last?: string;
}

/** Indexes of the drawn turns; `end` is the one after the last. */
interface Bounds {
  readonly start: number;
  readonly end: number;
}

type Turns = readonly { readonly id: string }[];

/**
 * Turns drawn at first, and added by each step: 84 ms instead of 1.9 s for 500
 * (docs/wire.md#the-panel-what-drawing-costs).
 */
export const page = 50;

/** Turns of that page drawn before anything is painted: more than a sidebar shows. */
export const firstPaint = 12;

/** Turns drawn at most; beyond that, a step in one direction lets go of turns in the other. */
const most = 4 * page;

/**
 * Where the window lies in the turns. A turn that is gone leaves its side to the newest page.
 *
 * @param newest how many turns of the newest page are drawn by now
 */
export function bounds(turns: Turns, { first, last }: TurnWindow, newest = page): Bounds {
  const end = indexOf(turns, last) + 1 || turns.length;
  const start = indexOf(turns, first);
  return { start: start < 0 || start >= end ? Math.max(0, end - newest) : start, end };
}

/** The window with a page more at its beginning. */
export function withEarlier(turns: Turns, window: TurnWindow): TurnWindow {
  const now = bounds(turns, window);
  const start = Math.max(0, now.start - page);
  return windowOf(turns, start, Math.min(now.end, start + most));
}

/** The window with a page more at its end. */
export function withLater(turns: Turns, window: TurnWindow): TurnWindow {
  const now = bounds(turns, window);
  const end = Math.min(turns.length, now.end + page);
  return windowOf(turns, Math.max(now.start, end - most), end);
}

/** A window that holds the turn and some of its neighbours: the same one if it holds the turn already. */
export function around(turns: Turns, window: TurnWindow, turnId: string): TurnWindow {
  const index = indexOf(turns, turnId);
  const now = bounds(turns, window);
  if (index < 0 || (index >= now.start && index < now.end)) {
    return window;
  }
  const start = Math.max(0, index - page / 2);
  return windowOf(turns, start, turns.length - start <= most ? turns.length : start + page);
}

/** True when more is drawn than someone who reads the end needs. */
export function isWide(turns: Turns, window: TurnWindow): boolean {
  const { start, end } = bounds(turns, window);
  return end - start > 2 * page;
}

function windowOf(turns: Turns, start: number, end: number): TurnWindow {
  const first = turns[start]?.id;
  const last = end < turns.length ? turns[end - 1]?.id : undefined;
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) };
}

function indexOf(turns: Turns, id: string | undefined): number {
  return id === undefined ? -1 : turns.findIndex((turn) => turn.id === id);
}

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
