import { type ComponentChildren, type ComponentProps, Fragment, type RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import { lazily } from "../../shared/lazily";
import type { Transcript } from "../../shared/transcript";
import { Icon } from "../components/icon";
import { NotLoaded, Skeleton } from "../components/notice";
import { memo, useLazy } from "../components/preactHelpers";
import { loadFindBarWhenIdle } from "../find/findAhead";
import { LazyFindBar } from "../find/lazyFindBar";
import type { Edit, PanelModel } from "../state/store";
import type { Questions } from "./questions";
import { Handover, handovers } from "./handover";
import { firstVisible } from "./scroll";
import { TurnView } from "./turnView";
import { useTurnWindow } from "./turnWindow";
import { useConversationScroll } from "./useConversationScroll";
import { waitingTurn } from "./waitingCard";

/** Come with the first use: most threads are read without. */
export const questions = lazily(async () => (await import("./questions")).Questions);

/** How far out of sight counts as near: about two screens of a sidebar. */
const margin = "600px 0px";

/**
 * Calls back when the target comes near the visible part of the box, and once more after each change of
 * `mark` for as long as it stays there.
 *
 * @param mark what the target stands beside; a step that changed nothing is not made again
 */
function useNear(
  box: RefObject<Element | null>,
  target: RefObject<Element | null>,
  mark: string | undefined,
  onNear: () => void,
): void {
  const latest = useRef(onNear);
  latest.current = onNear;
  useEffect(() => {
    if (target.current === null || box.current === null) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting === true) {
          latest.current();
        }
      },
      { root: box.current, rootMargin: margin },
    );
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [box, target, mark]);
}

interface ConversationProps {
  readonly transcript: Transcript;
  /** Stands in the log while there are no turns. */
  readonly empty: ComponentChildren;
  readonly busy: boolean;
  /** The agent that a message goes to now; undefined while that is not known. */
  readonly agentId: string | undefined;
  readonly agentName: string | undefined;
  /** Earlier turns are being fetched. */
  readonly loading: boolean;
  readonly edit: Edit | undefined;
  readonly overlay: PanelModel["overlay"];
  readonly questionStep: PanelModel["questionStep"];
  /** Closes the find bar. */
  readonly onFindClosed: () => void;
}

/** The turns of the thread, newest at the end, and what finds words in them. */
export const Conversation = memo(function Conversation(props: ConversationProps) {
  const { transcript, empty, busy, agentId, agentName, loading, edit, overlay, questionStep, onFindClosed } = props;
  const { turns, threadId } = transcript;
  const drawn = useTurnWindow(transcript, loading);
  const firstId = drawn.turns[0]?.id;
  const scroll = useConversationScroll(transcript, { ...drawn, firstId });
  const top = useRef<HTMLButtonElement>(null);
  const bottom = useRef<HTMLDivElement>(null);
  useNear(scroll.box, top, `${firstId} ${drawn.moreBefore}`, drawn.showEarlier);
  useNear(scroll.box, bottom, drawn.atEnd ? undefined : drawn.turns.at(-1)?.id, () => {
    if (!drawn.atEnd) {
      drawn.showLater();
    }
  });
  const edited = edit?.threadId === threadId ? edit : undefined;
  useLayoutEffect(() => {
    if (scroll.following()) {
      drawn.narrow();
    }
  });
  useLayoutEffect(() => {
    if (edited !== undefined) {
      scroll.letGo();
      drawn.show(edited.turnId);
      const editor = scroll.box.current?.querySelector(".turnEditor");
      if (editor != null) {
        scroll.reveal(editor.getBoundingClientRect());
      }
    }
  }, [edited?.turnId]);
  const draw = (turnId: string) => {
    scroll.letGo();
    drawn.show(turnId);
  };
  // What was pressed in the thread before is not for this one.
  const pressedBefore = useRef(questionStep).current;
  const step = questionStep === pressedBefore ? undefined : questionStep;
  const stepsOrLists = useRef(false);
  stepsOrLists.current ||= step !== undefined || overlay === "questions";
  const newest = turns.at(-1);
  const lookBack = () => {
    // Who asks for earlier turns reads on there, even in a thread so short that its end is in view.
    scroll.letGo();
    drawn.showEarlier();
  };
  const { before, atEnd } = handovers(turns, agentId);
  const toWaiting = useWaitingJump(scroll, () => draw(waitingTurn(turns) ?? ""));
  useEffect(loadFindBarWhenIdle, []);
  return (
    <div class="conversation">
      {overlay === "find" && (
        <LazyFindBar
          stage={{
            turns,
            box: scroll.box,
            draw,
            centre: scroll.centre,
            firstInView: () => (scroll.box.current === null ? undefined : firstVisible(scroll.box.current)?.turnId),
          }}
          incomplete={transcript.earlier === true && loading}
          onClose={onFindClosed}
        />
      )}
      {stepsOrLists.current && (
        <LazyQuestions
          transcript={transcript}
          stage={{ ...scroll, draw, toEnd: scroll.jump }}
          loading={loading}
          open={overlay === "questions"}
          step={step}
        />
      )}
      {/* A screen reader is told finished sentences by the live region; the log itself keeps quiet. */}
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={l10n.t("Conversation")}
        tabIndex={0}
        ref={scroll.box}
        onScroll={scroll.onScroll}
        onClick={(event) => {
          if (
            event.target instanceof Element &&
            event.target.closest("[data-show-all][aria-expanded=false]") !== null
          ) {
            // Who opens a long message reads on there; its end must not pull the view down.
            scroll.letGo();
          }
        }}
      >
        <div class="turns" ref={scroll.content}>
          {turns.length === 0 && (loading ? <Skeleton /> : empty)}
          {turns.length > 0 && drawn.moreBefore && (
            <LoadEarlier button={top} loading={loading} box={scroll.box} onClick={lookBack} />
          )}
          {drawn.turns.map((turn) => (
            <Fragment key={turn.id}>
              {before.has(turn.id) && <Handover name={before.get(turn.id) ?? ""} />}
              <TurnView
                turn={turn}
                newest={turn === newest}
                busy={busy}
                edit={turn.id === edited?.turnId ? edited : undefined}
              />
            </Fragment>
          ))}
          {atEnd && drawn.atEnd && <Handover name={agentName ?? ""} />}
          <div ref={bottom} />
        </div>
      </div>
      {scroll.away && <Jump box={scroll.box} waits={scroll.waits} onClick={scroll.waits ? toWaiting : scroll.jump} />}
    </div>
  );
});

/** The list of the person's messages and the keys between them, once they are loaded. */
function LazyQuestions(props: ComponentProps<typeof Questions>) {
  const { made: Loaded, failed } = useLazy(questions);
  return failed ? <NotLoaded /> : Loaded && <Loaded {...props} />;
}

/**
 * Goes to the card of the call that waits, and takes the focus there.
 *
 * @param draw draws the turn that it stands in, if that is not drawn
 */
function useWaitingJump(scroll: ReturnType<typeof useConversationScroll>, draw: () => void): () => void {
  const wanted = useRef(false);
  const go = (): boolean => {
    const card = scroll.toWaiting();
    // Not on its first button: whoever holds Enter down would approve.
    card?.focus({ preventScroll: true });
    return card !== undefined;
  };
  useLayoutEffect(() => {
    if (wanted.current) {
      wanted.current = false;
      go();
    }
  });
  return () => {
    if (!go()) {
      wanted.current = true;
      draw();
    }
  };
}

interface JumpProps {
  readonly box: { readonly current: HTMLElement | null };
  /** True when it leads to a call that waits, and not to the end. */
  readonly waits: boolean;
  readonly onClick: () => void;
}

/** Is there while the reader is not at the end. It also goes away by scrolling, and the focus must not go with it. */
function Jump({ box, waits, onClick }: JumpProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (own !== null && document.activeElement === own) {
        box.current?.focus({ preventScroll: true });
      }
    };
  }, []);
  return (
    <button ref={button} type="button" class="jump" onClick={onClick}>
      <Icon name={waits ? "question" : "arrow-down"} />
      {waits ? l10n.t("Jump to what waits") : l10n.t("Jump to latest")}
    </button>
  );
}

interface LoadEarlierProps {
  readonly button: { current: HTMLButtonElement | null };
  readonly box: { readonly current: HTMLElement | null };
  readonly loading: boolean;
  readonly onClick: () => void;
}

/** Fetches or draws the turns before the first one. It is also pressed by coming near it. */
function LoadEarlier({ button, box, loading, onClick }: LoadEarlierProps) {
  // When the last turns have come it goes away; the focus must not go with it.
  useLayoutEffect(
    () => () => {
      if (document.activeElement?.matches("[data-load-earlier]") === true) {
        box.current?.focus({ preventScroll: true });
      }
    },
    [],
  );
  return (
    <button
      ref={button}
      type="button"
      class="button link loadEarlier"
      aria-disabled={loading}
      data-load-earlier
      onClick={() => {
        if (!loading) {
          onClick();
        }
      }}
    >
      {loading && <Icon name="loading" class="spinning" />}
      {loading ? l10n.t("Loading earlier messages…") : l10n.t("Load earlier")}
    </button>
  );
}
