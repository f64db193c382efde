/** A workflow of the server. */
export interface WorkflowSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export type RunStatus = "pending" | "running" | "suspended" | "success" | "failed" | "canceled";

/** A step that is not among these has not begun. */
export type StepStatus = "running" | "waiting" | "suspended" | "success" | "failed" | "canceled";

/**
 * A place in the graph of a workflow: a step, or what holds several. `parallel` and `branch` run their nodes at the
 * same time or one of them; `loop` and `each` run one step again and again.
 */
export interface WorkflowNode {
  readonly kind: "step" | "parallel" | "branch" | "loop" | "each" | "sleep" | "mapping";
  /** The ids from the workflow down to the step; empty where only the nodes inside are steps. */
  readonly path: readonly string[];
  readonly description: string;
  /** Of a nested workflow, `parallel` and `branch`. */
  readonly nodes: readonly WorkflowNode[];
}

/** What is known of a step. Values are texts, JSON unless they were texts, and may be cut. Times are milliseconds since 1970. */
export interface StepState {
  readonly status: StepStatus;
  readonly startedAt?: number;
  /** The newest time that was told of the step. */
  readonly at?: number;
  readonly endedAt?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  /** What a suspended step says to the person. */
  readonly asks?: string;
  /** Rounds of a loop; entries of a list that are done, and of how many. */
  readonly rounds?: number;
  readonly done?: number;
  readonly total?: number;
}

/** A run as it is stored on the server, or as its stream tells it. */
export interface WorkflowRunState {
  readonly runId: string;
  readonly workflowId: string;
  readonly status: RunStatus;
  readonly createdAt?: number;
  readonly nodes: readonly WorkflowNode[];
  /** By `stepKey`. */
  readonly steps: Readonly<Record<string, StepState>>;
  readonly result?: string;
  readonly error?: string;
  /** JSON Schemas of the answers that suspended steps wait for, by `stepKey`. */
  readonly schemas?: Readonly<Record<string, object>>;
  /** Something that was asked for is on its way: nothing else may be asked for meanwhile. */
  readonly busy?: true;
  /** It was asked to end; the step that runs may still take its time. */
  readonly canceling?: true;
  /** Why something that was asked for was not done, or why nothing more is heard of the run. */
  readonly problem?: string;
  /** The server can run it again from a step. */
  readonly canRepeat?: true;
}

/** A row of the history. */
export interface WorkflowRunRow {
  readonly runId: string;
  readonly status: RunStatus;
  readonly createdAt: number;
}

/** A workflow that a person has chosen. */
export interface ChosenWorkflow extends WorkflowSummary {
  /** JSON Schema of its input; missing where it has none. */
  readonly inputSchema?: object;
  /** Newest first; missing until they are read. */
  readonly runs?: readonly WorkflowRunRow[];
  /** The history has more. */
  readonly more?: true;
}

/** What the panel shows of workflows; missing lists are still to come. */
export interface WorkflowsState {
  readonly workflows?: readonly WorkflowSummary[];
  readonly chosen?: ChosenWorkflow;
  readonly run?: WorkflowRunState;
  /** Why what was asked for is not shown. */
  readonly problem?: string;
}

/** Tells the host what a person does. */
export type Act = (act: WorkflowAct) => void;

/** What a person does with workflows. */
export type WorkflowAct =
  | { readonly do: "list" | "more" | "close" }
  | { readonly do: "choose"; readonly workflowId: string }
  | { readonly do: "start"; readonly workflowId: string; readonly data: unknown }
  | { readonly do: "open"; readonly workflowId: string; readonly runId: string }
  | { readonly do: "resume"; readonly runId: string; readonly step: readonly string[]; readonly data: unknown }
  | { readonly do: "again"; readonly runId: string; readonly step: readonly string[] }
  | { readonly do: "cancel"; readonly runId: string };

/** Names a step in a run, as the server does. */
export function stepKey(path: readonly string[]): string {
  return path.join(".");
}

/** True while a run does something by itself. */
export function isGoing(status: RunStatus): boolean {
  return status === "running" || status === "pending";
}
