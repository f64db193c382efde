import * as l10n from "@vscode/l10n";
import { errorMessage } from "../../agents/errorWords";
import { mayBeDone } from "../../agents/requestErrors";
import type { RunRecords, WorkflowService } from "../../agents/workflows";
import type { StoredRun, WorkflowDetails } from "../../agents/workflowShape";
import { delay } from "../../shared/delay";
import { isCancellation, noticeOf, UserFacingError } from "../../shared/userFacingError";
import { isGoing, stepKey, type WorkflowRunState } from "../../shared/workflows";
import { without } from "../turn/turnChanges";
import { fromStep, reduceRun, refusal, withStored } from "./runReducer";

/** Looks at a run that goes on without a word before nothing more is waited for. */
const QUIET_LOOKS = 6;

/** Milliseconds before the first of them; each waits longer. */
const PAUSE_MS = 500;

export interface WorkflowRunDependencies {
  readonly service: Omit<WorkflowService, "list" | "describe" | "runs" | "owns">;
  readonly details: WorkflowDetails;
  /** The owner's end. */
  readonly signal: AbortSignal;
  readonly onChange: () => void;
  readonly pauseMs?: number;
}

/**
 * One run of a workflow, followed for as long as it goes on, whether somebody looks or not. What its stream tells is
 * shown at once; whenever a stream ends, however it does, the server is asked what has become of the run.
 */
export class WorkflowRun {
  private current: WorkflowRunState;
  private following = false;
  /** Until what is followed has come to its end. */
  private settled = Promise.resolve();
  /** Nothing has come of the newest request yet. */
  private awaiting = false;
  private canceling = false;
  private cannotRepeat = false;
  /** Of the server's last no. */
  private refused = "";

  constructor(
    readonly runId: string,
    private readonly deps: WorkflowRunDependencies,
  ) {
    const { id, nodes } = deps.details;
    this.current = { runId, workflowId: id, status: "pending", nodes, steps: {} };
  }

  /** What the panel is told of it. */
  get state(): WorkflowRunState {
    const { steps, nodes, status } = this.current;
    const isOver = !isGoing(status);
    const { resumeSchemas } = this.deps.details;
    const waiting = Object.keys(steps).filter((key) => steps[key]?.status === "suspended" && resumeSchemas[key]);
    return {
      ...this.current,
      ...(this.following && (this.awaiting || isOver) ? { busy: true as const } : {}),
      ...(this.canceling && (!isOver || status === "suspended") ? { canceling: true as const } : {}),
      ...(waiting.length > 0
        ? { schemas: Object.fromEntries(waiting.map((key) => [key, resumeSchemas[key] ?? {}])) }
        : {}),
      ...(nodes.length > 0 && isOver && !this.cannotRepeat ? { canRepeat: true as const } : {}),
    };
  }

  /** Begins it. */
  async start(data: unknown): Promise<void> {
    const { service, details, signal } = this.deps;
    this.change({ ...this.current, createdAt: Date.now() });
    await this.follow(() => service.start(details.id, this.runId, data, signal));
  }

  /** Shows it as it is stored, and follows it if it goes on. @param stored when it has been read just now */
  async open(stored?: StoredRun): Promise<void> {
    if (this.following) {
      return;
    }
    if (stored) {
      this.change(withStored(this.current, stored));
    } else {
      this.fail(await this.look());
    }
    if (isGoing(this.current.status)) {
      await this.follow(() => this.observe());
    }
  }

  /** Gives a suspended step what it waits for. */
  async resume(step: readonly string[], data: unknown): Promise<void> {
    await this.settle();
    if (this.current.steps[stepKey(step)]?.status === "suspended") {
      const { service, details, signal } = this.deps;
      await this.follow(() => service.resume(details.id, this.runId, step, data, signal));
    }
  }

  /** Runs a step and everything after it again. */
  async again(step: readonly string[]): Promise<void> {
    await this.settle();
    if (!isGoing(this.current.status)) {
      const { service, details, signal } = this.deps;
      const before = newsOf(this.current);
      this.change(fromStep(this.current, step));
      await this.follow(() => service.again(details.id, this.runId, step, signal), before);
    }
  }

  async cancel(): Promise<void> {
    const { service, details } = this.deps;
    this.canceling = true;
    this.change(this.current);
    try {
      await service.cancel(details.id, this.runId);
      if (!this.following) {
        await this.open();
        this.canceling = false;
        this.change(this.current);
      }
    } catch (error) {
      this.canceling = false;
      this.fail(error);
    }
  }

  /**
   * Waits for what is followed. Right after a stream said that it waits, the server is still asked what is stored; and
   * where several answers wait for that, each goes after the one before.
   */
  private async settle(): Promise<void> {
    while (this.following) {
      await this.settled;
    }
  }

  /**
   * Reads a stream, and joins the run again for as long as it goes on. One at a time.
   *
   * @param before what was known of the run when a person asked for this
   */
  private follow(open: () => RunRecords, before = newsOf(this.current)): Promise<void> {
    return this.following ? Promise.resolve() : (this.settled = this.followNow(open, before));
  }

  private async followNow(open: () => RunRecords, before: string): Promise<void> {
    this.following = true;
    this.awaiting = true;
    this.change(without(this.current, "problem"));
    try {
      const error = await this.read(open);
      await this.untilItRests(error);
      if (error !== undefined && mayBeDone(error) && this.isAs(before)) {
        // It was lost on its way, or the server has not begun with it yet.
        await this.pause(0);
        await this.untilItRests(error);
        if (this.isAs(before)) {
          this.fail(error);
        }
      }
    } finally {
      this.following = this.awaiting = this.canceling = false;
      this.change(this.current);
    }
  }

  /** @param error that the stream ended with, if it was one */
  private async untilItRests(error: unknown): Promise<void> {
    let known = "";
    for (let quiet = 0; await this.whatBecame(error);) {
      // Not by its streams: each begins with all that is known.
      const before = known;
      known = newsOf(this.current);
      quiet = known === before ? quiet + 1 : 0;
      if (quiet > QUIET_LOOKS) {
        this.fail(noNews());
        return;
      }
      await this.pause(quiet);
      error = await this.read(() => this.observe());
    }
  }

  /** With the owner's end the pause ends too, and the next look finds that out. @param looks that have brought nothing */
  private async pause(looks: number): Promise<void> {
    await delay((this.deps.pauseMs ?? PAUSE_MS) * 2 ** looks, { signal: this.deps.signal }).catch(() => undefined);
  }

  /** Whether nothing has become of the run, and nothing more will. */
  private isAs(before: string): boolean {
    return !isGoing(this.current.status) && newsOf(this.current) === before;
  }

  /** @returns what the stream ended with, if it was an error */
  private async read(open: () => RunRecords): Promise<unknown> {
    this.refused = "";
    try {
      for await (const record of open()) {
        this.refused = refusal(record);
        const next = reduceRun(this.current, record);
        if (next !== this.current) {
          this.awaiting = false;
          this.change(without(next, "problem"));
        }
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Asks the server after a stream has ended. @returns whether the run goes on */
  private async whatBecame(error: unknown): Promise<boolean> {
    if (this.deps.signal.aborted) {
      return false;
    }
    if (error instanceof UserFacingError && !mayBeDone(error)) {
      this.cannotRepeat ||= error.kind === "cannotRepeat";
      this.endUnbegun(await this.look());
      this.fail(error);
      return false;
    }
    const looked = await this.look();
    this.endUnbegun(looked);
    if (looked !== undefined) {
      // What was asked for did not get through, or the server cannot be reached at all.
      const gone = looked instanceof UserFacingError && !mayBeDone(looked);
      // A run whose very input was refused is not stored: why has been told.
      if (!gone || this.refused === "") {
        this.fail(gone && error !== undefined ? error : looked);
      }
      return !gone;
    }
    if (isGoing(this.current.status)) {
      const isUnbegun = this.refused !== "" && this.current.status === "pending";
      if (isUnbegun) {
        // Its input was refused: it is stored as one that never began.
        this.change({ ...this.current, status: "failed", error: this.refused });
      } else {
        // A run that goes on has got its answer elsewhere.
        this.sayRefused();
      }
      return !isUnbegun;
    }
    if (this.current.status !== "failed") {
      this.sayRefused();
    }
    return false;
  }

  private sayRefused(): void {
    if (this.refused !== "") {
      const message = l10n.t("The server didn't accept this: {0}", errorMessage(this.refused));
      this.fail(new UserFacingError("refused", message));
    }
  }

  /** @returns why it could not be read; undefined when it was */
  private async look(): Promise<unknown> {
    const { service, details } = this.deps;
    try {
      const stored = await service.run(details.id, this.runId);
      this.change(without(withStored(this.current, stored), "problem"));
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** A run that the server has never begun does not begin any more. @param looked why it could not be read */
  private endUnbegun(looked: unknown): void {
    if (this.current.status === "pending" && looked instanceof UserFacingError && looked.kind === "workflowGone") {
      this.change({ ...this.current, status: "failed" });
    }
  }

  private observe(): RunRecords {
    const { service, details, signal } = this.deps;
    return service.observe(details.id, this.runId, signal);
  }

  private fail(error: unknown): void {
    if (
      error !== undefined &&
      !this.deps.signal.aborted &&
      !(isCancellation(error) && !(error instanceof UserFacingError))
    ) {
      this.change({ ...this.current, problem: noticeOf(error).message });
    }
  }

  private change(next: WorkflowRunState): void {
    this.current = next;
    if (!this.deps.signal.aborted) {
      this.deps.onChange();
    }
  }
}

/** What has become of a run and of each step, in a word to compare. */
function newsOf({ status, steps }: WorkflowRunState): string {
  return JSON.stringify([status, Object.entries(steps).map(([key, { status: its, at }]) => [key, its, at])]);
}

function noNews(): UserFacingError {
  const message = l10n.t("The server has said nothing of this run for a while. It may still go on. Look again later.");
  return new UserFacingError("noNews", message);
}
