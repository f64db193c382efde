import * as l10n from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatTimeOfDay, isTime } from "../../shared/formats";
import { type Act, isGoing, type WorkflowRunState } from "../../shared/workflows";
import { Icon } from "../components/icon";
import { ToolValue } from "../parts/valueViews";
import { runWords, statusIcon } from "./statusWords";
import { Steps, stepTitle } from "./steps";

interface Props {
  readonly run: WorkflowRunState;
  readonly act: Act;
}

/** A run: what has become of it, its steps in order, and its result. */
export function RunView({ run, act }: Props) {
  const { runId, workflowId, status, createdAt = 0, problem, error, result, canceling } = run;
  const [looking, setLooking] = useState(false);
  useEffect(() => setLooking(false), [run]);
  return (
    <>
      <p class={`runStatus ${status}`}>
        <Icon name={statusIcon(status)} /> {canceling ? l10n.t("Canceling…") : runWords(status)}
        {isTime(createdAt) && <span class="fieldAbout"> {formatTimeOfDay(createdAt, Date.now())}</span>}
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {error !== undefined && <p dir="auto">{error}</p>}
      <div class="actions">
        {(isGoing(status) || status === "suspended") && (
          <button
            type="button"
            class="button secondary"
            disabled={canceling === true}
            onClick={() => act({ do: "cancel", runId })}
          >
            {l10n.t("Cancel run")}
          </button>
        )}
        {problem !== undefined && isGoing(status) && !run.busy && (
          <button
            type="button"
            class="button secondary"
            disabled={looking}
            onClick={() => {
              setLooking(true);
              act({ do: "open", workflowId, runId });
            }}
          >
            {l10n.t("Look again")}
          </button>
        )}
      </div>
      <Steps run={run} nodes={run.nodes} label={l10n.t("Steps")} act={act} />
      {result !== undefined && <ToolValue title={l10n.t("Result")} value={result} open="short" />}
      <Announcements run={run} />
    </>
  );
}

/** Sentences kept in the region; a screen reader has heard the older ones. */
const kept = 12;

/** Says to a screen reader what becomes of the steps and of the run; nothing of what there was at first. */
function Announcements({ run }: Pick<Props, "run">) {
  const before = useRef(run);
  const [sentences, setSentences] = useState<readonly { readonly id: number; readonly text: string }[]>([]);
  useEffect(() => {
    const said = Object.entries(run.steps).flatMap(([key, { status }]) =>
      before.current.steps[key]?.status === status
        ? []
        : [l10n.t("{0}: {1}", stepTitle(run.nodes, key), runWords(status))],
    );
    if (before.current.status !== run.status) {
      said.push(runWords(run.status));
    }
    before.current = run;
    if (said.length > 0) {
      setSentences((earlier) => {
        const first = (earlier.at(-1)?.id ?? 0) + 1;
        return [...earlier, ...said.map((text, index) => ({ id: first + index, text }))].slice(-kept);
      });
    }
  }, [run]);
  return (
    <div class="visuallyHidden" role="status" aria-live="polite" aria-atomic="false">
      {sentences.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
