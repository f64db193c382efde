import { fields, type Fields } from "../../agents/fields";
import type { StoredRun } from "../../agents/workflowShape";
import { errorText, keyOf, MAX_STEPS, runStatus, stepState, valueText } from "../../agents/workflowShape";
import { stepKey, type StepState, type WorkflowNode, type WorkflowRunState } from "../../shared/workflows";
import { without } from "../turn/turnChanges";

/**
 * One record of a run's stream applied to the run (docs/wire.md#mastra-workflows). Pure. A record of another run,
 * one that nobody knows, and one that was told before (`observe` begins with all there was) change nothing: the run is
 * the same object then.
 */
export function reduceRun(run: WorkflowRunState, record: unknown): WorkflowRunState {
  const { type, runId, payload } = fields(record);
  const about = fields(payload);
  if (runId !== run.runId) {
    return run;
  }
  switch (type) {
    case "workflow-start":
      return run.status === "running" ? run : { ...run, status: "running" };
    case "workflow-step-start":
    case "workflow-step-result":
    case "workflow-step-suspended":
    case "workflow-step-waiting":
      return withStep(run, keyOf(about), (before) => nextState(before, stepState(about)));
    case "workflow-step-progress":
      return withStep(run, keyOf(about), (before) => progress(before, about));
    case "workflow-canceled":
      return run.status === "canceled" ? run : { ...run, status: "canceled" };
    case "workflow-finish":
      return finished(run, about);
    default:
      return run;
  }
}

/** Why the server did nothing, where that is all that a stream says: `workflow-finish` calls the run failed then. */
export function refusal(record: unknown): string {
  const { type, payload } = fields(record);
  return type === "workflow-finish" ? errorText(fields(fields(payload)["metadata"])["errorMessage"]) : "";
}

/**
 * The run as the server has stored it. That counts for more than its stream, which calls a run done that still waits
 * in another step, and failed when only an answer was refused.
 */
export function withStored(run: WorkflowRunState, stored: StoredRun): WorkflowRunState {
  const { status, createdAt, nodes, steps, result, error } = stored;
  const told = error ?? (status === "failed" ? run.error : undefined);
  // A loop or a list of entries tells how far it is in its stream alone.
  const counted = Object.entries(steps).map(([key, step]) => {
    const { done, total } = run.steps[key] ?? {};
    return [key, { ...step, ...(total === undefined ? {} : { done: done ?? 0, total }) }];
  });
  return {
    ...without(run, "result", "error"),
    status,
    createdAt,
    nodes: nodes.length > 0 ? nodes : run.nodes,
    steps: ended(status, Object.fromEntries(counted) as Record<string, StepState>),
    ...(result === undefined ? {} : { result }),
    ...(told === undefined ? {} : { error: told }),
  };
}

/** The run from a step on as if nothing of it had run: it runs again. */
export function fromStep(run: WorkflowRunState, path: readonly string[]): WorkflowRunState {
  const inOrder = run.nodes.flatMap(keysOf);
  const first = inOrder.indexOf(stepKey(path));
  const again = new Set(first < 0 ? [] : inOrder.slice(first));
  return {
    ...without(run, "result", "error"),
    status: "running",
    steps: Object.fromEntries(Object.entries(run.steps).filter(([key]) => !again.has(key))),
  };
}

function keysOf({ path, nodes }: WorkflowNode): readonly string[] {
  return [...(path.length > 0 ? [stepKey(path)] : []), ...nodes.flatMap(keysOf)];
}

function withStep(
  run: WorkflowRunState,
  key: string,
  change: (before: StepState | undefined) => StepState | undefined,
): WorkflowRunState {
  const before = Object.hasOwn(run.steps, key) ? run.steps[key] : undefined;
  const isFull = before === undefined && Object.keys(run.steps).length >= MAX_STEPS;
  const after = key === "" || isFull ? before : change(before);
  return after === undefined || after === before ? run : { ...run, steps: { ...run.steps, [key]: after } };
}

function nextState(before: StepState | undefined, told: StepState | undefined): StepState | undefined {
  // Nothing goes back in time; the end of a list's step has no other time than its own.
  if (!told || (before?.at !== undefined && told.at !== undefined && told.at < before.at)) {
    return before;
  }
  // A start in the very moment of the end that is known is the start of that end.
  const isSame = told.at === before?.endedAt && told.rounds === before?.rounds;
  if (told.status === "running" && before?.endedAt !== undefined && isSame) {
    return before;
  }
  const next = { ...(before ? without(before, "endedAt", "output", "error", "asks") : {}), ...told };
  return before && isSameStep(before, next) ? before : next;
}

function isSameStep(before: StepState, next: StepState): boolean {
  const names = Object.keys(next) as (keyof StepState)[];
  return names.length === Object.keys(before).length && names.every((name) => before[name] === next[name]);
}

function progress(
  before: StepState | undefined,
  { completedCount: done, totalCount: total }: Fields,
): StepState | undefined {
  return typeof done !== "number" || typeof total !== "number" || (before?.done === done && before.total === total)
    ? before
    : { ...(before ?? { status: "running" }), done, total };
}

function finished(run: WorkflowRunState, about: Fields): WorkflowRunState {
  const status = runStatus(about["workflowStatus"]);
  const { finalWorkflowResult: result } = about;
  const error = errorText(fields(about["metadata"])["errorMessage"]);
  return {
    ...run,
    status,
    steps: ended(status, run.steps),
    ...(result === undefined ? {} : { result: valueText(result) }),
    ...(error === "" ? {} : { error }),
  };
}

/** What still waits or runs in a run that was canceled does so no more. */
function ended(status: WorkflowRunState["status"], steps: WorkflowRunState["steps"]): WorkflowRunState["steps"] {
  if (status !== "canceled") {
    return steps;
  }
  return Object.fromEntries(
    Object.entries(steps).map(([key, step]) => [
      key,
      ["running", "waiting", "suspended"].includes(step.status) ? { ...step, status: "canceled" as const } : step,
    ]),
  );
}
