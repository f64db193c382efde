import { useEffect } from "preact/hooks";
import type { Transcript } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import type { PanelModel } from "../state/store";
import { QuestionList } from "./questionList";
import { type JumpStage, useQuestionJumps } from "./useQuestionJumps";

interface QuestionsProps {
  readonly transcript: Transcript;
  readonly stage: JumpStage;
  /** Earlier turns are being fetched. */
  readonly loading: boolean;
  /** True while the list is open. */
  readonly open: boolean;
  /** The last press of the keys that go from question to question; undefined before the first one. */
  readonly step: PanelModel["questionStep"];
}

/** The ways to the questions of a thread: the list of them, and the keys that go from one to the next. */
export function Questions({ transcript, stage, loading, open, step }: QuestionsProps) {
  const panel = usePanel();
  const jumps = useQuestionJumps(transcript, stage, loading);
  const close = () => panel.showOverlay("none");
  useEffect(() => {
    if (step !== undefined) {
      jumps.step(step.by);
    }
  }, [step]);
  return open ? (
    <QuestionList
      turns={transcript.turns}
      current={jumps.current}
      loading={loading && transcript.earlier === true}
      onLeave={close}
      onPick={(turnId) => {
        // Before the list goes away: a focus that is lost goes to the message box.
        stage.box.current?.focus({ preventScroll: true });
        jumps.jump(turnId);
        close();
      }}
    />
  ) : null;
}
