import * as l10n from "@vscode/l10n";
import {
  type RunStatus,
  stepKey,
  type StepState,
  type StepStatus,
  type WorkflowNode,
  type WorkflowRunRow,
  type WorkflowSummary,
} from "../shared/workflows";
import { errorWords } from "./errorWords";
import { fields, type Fields, instant, list, text } from "./fields";
import { resumeSchema } from "./resumeSchema";

/** Places of a graph, and levels of it, that are read; nobody could follow more. */
const MAX_NODES = 300;
const MAX_LEVELS = 12;

/** Steps of a run that are kept. */
export const MAX_STEPS = 1_000;

/** Letters of a value, and of an error. */
const MAX_VALUE = 20_000;
const MAX_ERROR = 2_000;

/** Letters of names and descriptions. */
const MAX_NAME = 200;

/** Characters that are not seen, or that turn the direction of what stands around them. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What a workflow is made of (docs/wire.md#mastra-workflows). */
export interface WorkflowDetails extends WorkflowSummary {
  readonly inputSchema?: object;
  readonly nodes: readonly WorkflowNode[];
  /** Of the answers that its steps may wait for, by `stepKey`. */
  readonly resumeSchemas: Readonly<Record<string, object>>;
}

/** A run as the server has stored it. */
export interface StoredRun extends WorkflowRunRow {
  readonly resourceId: string;
  readonly nodes: readonly WorkflowNode[];
  readonly steps: Readonly<Record<string, StepState>>;
  readonly result?: string;
  readonly error?: string;
}

/** The workflows by name. @param told each with its id */
export function workflowList(told: readonly (readonly [string, unknown])[]): readonly WorkflowSummary[] {
  return told.map(([id, workflow]) => summary(id, fields(workflow))).sort((a, b) => a.name.localeCompare(b.name));
}

export function workflowDetails(id: string, answer: unknown): WorkflowDetails {
  const workflow = fields(answer);
  const inputSchema = schemaOf(workflow["inputSchema"]);
  return {
    ...summary(id, workflow),
    nodes: workflowNodes(workflow["stepGraph"]),
    resumeSchemas: Object.fromEntries(
      Object.entries(fields(workflow["allSteps"])).flatMap(([key, step]) => {
        const schema = schemaOf(fields(step)["resumeSchema"]);
        return schema ? [[key, schema]] : [];
      }),
    ),
    ...(inputSchema ? { inputSchema } : {}),
  };
}

/** One of `GET /workflows/:id/runs`, whose state is JSON text with some stores. */
export function runRow(value: unknown): WorkflowRunRow | undefined {
  const { runId, snapshot, createdAt } = fields(value);
  const { status } = typeof snapshot === "string" ? parsed(snapshot) : fields(snapshot);
  return text(runId) === ""
    ? undefined
    : { runId: text(runId), status: runStatus(status), createdAt: instant(createdAt) };
}

/** `GET /workflows/:id/runs/:runId` */
export function storedRun(value: unknown): StoredRun {
  const { runId, status, resourceId, createdAt, steps, result, error, serializedStepGraph } = fields(value);
  const told = errorText(error);
  return {
    runId: text(runId),
    status: runStatus(status),
    resourceId: text(resourceId),
    createdAt: instant(createdAt),
    nodes: workflowNodes(serializedStepGraph),
    steps: Object.fromEntries(
      Object.entries(fields(steps))
        .slice(0, MAX_STEPS)
        .flatMap(([key, step]) => {
          const state = stepState(fields(step));
          return state ? [[key, state]] : [];
        }),
    ),
    ...(result === undefined ? {} : { result: valueText(result) }),
    ...(told === "" ? {} : { error: told }),
  };
}

/**
 * What a stored step, or a chunk about one, says.
 *
 * @returns undefined where it says nothing that is known
 */
export function stepState(step: Fields): StepState | undefined {
  const { payload, output, error, suspendPayload, metadata } = step;
  const [status, startedAt, endedAt] = [
    stepStatus(step["status"]),
    instant(step["startedAt"]),
    instant(step["endedAt"]),
  ];
  if (!status) {
    return undefined;
  }
  const at = Math.max(startedAt, endedAt, instant(step["suspendedAt"]), instant(step["resumedAt"]));
  const rounds = fields(metadata)["iterationCount"];
  return {
    status,
    ...(startedAt > 0 ? { startedAt } : {}),
    ...(endedAt > 0 ? { endedAt } : {}),
    ...(at > 0 ? { at } : {}),
    ...(payload === undefined ? {} : { input: valueText(payload) }),
    ...(output === undefined ? {} : { output: valueText(output) }),
    ...(error === undefined || status !== "failed" ? {} : { error: errorText(error) }),
    ...(status === "suspended" ? { asks: valueText(withoutMeta(suspendPayload)) } : {}),
    ...(typeof rounds === "number" ? { rounds } : {}),
  };
}

/** A run's status; what is not known counts as running, for something may still come of it. */
export function runStatus(value: unknown): RunStatus {
  switch (value) {
    case "pending":
    case "suspended":
    case "success":
    case "failed":
    case "canceled":
      return value;
    case "tripwire":
      return "failed";
    case "paused":
      return "suspended";
    default:
      return "running";
  }
}

/** A value as a text of at most `MAX_VALUE` letters: JSON, unless it is a text. Never throws. */
export function valueText(value: unknown): string {
  try {
    const whole = typeof value === "string" ? value : ((JSON.stringify(value) as string | undefined) ?? "");
    return cut(whole, MAX_VALUE);
  } catch {
    // Some ten thousand levels are more than the engine's own stack takes.
    return l10n.t("This value is nested too deeply to display.");
  }
}

/** An error's own words, without its stack. */
export function errorText(error: unknown): string {
  return cut(errorWords(error), MAX_ERROR);
}

/** A name of the server's without what nobody sees. */
export function plainName(value: unknown): string {
  return cut(text(value).replace(UNSEEN, " ").trim(), MAX_NAME);
}

/** The graph as the server serializes it; too much of it, and what is not known, is left out. */
export function workflowNodes(graph: unknown): readonly WorkflowNode[] {
  return nodesOf(graph, [], 0, { left: MAX_NODES });
}

/** How many places may still be read. */
interface Budget {
  left: number;
}

function nodesOf(entries: unknown, above: readonly string[], level: number, budget: Budget): readonly WorkflowNode[] {
  return level > MAX_LEVELS
    ? []
    : list(entries).flatMap((entry) => {
        const node = budget.left > 0 ? nodeOf(fields(entry), above, level, budget) : undefined;
        return node ? [node] : [];
      });
}

function nodeOf(entry: Fields, above: readonly string[], level: number, budget: Budget): WorkflowNode | undefined {
  budget.left -= 1;
  const { type, step, steps } = entry;
  switch (type) {
    case "parallel":
    case "conditional":
      return {
        kind: type === "parallel" ? type : "branch",
        path: [],
        description: "",
        nodes: nodesOf(steps, above, level + 1, budget),
      };
    case "loop":
    case "foreach": {
      // The step stands there by itself, or, in older servers, bare.
      const [inner] = nodesOf(
        [fields(step)["type"] === undefined ? { type: "step", step } : step],
        above,
        level + 1,
        budget,
      );
      return inner && { ...inner, kind: type === "loop" ? type : "each" };
    }
    default: {
      const its = type === "step" ? fields(step) : entry;
      const id = text(its["id"]);
      const path = [...above, id];
      return id === ""
        ? undefined
        : {
            kind: type === "mapping" ? type : type === "sleep" || type === "sleepUntil" ? "sleep" : "step",
            path,
            description: plainName(its["description"]),
            nodes: nodesOf(its["serializedStepFlow"], path, level + 1, budget),
          };
    }
  }
}

/** The key of what a chunk is about, where it says so. */
export function keyOf({ id, stepName }: Fields): string {
  return stepKey([text(id) || text(stepName)]);
}

function summary(id: string, { name, description }: Fields): WorkflowSummary {
  return { id, name: plainName(name) || plainName(id), description: plainName(description) };
}

/** A schema comes as JSON text of `{json: …}`. */
function schemaOf(value: unknown): object | undefined {
  const { json } = typeof value === "string" ? parsed(value) : fields(value);
  return resumeSchema(json ?? value);
}

function parsed(json: string): Fields {
  try {
    return fields(JSON.parse(json));
  } catch {
    return {};
  }
}

function stepStatus(value: unknown): StepStatus | undefined {
  switch (value) {
    case "running":
    case "waiting":
    case "suspended":
    case "success":
    case "failed":
    case "canceled":
      return value;
    case "paused":
      return "suspended";
    default:
      return undefined;
  }
}

/** What Mastra itself keeps beside a step's own words is nothing to a person. */
function withoutMeta(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || !("__workflow_meta" in payload)) {
    return payload;
  }
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== "__workflow_meta"));
}

function cut(whole: string, letters: number): string {
  return whole.length > letters ? `${whole.slice(0, letters)}…` : whole;
}
