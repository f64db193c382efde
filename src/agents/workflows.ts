import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { WorkflowRunRow, WorkflowSummary } from "../shared/workflows";
import { RECORD_STREAM } from "./authorizedFetch";
import type { ClientAccess } from "./clientAccess";
import { fields, list } from "./fields";
import type { Client } from "./mastraClient";
import { assertSendable } from "./outgoingMessage";
import { readWorkflows } from "./readWorkflows";
import { hasNoRoute } from "./requestErrors";
import { readRecords } from "./workflowRecords";
import { withContext } from "./runOptions";
import {
  runRow,
  type StoredRun,
  storedRun,
  type WorkflowDetails,
  workflowDetails,
  workflowList,
} from "./workflowShape";

/** Runs on a page of the history: the server sends each with all that its steps have said. */
export const RUNS_PER_PAGE = 10;

/** Milliseconds of silence after which a stream is left; the run goes on, and is looked at. */
const IDLE_MS = 60_000;

/** One page of the history. */
export interface RunPage {
  readonly runs: readonly WorkflowRunRow[];
  readonly more: boolean;
}

export interface WorkflowAccess {
  readonly access: Pick<ClientAccess, "attempt" | "read" | "translated" | "serverLabel">;
  /** The person, whose runs are begun and listed. */
  readonly resourceId: string;
  /** Values for the server's code that go along with what begins a run or goes on with it. */
  readonly requestContext: () => Readonly<Record<string, unknown>> | undefined;
}

/** Records of a run's stream, as they come. */
export type RunRecords = AsyncGenerator<unknown, void, undefined>;

/**
 * The workflows of one owner's server (docs/wire.md#mastra-workflows). Every method throws `UserFacingError`, kind
 * `workflowGone` when there is no such workflow or run, or an `AbortError` after its signal or at the owner's end.
 */
export class WorkflowService {
  constructor(private readonly deps: WorkflowAccess) {}

  /** By name; none where the server has no workflows at all. */
  async list(): Promise<readonly WorkflowSummary[]> {
    return workflowList(await readWorkflows(this.deps.access));
  }

  async describe(workflowId: string): Promise<WorkflowDetails> {
    return workflowDetails(workflowId, await this.read(pathOf(workflowId)));
  }

  /** The person's own runs, newest first. @param page from 0 */
  async runs(workflowId: string, page: number): Promise<RunPage> {
    const query = { resourceId: this.deps.resourceId, page: `${page}`, perPage: `${RUNS_PER_PAGE}` };
    const { runs, total } = fields(await this.read(`${pathOf(workflowId)}/runs?${queryOf(query)}`));
    const rows = list(runs).flatMap((run) => runRow(run) ?? []);
    return { runs: rows, more: typeof total === "number" && (page + 1) * RUNS_PER_PAGE < total };
  }

  async run(workflowId: string, runId: string): Promise<StoredRun> {
    return storedRun(await this.read(runPath(workflowId, runId)));
  }

  /** Whether a run is the person's: it says so, or it is listed among theirs. */
  async owns(workflowId: string, { runId, resourceId }: StoredRun): Promise<boolean> {
    return (
      resourceId === this.deps.resourceId || (await this.runs(workflowId, 0)).runs.some((run) => run.runId === runId)
    );
  }

  /** Begins a run. @param runId a new one @throws UserFacingError kind `tooLarge` */
  start(workflowId: string, runId: string, inputData: unknown, signal: AbortSignal): RunRecords {
    return this.stream(workflowId, "stream", runId, { inputData, resourceId: this.deps.resourceId }, signal);
  }

  /** Tells again what a run has said, and then what it says. */
  observe(workflowId: string, runId: string, signal: AbortSignal): RunRecords {
    return this.stream(workflowId, "observe", runId, undefined, signal);
  }

  /** Gives a suspended step what it waits for. @throws UserFacingError kind `tooLarge` */
  resume(
    workflowId: string,
    runId: string,
    step: readonly string[],
    resumeData: unknown,
    signal: AbortSignal,
  ): RunRecords {
    return this.stream(workflowId, "resume-stream", runId, { step, resumeData }, signal);
  }

  /** Runs a step and all after it again. @throws UserFacingError kind `cannotRepeat` where the server cannot */
  async *again(workflowId: string, runId: string, step: readonly string[], signal: AbortSignal): RunRecords {
    try {
      yield* this.stream(workflowId, "time-travel-stream", runId, { step }, signal);
    } catch (error) {
      throw error instanceof UserFacingError && error.kind === "workflowGone" ? this.cannotRepeat(error) : error;
    }
  }

  async cancel(workflowId: string, runId: string): Promise<void> {
    await this.attempt((client) =>
      client.request(`${runPath(workflowId, runId)}/cancel`, { method: "POST", body: {} }),
    );
  }

  private async *stream(
    workflowId: string,
    action: string,
    runId: string,
    body: Readonly<Record<string, unknown>> | undefined,
    signal: AbortSignal,
  ): RunRecords {
    const whole = body && withContext(body, this.deps.requestContext());
    assertSendable(whole ?? {});
    const { IdleTimer } = await import("./chunkStream");
    const idle = new IdleTimer(IDLE_MS);
    try {
      const response = await this.attempt<Response>((client) =>
        client.request<Response>(`${pathOf(workflowId)}/${action}?${queryOf({ runId })}`, {
          method: "POST",
          headers: { accept: RECORD_STREAM },
          body: whole ?? {},
          stream: true,
          signal: AbortSignal.any([signal, idle.signal]),
        }),
      );
      if (response.body) {
        yield* readRecords(response.body, idle);
      }
    } catch (error) {
      throw await this.deps.access.translated(error, undefined);
    } finally {
      idle.dispose();
    }
  }

  private async read(path: string): Promise<unknown> {
    try {
      return await this.deps.access.read(path);
    } catch (error) {
      throw this.named(error);
    }
  }

  private async attempt<T>(request: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await this.deps.access.attempt(undefined, request);
    } catch (error) {
      throw this.named(error);
    }
  }

  /** A 404 is the workflow's or the run's here, not that of the whole server. */
  private named(error: unknown): unknown {
    const message = l10n.t(
      "{0} no longer has this workflow or run. Go back to the list.",
      this.deps.access.serverLabel,
    );
    return hasNoRoute(error) ? new UserFacingError("workflowGone", message, [], { cause: error }) : error;
  }

  private cannotRepeat(cause: unknown): UserFacingError {
    const message = l10n.t(
      "{0} can't run this again from a step. Start a new run instead.",
      this.deps.access.serverLabel,
    );
    return new UserFacingError("cannotRepeat", message, [], { cause });
  }
}

function pathOf(workflowId: string): string {
  return `/workflows/${encodeURIComponent(workflowId)}`;
}

function runPath(workflowId: string, runId: string): string {
  return `${pathOf(workflowId)}/runs/${encodeURIComponent(runId)}`;
}

function queryOf(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}
