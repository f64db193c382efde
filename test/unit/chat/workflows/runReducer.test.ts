import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { storedRun, workflowNodes } from "../../../../src/agents/workflowShape";
import { fromStep, reduceRun, refusal, withStored } from "../../../../src/chat/workflows/runReducer";
import type { WorkflowRunState } from "../../../../src/shared/workflows";

const runId = "run";
const step = (id: string): object => ({ type: "step", step: { id } });
const empty: WorkflowRunState = {
  runId,
  workflowId: "w",
  status: "pending",
  nodes: workflowNodes([step("a"), { type: "parallel", steps: [step("b"), step("c")] }, step("d")]),
  steps: {},
};
const record = (type: string, payload: object): object => ({ type, runId, from: "WORKFLOW", payload });
const start = (id: string, startedAt: number, more = {}): object =>
  record("workflow-step-start", { id, status: "running", startedAt, payload: { n: 1 }, ...more });
const end = (id: string, startedAt: number, endedAt: number, more = {}): object =>
  record("workflow-step-result", { id, status: "success", startedAt, endedAt, output: { n: 2 }, ...more });
const after = (run: WorkflowRunState, ...records: readonly unknown[]): WorkflowRunState =>
  records.reduce(reduceRun, run);
const statuses = ({ steps }: WorkflowRunState): Record<string, string> =>
  Object.fromEntries(Object.entries(steps).map(([key, { status }]) => [key, status]));

describe("a run of a workflow", () => {
  it("goes from step to step to its result", () => {
    const run = after(
      empty,
      record("workflow-start", { workflowId: "w" }),
      start("a", 10),
      end("a", 10, 14),
      start("b", 15),
      record("workflow-step-result", {
        id: "b",
        status: "failed",
        startedAt: 15,
        endedAt: 16,
        error: { message: "no" },
      }),
    );
    strictEqual(run.status, "running");
    deepStrictEqual(run.steps, {
      a: { status: "success", startedAt: 10, endedAt: 14, at: 14, input: '{"n":1}', output: '{"n":2}' },
      b: { status: "failed", startedAt: 15, endedAt: 16, at: 16, input: '{"n":1}', error: "no" },
    });
    const finish = record("workflow-finish", { workflowStatus: "success", finalWorkflowResult: ["x"], metadata: {} });
    deepStrictEqual([after(run, finish).status, after(run, finish).result], ["success", '["x"]']);
  });

  it("is the same object after what says nothing of it", () => {
    const run = after(empty, start("a", 10), end("a", 10, 14));
    for (const other of [
      null,
      7,
      "text",
      [],
      {},
      { type: "workflow-step-start" },
      record("workflow-step-start", {}),
      record("workflow-step-start", { id: "b", status: "odd" }),
      record("workflow-step-output", { output: {}, stepName: "a" }),
      record("something-new", { id: "a" }),
      { ...start("b", 20), runId: "another run" },
      { type: "data-x", data: {} },
      record("workflow-step-progress", { id: "a", completedCount: "many" }),
    ]) {
      strictEqual(reduceRun(run, other), run, JSON.stringify(other));
    }
  });

  it("does not go back when all there was is told again", () => {
    const told = [
      record("workflow-start", {}),
      start("a", 10),
      end("a", 10, 10),
      start("b", 10),
      end("b", 10, 12),
      start("d", 12),
    ];
    const run = after(empty, ...told);
    strictEqual(after(run, ...told), run);
  });

  it("counts rounds of a loop, also when each takes no time, and entries of a list", () => {
    const first = { metadata: { iterationCount: 1 } };
    const second = { metadata: { iterationCount: 2 } };
    const run = after(empty, start("a", 10, first), end("a", 10, 10, first), start("a", 10, second));
    deepStrictEqual([run.steps["a"]?.status, run.steps["a"]?.rounds], ["running", 2]);
    const each = after(
      empty,
      start("a", 10),
      record("workflow-step-progress", { id: "a", completedCount: 1, totalCount: 3 }),
    );
    deepStrictEqual([each.steps["a"]?.done, each.steps["a"]?.total, each.steps["a"]?.status], [1, 3, "running"]);
    const done = after(each, record("workflow-step-result", { id: "a", status: "success", output: [], endedAt: 20 }));
    deepStrictEqual([done.steps["a"]?.status, done.steps["a"]?.startedAt], ["success", 10]);
  });

  it("asks, is answered, and asks no more", () => {
    const asks = record("workflow-step-suspended", {
      ...{ id: "a", status: "suspended", startedAt: 10, suspendedAt: 11 },
      suspendPayload: { message: "May I?" },
    });
    const run = after(empty, start("a", 10), asks);
    deepStrictEqual([run.steps["a"]?.status, run.steps["a"]?.asks], ["suspended", '{"message":"May I?"}']);
    const answered = after(run, start("a", 10, { resumedAt: 12 }));
    deepStrictEqual([answered.steps["a"]?.status, answered.steps["a"]?.asks], ["running", undefined]);
  });

  it("is what the server has stored, whatever its stream has called it", () => {
    const run = after(
      empty,
      start("a", 10),
      record("workflow-step-progress", { id: "a", completedCount: 1, totalCount: 2 }),
      record("workflow-finish", {
        workflowStatus: "failed",
        metadata: { errorMessage: "This workflow run was not suspended" },
      }),
    );
    deepStrictEqual([run.status, run.error], ["failed", "This workflow run was not suspended"]);
    const stored = storedRun({ runId, status: "suspended", steps: { a: { status: "suspended", startedAt: 10 } } });
    const known = withStored(run, stored);
    deepStrictEqual([known.status, known.error, known.steps["a"]?.total], ["suspended", undefined, 2]);
    deepStrictEqual(known.nodes, empty.nodes, "those of the workflow, where the run has none");
    const failed = withStored(run, storedRun({ runId, status: "failed", steps: {} }));
    strictEqual(failed.error, "This workflow run was not suspended", "the stored one has none");
  });

  it("that is canceled has nothing that still runs or waits", () => {
    const run = after(empty, start("a", 10), end("a", 10, 11), start("b", 12), record("workflow-canceled", {}));
    strictEqual(run.status, "canceled");
    const finish = record("workflow-finish", { workflowStatus: "canceled" });
    deepStrictEqual(statuses(after(run, finish)), { a: "success", b: "canceled" });
  });

  it("runs again from a step: it and all behind it have not run", () => {
    const run = after(empty, ...["a", "b", "c", "d"].map((id, index) => end(id, index, index)));
    deepStrictEqual(statuses(fromStep({ ...run, result: "old" }, ["b"])), { a: "success" });
    strictEqual(fromStep({ ...run, result: "old" }, ["b"]).result, undefined);
    deepStrictEqual(Object.keys(fromStep(run, ["nobody"]).steps), ["a", "b", "c", "d"]);
  });

  it("keeps no more steps than a person could read, and none by a name of the language's own", () => {
    const run = after(empty, ...Array.from({ length: 3_000 }, (_, index) => start(`s${index}`, index + 1)));
    strictEqual(Object.keys(run.steps).length, 1_000);
    const odd = after(empty, start("__proto__", 1), start("constructor", 2), start("toString", 3));
    strictEqual(odd.steps["constructor"]?.status, "running");
    strictEqual(Object.getPrototypeOf(odd.steps), Object.prototype);
  });

  it("says why the server did nothing", () => {
    strictEqual(
      refusal(record("workflow-finish", { metadata: { errorMessage: "Invalid resume data" } })),
      "Invalid resume data",
    );
    strictEqual(refusal(record("workflow-finish", { workflowStatus: "success" })), "");
    strictEqual(refusal(null), "");
  });
});
