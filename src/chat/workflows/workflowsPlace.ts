import * as l10n from "@vscode/l10n";
import type { WorkflowDetails } from "../../agents/workflowShape";
import { isCancellation, noticeOf } from "../../shared/userFacingError";
import type { WorkflowAct, WorkflowRunRow, WorkflowsState } from "../../shared/workflows";
import { without } from "../turn/turnChanges";
import type { WorkflowRun } from "./workflowRun";
import type { WorkflowRuns } from "./workflowRuns";

/** Milliseconds between two messages about a run: nobody reads faster, and each holds the whole run. */
const BATCH_MS = 100;

/** What one panel shows of its owner's workflows: the list, one of them with its history, or a run. */
export class WorkflowsPlace {
  private shown: WorkflowsState = {};
  private details: WorkflowDetails | undefined;
  private run: WorkflowRun | undefined;
  private page = 0;
  private timer: NodeJS.Timeout | undefined;
  private unlisten: (() => void) | undefined;
  /** Counts what a person has asked for: an answer to anything before the last comes too late. */
  private turn = 0;

  constructor(
    private readonly runs: WorkflowRuns,
    /** Tells the panel, unless the owner is not there any more. */
    private readonly post: (state: WorkflowsState) => void,
  ) {}

  /** Carries out what a person does. Never throws. */
  async act(act: WorkflowAct): Promise<void> {
    const turn = ++this.turn;
    const isLast = (): boolean => turn === this.turn;
    try {
      await this.carryOut(act, isLast);
    } catch (error) {
      if (isLast() && !isCancellation(error)) {
        this.show({ ...this.shown, problem: noticeOf(error).message });
      }
    }
  }

  private async carryOut(act: WorkflowAct, isLast: () => boolean): Promise<void> {
    this.unlisten ??= this.runs.listen((run) => run === this.run && this.later());
    switch (act.do) {
      case "list":
        return this.list(isLast);
      case "choose":
        return this.choose(act.workflowId, isLast);
      case "more":
        return this.more(isLast);
      case "start":
        if (this.details?.id === act.workflowId) {
          this.showRun(this.runs.start(this.details, act.data));
        }
        return;
      case "open":
        return this.open(act.workflowId, act.runId, isLast);
      case "resume":
        return this.known(act.runId)?.resume(act.step, act.data);
      case "again":
        return this.known(act.runId)?.again(act.step);
      case "cancel":
        return this.known(act.runId)?.cancel();
      case "close":
        this.unlisten();
        this.unlisten = undefined;
        clearTimeout(this.timer);
        this.timer = undefined;
    }
  }

  private async list(isLast: () => boolean): Promise<void> {
    this.run = undefined;
    const { workflows } = this.shown;
    this.show(workflows ? { workflows } : {});
    const listed = await this.runs.list();
    if (isLast()) {
      this.show({ workflows: listed });
    }
  }

  private async choose(workflowId: string, isLast: () => boolean): Promise<void> {
    this.run = undefined;
    const known = this.details?.id === workflowId ? this.details : undefined;
    if (known) {
      this.show({ chosen: chosenOf(known) });
    }
    const details = await this.runs.describe(workflowId);
    if (!isLast()) {
      return;
    }
    this.details = details;
    this.show({ chosen: chosenOf(details) });
    const { runs, more } = await this.runs.history(workflowId, 0);
    if (isLast()) {
      this.page = 0;
      this.show({ chosen: { ...chosenOf(details), runs, ...(more ? { more } : {}) } });
    }
  }

  private async more(isLast: () => boolean): Promise<void> {
    const { chosen } = this.shown;
    if (!chosen?.more) {
      return;
    }
    const { runs, more } = await this.runs.history(chosen.id, this.page + 1);
    if (isLast()) {
      this.page += 1;
      this.show({
        chosen: { ...without(chosen, "more"), runs: joined(chosen.runs ?? [], runs), ...(more ? { more } : {}) },
      });
    }
  }

  private async open(workflowId: string, runId: string, isLast: () => boolean): Promise<void> {
    const known = this.details?.id === workflowId ? this.details : undefined;
    const details = known ?? (await this.runs.describe(workflowId));
    const isListed = this.shown.chosen?.runs?.some((run) => run.runId === runId) === true;
    const run = await this.runs.open(details, runId, isListed);
    if (!isLast()) {
      return;
    }
    this.details = details;
    if (run) {
      this.showRun(run);
    } else {
      this.show({ chosen: chosenOf(details), problem: l10n.t("This run belongs to someone else.") });
    }
  }

  private known(runId: string): WorkflowRun | undefined {
    return this.run?.runId === runId ? this.run : undefined;
  }

  private showRun(run: WorkflowRun): void {
    this.run = run;
    this.show(this.details ? { chosen: chosenOf(this.details) } : {});
  }

  private later(): void {
    this.timer ??= setTimeout(() => this.show(this.shown), BATCH_MS);
  }

  private show(state: WorkflowsState): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = state;
    this.post(this.run ? { ...state, run: this.run.state } : state);
  }
}

function chosenOf({ id, name, description, inputSchema }: WorkflowDetails): NonNullable<WorkflowsState["chosen"]> {
  return { id, name, description, ...(inputSchema ? { inputSchema } : {}) };
}

/** A run that was begun meanwhile has moved one that is known to the next page. */
function joined(known: readonly WorkflowRunRow[], next: readonly WorkflowRunRow[]): readonly WorkflowRunRow[] {
  const ids = new Set(known.map(({ runId }) => runId));
  return [...known, ...next.filter(({ runId }) => !ids.has(runId))];
}
