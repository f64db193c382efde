import type { RunPage, WorkflowService } from "../../agents/workflows";
import type { WorkflowDetails } from "../../agents/workflowShape";
import type { WorkflowSummary } from "../../shared/workflows";
import { WorkflowRun } from "./workflowRun";

/** Runs that are kept when they have ended, so that they are shown again at once. */
const KEPT = 20;

/** The runs that one owner has begun or looked at since their session began. They go on whether a panel shows them or not. */
export class WorkflowRuns {
  private readonly runs = new Map<string, WorkflowRun>();
  private readonly listeners = new Set<(run: WorkflowRun) => void>();

  /** @param signal the owner's end */
  constructor(
    private readonly service: WorkflowService,
    private readonly signal: AbortSignal,
  ) {}

  /** @param listener hears of every change of a run @returns what ends that */
  listen(listener: (run: WorkflowRun) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  list(): Promise<readonly WorkflowSummary[]> {
    return this.service.list();
  }

  describe(workflowId: string): Promise<WorkflowDetails> {
    return this.service.describe(workflowId);
  }

  history(workflowId: string, page: number): Promise<RunPage> {
    return this.service.runs(workflowId, page);
  }

  find(runId: string): WorkflowRun | undefined {
    return this.runs.get(runId);
  }

  /** Begins a run; what becomes of it is told to those who listen. */
  start(details: WorkflowDetails, data: unknown): WorkflowRun {
    const run = this.add(crypto.randomUUID(), details);
    void run.start(data);
    return run;
  }

  /**
   * A run of the history, as the server has it now; followed from here on if it goes on. Only the owner's own: some
   * servers give a run of anybody to whoever knows its id.
   *
   * @param listed it is in the history that the person sees
   * @returns undefined when it is somebody else's
   * @throws UserFacingError kind `workflowGone`
   */
  async open(details: WorkflowDetails, runId: string, listed: boolean): Promise<WorkflowRun | undefined> {
    const known = this.runs.get(runId);
    if (known) {
      void known.open();
      return known;
    }
    const stored = await this.service.run(details.id, runId);
    if (!listed && !(await this.service.owns(details.id, stored))) {
      return undefined;
    }
    const run = this.runs.get(runId) ?? this.add(runId, details);
    void run.open(stored);
    return run;
  }

  private add(runId: string, details: WorkflowDetails): WorkflowRun {
    const { service, signal } = this;
    const run: WorkflowRun = new WorkflowRun(runId, {
      service,
      details,
      signal,
      onChange: () => {
        for (const listener of this.listeners) {
          listener(run);
        }
      },
    });
    this.runs.set(runId, run);
    const ended = [...this.runs].filter(([, { state }]) => !state.busy && state.status !== "running");
    for (const [id] of ended.slice(0, -KEPT)) {
      this.runs.delete(id);
    }
    return run;
  }
}
