import * as l10n from "@vscode/l10n";
import { formatDuration, formatNumber } from "../../shared/formats";
import {
  type Act,
  isGoing,
  stepKey,
  type StepState,
  type WorkflowNode,
  type WorkflowRunState,
} from "../../shared/workflows";
import { Icon, IconButton } from "../components/icon";
import { SuspensionWords } from "../parts/asks/formAsk";
import { ToolValue } from "../parts/valueViews";
import { InputForm } from "./inputForm";
import { runWords, statusIcon } from "./statusWords";

interface StepsProps {
  readonly run: WorkflowRunState;
  readonly nodes: readonly WorkflowNode[];
  /** Names the list. */
  readonly label: string;
  readonly act: Act;
}

/** Steps in their order; what holds others has a list of its own. */
export function Steps({ run, nodes, label, act }: StepsProps) {
  return nodes.length === 0 ? null : (
    <ol class="steps" aria-label={label}>
      {nodes.map((node, index) => (
        <Step key={index} run={run} node={node} act={act} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly run: WorkflowRunState;
  readonly node: WorkflowNode;
  readonly act: Act;
}

function Step({ run, node, act }: StepProps) {
  const { kind, path, description, nodes } = node;
  const title = titleOf(node);
  if (path.length === 0) {
    return (
      <li class="step">
        <p class="fieldAbout">{title}</p>
        <Steps run={run} nodes={nodes} label={title} act={act} />
      </li>
    );
  }
  const key = stepKey(path);
  const state = Object.hasOwn(run.steps, key) ? run.steps[key] : undefined;
  const repeats = kind === "loop" || kind === "each" ? l10n.t("repeats") : "";
  return (
    <li class={`step ${state?.status ?? "none"}`}>
      <div class="stepLine">
        <Icon name={statusIcon(state?.status)} />
        <span class="stepName" dir="auto">
          {title}
        </span>
        <span class="fieldAbout">{wordsOf(run, state, repeats)}</span>
        {run.canRepeat && !run.busy && state && (
          <IconButton
            icon="refresh"
            label={l10n.t("Run again from {0}", title)}
            onClick={() => act({ do: "again", runId: run.runId, step: path })}
          />
        )}
      </div>
      {description !== "" && (
        <p class="fieldAbout" dir="auto">
          {description}
        </p>
      )}
      {state?.error !== undefined && (
        <p class="stepError" dir="auto">
          {state.error}
        </p>
      )}
      {state?.status === "suspended" && nodes.length === 0 && (
        <Question run={run} node={node} state={state} act={act} />
      )}
      {nodes.length === 0 && state?.input !== undefined && (
        <ToolValue title={l10n.t("Input")} value={state.input} open="never" />
      )}
      {nodes.length === 0 && state?.output !== undefined && (
        <ToolValue title={l10n.t("Output")} value={state.output} open="never" />
      )}
      <Steps run={run} nodes={nodes} label={title} act={act} />
    </li>
  );
}

/** What a suspended step asks, and the form for the answer. */
function Question({ run, node, state, act }: StepProps & { readonly state: StepState }) {
  const { runId } = run;
  const title = titleOf(node);
  const key = stepKey(node.path);
  const asked = `${state.at ?? ""} ${state.asks ?? ""}`;
  return (
    <>
      <SuspensionWords toolName={title} payload={payloadOf(state.asks ?? "")} />
      <InputForm
        // Another question is another form, with nothing of the answer before.
        key={asked}
        name={`workflow ${runId} ${key}`}
        asked={asked}
        schema={run.schemas?.[key]}
        label={l10n.t("Input for {0}", title)}
        button={l10n.t("Continue")}
        rests={run.busy === true}
        onSend={(data) => act({ do: "resume", runId, step: node.path, data })}
      />
    </>
  );
}

/** What a step has suspended with: its fields, where it is JSON. */
function payloadOf(asks: string): unknown {
  try {
    return JSON.parse(asks) as unknown;
  } catch {
    return asks || undefined;
  }
}

/** What a step is called, by its key. @returns the key itself where there is no such step */
export function stepTitle(nodes: readonly WorkflowNode[], key: string): string {
  for (const node of nodes) {
    const title = stepKey(node.path) === key ? titleOf(node) : stepTitle(node.nodes, key);
    if (title !== key) {
      return title;
    }
  }
  return key;
}

function titleOf({ kind, path }: WorkflowNode): string {
  switch (kind) {
    case "parallel":
      return l10n.t("At the same time");
    case "branch":
      return l10n.t("Depending on a condition");
    case "sleep":
      return l10n.t("Pause");
    case "mapping":
      return l10n.t("Data mapping");
    default:
      return path.at(-1) ?? "";
  }
}

/** What has become of a step, how far it is, and how long it took. */
function wordsOf(run: WorkflowRunState, state: StepState | undefined, repeats: string): string {
  if (!state) {
    const isOver = !isGoing(run.status) && run.status !== "suspended";
    return [isOver ? l10n.t("Not run") : l10n.t("Not started"), repeats].filter(Boolean).join(" · ");
  }
  const { status, startedAt, endedAt, rounds, done, total } = state;
  const count =
    total !== undefined
      ? l10n.t("{0} of {1}", formatNumber(done ?? 0), formatNumber(total))
      : rounds !== undefined
        ? l10n.t("round {0}", formatNumber(rounds))
        : repeats;
  const took = startedAt !== undefined && endedAt !== undefined ? formatDuration(Math.max(0, endedAt - startedAt)) : "";
  return [runWords(status), count, took].filter(Boolean).join(" · ");
}
