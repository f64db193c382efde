import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Transcript } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import { isOutOfView, topOfCard, waitingCard, waitingTurn } from "./waitingCard";
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
  /** True when a call waits for a person and the reader is elsewhere, so that "Jump to what waits" is offered. */
  readonly waits: boolean;
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
  /** As `toTop`, for the card of the first call that waits. @returns it; undefined when it is not drawn */
  readonly toWaiting: () => HTMLElement | undefined;
  /** New text does not pull the view down until the reader is at the end again. */
  readonly letGo: () => void;
}

/**
 * Scrolling of the conversation: new text pulls the view down only while the reader is at the end, the
 * reader's own message always does, turns that are put in front move nothing that is in view, and the
 * place is found again when the view comes back. A call that begins to wait is shown from its beginning, once: what
 * the reader scrolls to afterwards stays.
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
    /** Ids of the calls that the reader has scrolled away from. */
    seen: new Set<string>(),
    /** Id of the call whose card begins at the upper edge in place of the end; empty when none does. */
    pinned: "",
  });
  const [away, setAway] = useState(false);
  const [waits, setWaits] = useState(false);
  const { threadId, turns } = transcript;
  const waiting = waitingTurn(turns);
  const newest = turns.at(-1);
  /** What is in the newest turn pulls; what waits further up, behind messages that came later, does not. */
  const latest = useRef({ waiting, pulls: false });
  latest.current = { waiting, pulls: newest?.state === "waiting" };

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
  const follow = (element: HTMLElement) => {
    const now = place.current;
    const card = latest.current.pulls ? waitingCard(element, now.lastTurnId) : undefined;
    const id = card?.dataset["waits"] ?? "";
    const top = card === undefined || now.seen.has(id) ? Infinity : topOfCard(element, card);
    const end = element.scrollHeight - element.clientHeight;
    now.pinned = top < end ? id : "";
    scrollTo(element, top < end ? top : element.scrollHeight);
  };
  /** The reader is at the end of their own will: a card that waits above must not pull them back. */
  const leaveCard = (element: HTMLElement) => {
    const id = waitingCard(element, place.current.lastTurnId)?.dataset["waits"];
    if (id !== undefined) {
      place.current.seen.add(id);
    }
  };
  const isAway = (element: HTMLElement): boolean => {
    const { following, atEnd } = place.current;
    return !following && !(atEnd && isAtBottom(metrics(element)));
  };
  const look = (element: HTMLElement) => {
    const isLeft = isAway(element);
    setAway(isLeft);
    const card = isLeft && latest.current.waiting !== undefined ? waitingCard(element) : undefined;
    setWaits(isLeft && latest.current.waiting !== undefined && (card === undefined || isOutOfView(element, card)));
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
        follow(element);
      } else {
        drawn.showNewest();
      }
    } else if (now.held !== undefined && top !== undefined) {
      scrollTo(element, top - now.held.fromTop);
    }
    now.held = undefined;
    look(element);
  });

  useLayoutEffect(() => {
    // Pictures of no turn, but fonts, folded parts and turns first drawn in view change heights late.
    const observer = new ResizeObserver(() => {
      const element = box.current;
      if (element === null) {
        return;
      }
      if (place.current.following) {
        follow(element);
      } else {
        look(element);
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
    const { pinned, following, top } = place.current;
    if (pinned !== "" && now.top !== top) {
      // The reader goes on from there, in whichever direction: it has done its work.
      place.current.seen.add(pinned);
      place.current.pinned = "";
      place.current.following = drawn.atEnd && isAtBottom(now);
    } else {
      place.current.following = drawn.atEnd && nextFollowing(following, top, now);
      if (!following && place.current.following) {
        leaveCard(element);
      }
    }
    place.current.top = now.top;
    look(element);
    clearTimeout(place.current.timer);
    place.current.timer = window.setTimeout(save, saveDelay);
  };
  const jump = () => {
    place.current.following = true;
    setAway(false);
    setWaits(false);
    drawn.showNewest();
    if (box.current !== null) {
      leaveCard(box.current);
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
  const toWaiting = () => {
    const card = box.current === null ? undefined : waitingCard(box.current);
    if (card !== undefined && box.current !== null) {
      letGo();
      scrollTo(box.current, topOfCard(box.current, card));
      setWaits(false);
    }
    return card;
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
  const isFollowing = () => place.current.following;
  return { box, content, away, waits, following: isFollowing, onScroll, jump, centre, reveal, toTop, toWaiting, letGo };
}
