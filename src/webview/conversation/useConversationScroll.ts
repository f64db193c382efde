import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Transcript } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import { anchorAt, firstVisible, type HeldTurn, isAtBottom, metrics, nextFollowing, topOf, turnBoxes } from "./scroll";

/** Milliseconds of rest after scrolling before the place is saved. */
const saveDelay = 200;

/** Which turns are drawn, for the scrolling. */
interface Drawn {
  readonly firstId: string | undefined;
  /** True when the newest turn is drawn: only then is the end of the box the end of the conversation. */
  readonly atEnd: boolean;
  /** Draws the newest turns. */
  readonly showNewest: () => void;
}

interface ConversationScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** True when the reader has left the end, so that "Jump to latest" is offered. */
  readonly away: boolean;
  /** True while new text pulls the view down. */
  readonly following: () => boolean;
  readonly onScroll: () => void;
  readonly jump: () => void;
  /** Scrolls a rectangle of the page to the middle of the box; the reader is there from now on. */
  readonly centre: (rectangle: DOMRect) => void;
  /** As `centre`, but only for what is not wholly in view. */
  readonly reveal: (rectangle: DOMRect) => void;
  /** Scrolls so that an element of the box begins at its upper edge; the reader is there from now on. */
  readonly toTop: (element: HTMLElement) => void;
  /** New text does not pull the view down until the reader is at the end again. */
  readonly letGo: () => void;
}

/**
 * Scrolling of the conversation: new text pulls the view down only while the reader is at the end, the
 * reader's own message always does, turns that are put in front move nothing that is in view, and the
 * place is found again when the view comes back.
 */
export function useConversationScroll(transcript: Transcript, drawn: Drawn): ConversationScroll {
  const panel = usePanel();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const place = useRef({
    following: true,
    top: 0,
    threadId: "",
    lastTurnId: "",
    firstId: drawn.firstId,
    atEnd: drawn.atEnd,
    held: undefined as HeldTurn | undefined,
    timer: 0,
  });
  const [away, setAway] = useState(false);
  const { threadId, turns } = transcript;

  const before = place.current;
  if (box.current !== null && !before.following && before.threadId === threadId && before.firstId !== drawn.firstId) {
    // The DOM still stands as the reader sees it; after the drawing the same turn goes to the same place.
    before.held = firstVisible(box.current);
  }
  before.firstId = drawn.firstId;
  before.atEnd = drawn.atEnd;

  const scrollTo = (element: HTMLElement, top: number) => {
    element.scrollTop = top;
    place.current.top = element.scrollTop;
  };
  const isAway = (element: HTMLElement): boolean => {
    const { following, atEnd } = place.current;
    return !following && !(atEnd && isAtBottom(metrics(element)));
  };
  const save = () => {
    const element = box.current;
    const anchor = element && anchorAt(element.scrollTop, turnBoxes(element));
    if (anchor != null) {
      panel.saveScroll({ threadId, ...anchor, following: place.current.following });
    }
  };

  useLayoutEffect(() => {
    const now = place.current;
    const element = box.current;
    if (element === null) {
      return;
    }
    const last = turns.at(-1)?.id ?? "";
    if (now.threadId !== threadId) {
      const saved = panel.savedScroll;
      const mine = saved?.threadId === threadId ? saved : undefined;
      now.following = mine?.following ?? true;
      const top = now.following ? undefined : topOf(element, mine?.turnId);
      if (mine !== undefined && top !== undefined) {
        scrollTo(element, top + mine.offset);
      }
    } else if (now.lastTurnId !== last) {
      const known = turns.findIndex((turn) => turn.id === now.lastTurnId);
      // A known end that is gone was replaced by an edit, or is of a thread that was empty.
      const added = known < 0 ? turns.slice(-2) : turns.slice(known + 1);
      now.following ||= added.some((turn) => turn.role === "user");
    }
    now.threadId = threadId;
    now.lastTurnId = last;
    const top = now.held && topOf(element, now.held.turnId);
    if (now.following) {
      if (drawn.atEnd) {
        scrollTo(element, element.scrollHeight);
      } else {
        drawn.showNewest();
      }
    } else if (now.held !== undefined && top !== undefined) {
      scrollTo(element, top - now.held.fromTop);
    }
    now.held = undefined;
    setAway(isAway(element));
  });

  useLayoutEffect(() => {
    // Pictures of no turn, but fonts, folded parts and turns first drawn in view change heights late.
    const observer = new ResizeObserver(() => {
      const element = box.current;
      if (element === null) {
        return;
      }
      if (place.current.following) {
        scrollTo(element, element.scrollHeight);
      } else {
        setAway(isAway(element));
      }
    });
    for (const element of [box.current, content.current]) {
      if (element !== null) {
        observer.observe(element);
      }
    }
    return () => {
      observer.disconnect();
      clearTimeout(place.current.timer);
    };
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (element === null) {
      return;
    }
    const now = metrics(element);
    place.current.following = drawn.atEnd && nextFollowing(place.current.following, place.current.top, now);
    place.current.top = now.top;
    setAway(isAway(element));
    clearTimeout(place.current.timer);
    place.current.timer = window.setTimeout(save, saveDelay);
  };
  const jump = () => {
    place.current.following = true;
    setAway(false);
    drawn.showNewest();
    if (box.current !== null) {
      scrollTo(box.current, box.current.scrollHeight);
      box.current.focus({ preventScroll: true });
    }
  };
  const letGo = () => {
    place.current.following = false;
  };
  const moveTo = (rectangle: DOMRect, above: (boxHeight: number) => number) => {
    const element = box.current;
    if (element !== null) {
      letGo();
      place.current.held = undefined;
      const from = rectangle.top - element.getBoundingClientRect().top;
      scrollTo(element, element.scrollTop + from - above(element.clientHeight));
    }
  };
  const centre = (rectangle: DOMRect) => {
    moveTo(rectangle, (height) => Math.max(0, (height - rectangle.height) / 2));
  };
  const toTop = (element: HTMLElement) => {
    moveTo(element.getBoundingClientRect(), () => 0);
  };
  const reveal = (rectangle: DOMRect) => {
    const view = box.current?.getBoundingClientRect();
    if (view !== undefined && (rectangle.top < view.top || rectangle.bottom > view.bottom)) {
      centre(rectangle);
    }
  };
  return { box, content, away, following: () => place.current.following, onScroll, jump, centre, reveal, toTop, letGo };
}
