import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Transcript } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import { firstVisible } from "./scroll";

/** What jumping needs of the conversation. */
export interface JumpStage {
  /** The scrolling box with the drawn turns. */
  readonly box: RefObject<HTMLElement | null>;
  /** True while new text pulls the view down: the reader is at the end. */
  readonly following: () => boolean;
  /** Draws the turn, if it is not drawn. */
  readonly draw: (turnId: string) => void;
  /** Scrolls so that an element of the box begins at its upper edge. */
  readonly toTop: (element: HTMLElement) => void;
  /** Goes to the end of the conversation. */
  readonly toEnd: () => void;
}

/** Ways from one question of the thread to another, wherever they are. */
interface QuestionJumps {
  /** Shows the turn at the top of the conversation, and gives it the focus. */
  readonly jump: (turnId: string) => void;
  /** Goes to the question before or after the one that the reader is at; after the last one, to the end. */
  readonly step: (by: -1 | 1) => void;
  /** Id of the question that the reader is at: the one that is answered by what is read. */
  readonly current: () => string | undefined;
}

/** Frames in which the turn is brought to its place: its neighbours get their real heights when they are drawn. */
const patience = 3;

/**
 * Jumping between questions. Earlier turns are fetched when the reader goes on before the first one.
 *
 * @param loading earlier turns are being fetched already
 */
export function useQuestionJumps(transcript: Transcript, stage: JumpStage, loading: boolean): QuestionJumps {
  const panel = usePanel();
  const { turns, earlier } = transcript;
  const [target, setTarget] = useState<{ readonly turnId: string }>();
  /** True while earlier turns are awaited to go on with. */
  const awaited = useRef(false);

  const jump = (turnId: string): void => {
    awaited.current = false;
    stage.draw(turnId);
    setTarget({ turnId });
  };
  const step = (by: -1 | 1): void => {
    const from = placeOf(turns, stage, by);
    const next =
      by === -1
        ? turns.findLast(({ role }, index) => role === "user" && index < from)
        : turns.find(({ role }, index) => role === "user" && index > from);
    if (next !== undefined) {
      jump(next.id);
    } else if (by === -1 && earlier === true) {
      awaited.current = true;
      if (!loading) {
        panel.post("loadEarlier", { all: false });
      }
    } else if (by === 1 && !stage.following()) {
      stage.toEnd();
    }
  };
  useLayoutEffect(() => {
    if (awaited.current) {
      step(-1);
    }
  }, [turns[0]?.id]);
  useLayoutEffect(() => {
    let frame = 0;
    let left = target === undefined ? 0 : patience;
    const pass = () => {
      const turn = left-- > 0 && turnIn(stage.box.current, target?.turnId);
      if (turn) {
        turn.focus({ preventScroll: true });
        stage.toTop(turn);
        frame = requestAnimationFrame(pass);
      }
    };
    pass();
    return () => cancelAnimationFrame(frame);
  }, [target]);

  return {
    jump,
    step,
    current: () => turns.findLast(({ role }, index) => role === "user" && index <= placeOf(turns, stage, -1))?.id,
  };
}

/** Index of the turn that the reader is at: the one with the focus, if it is in sight, or the first in sight. */
function placeOf(turns: Transcript["turns"], { box, following }: JumpStage, by: -1 | 1): number {
  const element = box.current;
  const focused = document.activeElement?.closest<HTMLElement>("[data-turn]");
  if (element === null) {
    return -1;
  }
  const { scrollTop, clientHeight } = element;
  const inSight =
    focused != null &&
    focused.offsetTop + focused.offsetHeight >= scrollTop &&
    focused.offsetTop <= scrollTop + clientHeight;
  if (!inSight && following()) {
    // Who reads the end is past the last question, however much of a short thread is in sight.
    return by === -1 ? turns.length : turns.length - 1;
  }
  const id = inSight ? focused.dataset["turn"] : firstVisible(element)?.turnId;
  return turns.findIndex((turn) => turn.id === id);
}

function turnIn(box: HTMLElement | null, turnId: string | undefined): HTMLElement | undefined {
  return [...(box?.querySelectorAll<HTMLElement>("[data-turn]") ?? [])].find((turn) => turn.dataset["turn"] === turnId);
}
