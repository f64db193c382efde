import { ok, strictEqual } from "node:assert/strict";
import { PanelWorkflows } from "../../../src/chat/workflows/panelWorkflows";
import { isGoing, type WorkflowAct, type WorkflowRunState, type WorkflowsState } from "../../../src/shared/workflows";
import { type Call, isMissing, type Outcome, to } from "./call";
import type { FaultWindow } from "./faultWindow";
import { settled } from "./runCalls";

const TRIP = "tripPlan";
const INPUT = { city: "Rome", month: 6, nights: 3 };
const OBSERVE = to("POST", /\/observe$/);
const START = to("POST", /\/workflows\/tripPlan\/stream$/);

/** What a panel says of a server without workflows. */
const NO_WORKFLOWS = "This server has no workflows.";

/** What a panel shows of the workflows of a window. */
class ShownWorkflows {
  private readonly told: WorkflowsState[] = [];
  private readonly panel = new PanelWorkflows((state) => void this.told.push(state));

  private constructor(private readonly window: FaultWindow) {}

  /** With one workflow chosen, as whoever wants to start it has. */
  static async open(window: FaultWindow): Promise<ShownWorkflows> {
    await window.open();
    // What the panel is told by itself has been asked for.
    await settled(() => window.session.hasWorkflows);
    const shown = new ShownWorkflows(window);
    await shown.act({ do: "list" });
    await shown.act({ do: "choose", workflowId: TRIP });
    return shown;
  }

  /** With a run that waits for an answer. */
  static async started(window: FaultWindow): Promise<ShownWorkflows> {
    const shown = await ShownWorkflows.open(window);
    strictEqual((await shown.starts()).worked, true);
    return shown;
  }

  get state(): WorkflowsState {
    return this.told.at(-1) ?? {};
  }

  act(act: WorkflowAct): Promise<void> {
    return this.panel.act(this.window.session, act);
  }

  /** Asks for something that is no run's. */
  async shows(act: WorkflowAct, worked: (state: WorkflowsState) => boolean): Promise<Outcome> {
    await this.act(act);
    const { problem } = this.state;
    ok(worked(this.state) || problem !== undefined, "it still loads");
    return { worked: worked(this.state) && problem === undefined, said: problem };
  }

  /** Does something with the run, and waits until it rests. */
  async runs(act: WorkflowAct, worked: (run: WorkflowRunState) => boolean): Promise<Outcome> {
    const since = this.told.length;
    await this.act(act);
    const has = (): boolean => this.state.run !== undefined && worked(this.state.run);
    await settled(() => this.told.length > since && this.rests && (has() || this.said !== undefined), LONGEST_RUN_MS);
    ok(this.rests, `the run does not rest: ${JSON.stringify(this.state.run)}`);
    return { worked: has() && this.said === undefined, said: this.said };
  }

  starts(): Promise<Outcome> {
    return this.runs({ do: "start", workflowId: TRIP, data: INPUT }, asks);
  }

  answers(): Promise<Outcome> {
    const data = { accept: true, note: "" };
    return this.runs({ do: "resume", runId: this.run.runId, step: ["confirm"], data }, ({ status, result }) => {
      return status === "success" && result !== undefined;
    });
  }

  /** The run anew, as somebody who comes back to it once the network works. */
  async looks(): Promise<WorkflowRunState> {
    await this.act({ do: "choose", workflowId: TRIP });
    await this.act({ do: "open", workflowId: TRIP, runId: this.lastId });
    await settled(() => this.rests && this.said === undefined);
    strictEqual(this.said, undefined, "it is still said that something failed");
    return this.run;
  }

  get run(): WorkflowRunState {
    const { run } = this.state;
    ok(run, this.state.problem ?? "no run is shown");
    return run;
  }

  /** Of the run that was shown last. */
  get lastId(): string {
    return this.told.findLast(({ run }) => run)?.run?.runId ?? "";
  }

  /** What is said of something that failed. */
  private get said(): string | undefined {
    return this.state.run?.problem ?? this.state.problem;
  }

  /** Nothing turns, unless it is said why nothing more is known. */
  private get rests(): boolean {
    const { run, problem } = this.state;
    return run
      ? !run.busy && !run.canceling && (!isGoing(run.status) || run.problem !== undefined)
      : problem !== undefined;
  }
}

/** Milliseconds after which nothing more will come of a run. */
const LONGEST_RUN_MS = 150_000;

const asks = ({ status, schemas }: WorkflowRunState): boolean =>
  status === "suspended" && schemas?.["confirm"] !== undefined;

const list: Call = {
  name: "list the workflows",
  request: to("GET", /\/api\/workflows$/),
  mostRequests: 2,
  begin: async (window) => {
    const shown = await ShownWorkflows.open(window);
    const lists = (): Promise<Outcome> =>
      shown.shows({ do: "list" }, ({ workflows }) => workflows?.some(({ id }) => id === TRIP) === true);
    return {
      run: async (_, fault) => {
        if (!isMissing(fault)) {
          return lists();
        }
        // A server without such a route is one from before there were workflows.
        await shown.shows({ do: "list" }, ({ workflows }) => workflows?.length === 0);
        return { worked: false, said: NO_WORKFLOWS };
      },
      again: async () => ok((await lists()).worked, "the list does not come back"),
    };
  },
};

const describe: Call = {
  name: "read a workflow",
  request: to("GET", /\/workflows\/publishReport$/),
  mostRequests: 2,
  begin: async (window) => {
    const shown = await ShownWorkflows.open(window);
    const chooses = (): Promise<Outcome> =>
      shown.shows(
        { do: "choose", workflowId: "publishReport" },
        ({ chosen }) => chosen?.id === "publishReport" && chosen.inputSchema !== undefined,
      );
    return { run: chooses, again: async () => ok((await chooses()).worked, "it can't be chosen again") };
  },
};

const history: Call = {
  name: "list the runs of a workflow",
  request: to("GET", /\/workflows\/tripPlan\/runs$/),
  mostRequests: 2,
  begin: async (window) => {
    const shown = await ShownWorkflows.started(window);
    const { runId } = shown.run;
    const lists = async (): Promise<Outcome> => {
      const listed = await shown.shows({ do: "choose", workflowId: TRIP }, ({ chosen }) =>
        (chosen?.runs ?? []).some((run) => run.runId === runId),
      );
      ok(shown.state.chosen?.inputSchema, "it can't be started any more");
      return listed;
    };
    return { run: lists, again: async () => ok((await lists()).worked, "the history does not come back") };
  },
};

const look: Call = {
  name: "read a run of a workflow",
  request: to("GET", /\/workflows\/tripPlan\/runs\/[^/]+$/),
  mostRequests: 2,
  begin: async (window) => {
    const { runId } = (await ShownWorkflows.started(window)).run;
    // As after a reload, with which what was known of the run is gone.
    await window.renew();
    const shown = await ShownWorkflows.open(window);
    const opens = (): Promise<Outcome> => shown.runs({ do: "open", workflowId: TRIP, runId }, asks);
    return { run: opens, again: async () => ok((await opens()).worked, "it can't be opened again") };
  },
};

const start: Call = {
  name: "start a workflow",
  request: START,
  streams: true,
  isPatient: true,
  mostRequests: 1,
  begin: async (window) => {
    const shown = await ShownWorkflows.open(window);
    return {
      run: () => shown.starts(),
      again: async () => {
        await shown.act({ do: "choose", workflowId: TRIP });
        const { runs } = shown.state.chosen ?? {};
        ok((runs?.length ?? 0) <= 1, "it was begun twice");
        ok((await shown.starts()).worked, "it can't be started again");
      },
    };
  },
};

const join: Call = {
  name: "join a run of a workflow again (observe)",
  request: OBSERVE,
  streams: true,
  isPatient: true,
  // It changes nothing, and is asked for as long as the run goes on.
  mostRequests: Infinity,
  begin: async (window) => {
    const shown = await ShownWorkflows.open(window);
    return {
      run: async () => {
        const fault = { on: "answer", at: { kind: "events", events: 3 }, then: "reset" } as const;
        for (let attempts = 0; attempts < 8; attempts += 1) {
          window.network.break({ matches: START, fault, times: 1 });
          const outcome = await shown.starts();
          if (window.network.requests.some(OBSERVE)) {
            return outcome;
          }
          // On a busy machine it waits for a person before it is looked at.
          await shown.act({ do: "choose", workflowId: TRIP });
        }
        throw new Error("Each run was over before it could be joined again.");
      },
      again: async () => ok(asks(await shown.looks()), "the run is not as it was"),
    };
  },
};

const answer: Call = {
  name: "answer a step of a workflow (resume)",
  request: to("POST", /\/workflows\/tripPlan\/resume-stream$/),
  streams: true,
  isPatient: true,
  mostRequests: 1,
  begin: async (window) => {
    const shown = await ShownWorkflows.started(window);
    return {
      run: () => shown.answers(),
      again: async () => {
        const { status } = await shown.looks();
        ok(status === "success" || (await shown.answers()).worked, "it can't be answered any more");
      },
    };
  },
};

const repeat: Call = {
  name: "run a workflow again from a step",
  request: to("POST", /\/time-travel-stream$/),
  streams: true,
  isPatient: true,
  mostRequests: 1,
  begin: async (window) => {
    const shown = await ShownWorkflows.started(window);
    strictEqual((await shown.answers()).worked, true);
    const repeats = (): Promise<Outcome> =>
      shown.runs({ do: "again", runId: shown.run.runId, step: ["makeOffer"] }, asks);
    return {
      run: repeats,
      again: async () => {
        await shown.looks();
        ok((await repeats()).worked, "it can't be run again any more");
      },
    };
  },
};

const cancel: Call = {
  name: "cancel a run of a workflow",
  request: to("POST", /\/cancel$/),
  mostRequests: 1,
  begin: async (window) => {
    const shown = await ShownWorkflows.started(window);
    const cancels = (): Promise<Outcome> =>
      shown.runs({ do: "cancel", runId: shown.run.runId }, ({ status }) => status === "canceled");
    return {
      run: cancels,
      again: async () => {
        const { status } = await shown.looks();
        ok(status === "canceled" || (await cancels()).worked, "it can't be canceled any more");
      },
    };
  },
};

/** The calls of workflows, as a panel makes them. */
export const WORKFLOW_CALLS: readonly Call[] = [list, describe, history, look, start, join, answer, repeat, cancel];
