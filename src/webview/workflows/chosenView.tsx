import * as l10n from "@vscode/l10n";
import { useEffect, useState } from "preact/hooks";
import { formatDateTime, formatTimeOfDay, isTime } from "../../shared/formats";
import type { Act, ChosenWorkflow } from "../../shared/workflows";
import { Icon } from "../components/icon";
import { InputForm } from "./inputForm";
import { runWords, statusIcon } from "./statusWords";

interface Props {
  readonly chosen: ChosenWorkflow;
  /** What is missing is on its way. */
  readonly waits: boolean;
  readonly act: Act;
}

/** A workflow: the form that starts it, and the runs that there were. */
export function ChosenView({ chosen, waits, act }: Props) {
  const { id, description, inputSchema, runs, more } = chosen;
  const [started, setStarted] = useState(false);
  // Where it could not be started, it is told again.
  useEffect(() => setStarted(false), [chosen]);
  const now = Date.now();
  return (
    <>
      {description !== "" && (
        <p class="fieldAbout" dir="auto">
          {description}
        </p>
      )}
      <InputForm
        name={`workflow ${id}`}
        asked={id}
        schema={inputSchema}
        label={l10n.t("Input for {0}", chosen.name)}
        button={l10n.t("Start")}
        rests={started}
        onSend={(data) => {
          setStarted(true);
          act({ do: "start", workflowId: id, data });
        }}
      />
      <h3>{l10n.t("Your runs")}</h3>
      {!runs?.length ? (
        <p class="fieldAbout" role="status">
          {runs ? l10n.t("Nothing has run yet.") : waits ? l10n.t("Loading…") : ""}
        </p>
      ) : (
        <ul aria-label={l10n.t("Your runs")}>
          {runs.map(({ runId, status, createdAt }) => (
            <li key={runId}>
              <button
                type="button"
                class={`workflowRow ${status}`}
                title={isTime(createdAt) ? formatDateTime(createdAt) : undefined}
                onClick={() => act({ do: "open", workflowId: id, runId })}
              >
                <span>
                  <Icon name={statusIcon(status)} /> {runWords(status)}
                </span>
                {isTime(createdAt) && <span class="fieldAbout">{formatTimeOfDay(createdAt, now)}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {more && (
        <button type="button" class="button secondary" onClick={() => act({ do: "more" })}>
          {l10n.t("Show more")}
        </button>
      )}
    </>
  );
}
