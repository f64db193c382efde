import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Transcript } from "../../shared/transcript";
import { usePanel } from "../panelContext";
import { anchorAt, isAtBottom, nextFollowing, type ScrollMetrics } from "../scroll";

/** Milliseconds of rest after scrolling before the place is saved. */
const saveDelay = 200;

interface ConversationScroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** True when the reader has left the end, so that "Jump to latest" is offered. */
  readonly away: boolean;
  readonly onScroll: () => void;
  readonly jump: () => void;
  /** Keeps what is in view in its place while something is put above it, until the next drawing. */
  readonly holdPlace: () => void;
}

/**
 * Scrolling of the conversation: new text pulls the view down only while the reader is at the end, the
 * reader's own message always does, and the place is found again when the view comes back.
 */
export function useConversationScroll(transcript: Transcript): ConversationScroll {
  const panel = usePanel();
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const place = useRef({ following: true, top: 0, fromEnd: -1, threadId: "", lastTurnId: "", timer: 0 });
  const [away, setAway] = useState(false);

  const toEnd = () => {
    const element = box.current;
    if (element !== null) {
      element.scrollTop = element.scrollHeight;
      place.current.top = element.scrollTop;
    }
  };
  const save = () => {
    const element = box.current;
    const anchor = element && anchorAt(element.scrollTop, turnBoxes(element));
    if (anchor != null) {
      panel.saveScroll({ threadId: transcript.threadId, ...anchor, following: place.current.following });
    }
  };

  useLayoutEffect(() => {
    const now = place.current;
    const element = box.current;
    const last = transcript.turns.at(-1);
    if (element === null) {
      return;
    }
    if (now.threadId !== transcript.threadId) {
      const saved = panel.savedScroll;
      const mine = saved?.threadId === transcript.threadId ? saved : undefined;
      now.following = mine?.following ?? true;
      const turn = turnBoxes(element).find((candidate) => candidate.turnId === mine?.turnId);
      if (!now.following && mine !== undefined && turn !== undefined) {
        element.scrollTop = turn.top + mine.offset;
        now.top = element.scrollTop;
      }
    } else if (now.lastTurnId !== last?.id && transcript.turns.slice(-2).some((turn) => turn.role === "user")) {
      const known = transcript.turns.findIndex((turn) => turn.id === now.lastTurnId);
      now.following ||= transcript.turns.slice(known + 1).some((turn) => turn.role === "user");
    }
    now.threadId = transcript.threadId;
    now.lastTurnId = last?.id ?? "";
    if (now.fromEnd >= 0) {
      element.scrollTop = element.scrollHeight - now.fromEnd;
      now.top = element.scrollTop;
      now.fromEnd = -1;
    } else if (now.following) {
      toEnd();
    }
    setAway(!now.following && !isAtBottom(metrics(element)));
  });

  useLayoutEffect(() => {
    // Pictures of no turn, but fonts, folded parts and turns first drawn in view change heights late.
    const observer = new ResizeObserver(() => {
      if (place.current.following) {
        toEnd();
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
    place.current.following = nextFollowing(place.current.following, place.current.top, now);
    place.current.top = now.top;
    setAway(!place.current.following && !isAtBottom(now));
    clearTimeout(place.current.timer);
    place.current.timer = window.setTimeout(save, saveDelay);
  };
  const jump = () => {
    place.current.following = true;
    setAway(false);
    toEnd();
    box.current?.focus({ preventScroll: true });
  };
  const holdPlace = () => {
    const element = box.current;
    if (element !== null) {
      place.current.following = false;
      place.current.fromEnd = element.scrollHeight - element.scrollTop;
    }
  };
  return { box, content, away, onScroll, jump, holdPlace };
}

function metrics(element: HTMLElement): ScrollMetrics {
  return { top: element.scrollTop, height: element.scrollHeight, viewport: element.clientHeight };
}

function turnBoxes(element: HTMLElement): { turnId: string; top: number }[] {
  return [...element.querySelectorAll<HTMLElement>("[data-turn]")].map((turn) => ({
    turnId: turn.dataset["turn"] ?? "",
    top: turn.offsetTop,
  }));
}
