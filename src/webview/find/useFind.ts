import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Turn } from "../../shared/transcript";
import { useLazy } from "../components/preactHelpers";
import { mathLexer } from "../markdown/mathPart";
import { canPaint, locateMatch, paint, rangesIn, unfoldCode, unpaint } from "./ranges";
import { ConversationSearch, locationOf, type Match, matchAt, matchFrom, numberOf } from "./search";

/** What the find bar needs of the conversation it stands in. */
export interface FindStage {
  readonly turns: readonly Turn[];
  /** The scrolling box with the drawn turns. */
  readonly box: RefObject<HTMLElement | null>;
  /** Draws the turn, if it is not drawn. */
  readonly draw: (turnId: string) => void;
  /** Scrolls what is at the rectangle to the middle of the box. */
  readonly centre: (rectangle: DOMRect) => void;
  /** Id of the turn at the top of the box. */
  readonly firstInView: () => string | undefined;
}

interface Find {
  readonly query: string;
  readonly matchCase: boolean;
  /** Places found in all turns. */
  readonly total: number;
  /** Number of the current one, from 1; undefined when there is none. */
  readonly number: number | undefined;
  readonly setQuery: (query: string) => void;
  readonly setMatchCase: (matchCase: boolean) => void;
  /** Goes so many matches on, or back. */
  readonly step: (by: number) => void;
}

/** Frames that a match in folds within folds is waited for; each takes one to be drawn. */
const patience = 8;

/** The search of the find bar: what is found, which match is the current one, and bringing it into view. */
export function useFind(stage: FindStage, initial: string): Find {
  const { turns } = stage;
  // Turns that were never drawn may have formulas, which are searched as they are drawn.
  const { made } = useLazy(mathLexer);
  const finder = useMemo(() => new ConversationSearch(), [made]);
  const [{ query, matchCase, match }, setState] = useState<{ query: string; matchCase: boolean; match?: Match }>({
    query: initial,
    matchCase: false,
  });
  const result = useMemo(() => finder.search(turns, query, matchCase), [finder, turns, query, matchCase]);
  /** Frames left for bringing the current match into view; 0 when it was. */
  const attempts = useRef(0);
  const current = useRef<Range>(undefined);
  const number = numberOf(result, match);

  const go = ({ match: target, ...next }: { query: string; matchCase: boolean; match: Match | undefined }) => {
    current.current = undefined;
    attempts.current = target === undefined ? 0 : patience;
    setState({ ...next, ...(target !== undefined && { match: target }) });
    if (target !== undefined) {
      stage.draw(target.turnId);
    }
  };
  const look = (next: { query: string; matchCase: boolean }) => {
    const found = finder.search(turns, next.query, next.matchCase);
    go({ ...next, match: matchFrom(found, turns, match?.turnId ?? stage.firstInView()) });
  };
  const step = (by: number) => {
    // After a change that took the current match away, the search goes on from its turn.
    const from = number === undefined ? matchFrom(result, turns, match?.turnId ?? stage.firstInView()) : undefined;
    go({ query, matchCase, match: from ?? matchAt(result, (number ?? 0) + by) });
  };

  const bringIntoView = () => {
    const article = match && articleOf(stage.box.current, match.turnId);
    const turn = match && turns.find((candidate) => candidate.id === match.turnId);
    if (article == null || turn === undefined) {
      return;
    }
    attempts.current--;
    const spot = locationOf(turn, query, matchCase, match?.occurrence ?? 0);
    const place = spot && locateMatch(article, spot, query, matchCase);
    current.current = place?.range;
    stage.centre((place?.range ?? article).getBoundingClientRect());
    if (place?.settled !== false) {
      // Once more when its neighbours have their real heights.
      attempts.current = Math.min(attempts.current, 1);
    }
  };
  const show = () => {
    const box = stage.box.current;
    const wanted = new Set(result.hits.map((hit) => hit.turnId));
    const ranges = [...(box?.querySelectorAll<HTMLElement>("[data-turn]") ?? [])].flatMap((article) => {
      article.classList.toggle("found", article.dataset["turn"] === match?.turnId && !canPaint());
      const found = wanted.has(article.dataset["turn"] ?? "") ? rangesIn(article, query, matchCase) : [];
      unfoldCode(article, found);
      return found;
    });
    paint(ranges, current.current?.startContainer.isConnected === true ? current.current : undefined);
  };

  useLayoutEffect(() => {
    let frame = 0;
    const pass = () => {
      if (attempts.current > 0) {
        bringIntoView();
        frame = requestAnimationFrame(pass);
      }
      show();
    };
    pass();
    return () => cancelAnimationFrame(frame);
  });
  useLayoutEffect(
    () => () => {
      unpaint();
      for (const article of stage.box.current?.querySelectorAll(".found") ?? []) {
        article.classList.remove("found");
      }
    },
    [],
  );
  useLayoutEffect(() => {
    // Words that were marked before the bar opened, or turns that came after the words were typed.
    if (match === undefined && result.total > 0) {
      look({ query, matchCase });
    }
  });
  return {
    query,
    matchCase,
    total: result.total,
    number,
    setQuery: (text) => look({ query: text, matchCase }),
    setMatchCase: (exact) => look({ query, matchCase: exact }),
    step,
  };
}

function articleOf(box: HTMLElement | null, turnId: string): HTMLElement | undefined {
  return [...(box?.querySelectorAll<HTMLElement>("[data-turn]") ?? [])].find(
    (article) => article.dataset["turn"] === turnId,
  );
}
