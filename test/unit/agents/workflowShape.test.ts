import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readWorkflows } from "../../../src/agents/readWorkflows";
import {
  errorText,
  plainName,
  runRow,
  stepState,
  storedRun,
  valueText,
  workflowDetails,
  workflowList,
  workflowNodes,
} from "../../../src/agents/workflowShape";

const step = (id: string): object => ({ type: "step", step: { id } });

describe("the shape of workflows", () => {
  it("lists them by name", () => {
    deepStrictEqual(
      workflowList([
        ["b", { name: "Zebra", description: "Last" }],
        ["a", {}],
        ["wrong", 7],
      ]).map(({ id, name, description }) => [id, name, description]),
      [
        ["a", "a", ""],
        ["wrong", "wrong", ""],
        ["b", "Zebra", "Last"],
      ],
    );
  });

  it("leaves those out that put an agent's processors together", async () => {
    const processor = { type: "step", step: { id: "processor:x", component: "PROCESSOR" } };
    const read = async (answer: unknown): Promise<string[]> =>
      (await readWorkflows({ read: <T>() => Promise.resolve(answer as T) })).map(([id]) => id);
    const hidden = { stepGraph: [processor, processor] };
    deepStrictEqual(await read({ b: { stepGraph: [step("x")] }, hidden, none: { stepGraph: [] }, wrong: 7 }), [
      ...["b", "none", "wrong"],
    ]);
    for (const answer of [undefined, null, [], 3]) {
      deepStrictEqual(await read(answer), []);
    }
  });

  it("reads a graph with everything in it that Mastra makes", () => {
    const nodes = workflowNodes([
      { type: "parallel", steps: [step("one"), step("two")] },
      { type: "conditional", steps: [step("yes")], serializedConditions: [{ id: "c", fn: "() => true" }] },
      { type: "loop", step: step("round"), loopType: "dountil" },
      { type: "loop", step: { id: "older" } },
      { type: "foreach", step: step("entry"), opts: { concurrency: 2 } },
      {
        type: "workflow",
        id: "inner",
        serializedStepFlow: [step("deep"), { type: "parallel", steps: [step("deeper")] }],
      },
      { type: "sleep", id: "sleep_1", duration: 5 },
      { type: "mapping", id: "mapping_1" },
      { type: "somethingNew", id: "new" },
      { type: "somethingNewer" },
      "no entry",
    ]);
    const outline = (list: typeof nodes): unknown[] =>
      list.map(({ kind, path, nodes: inner }) => [`${kind} ${path.join(".")}`, ...outline(inner)]);
    deepStrictEqual(outline(nodes), [
      ["parallel ", ["step one"], ["step two"]],
      ["branch ", ["step yes"]],
      ["loop round"],
      ["loop older"],
      ["each entry"],
      ["step inner", ["step inner.deep"], ["parallel ", ["step inner.deeper"]]],
      ["sleep sleep_1"],
      ["mapping mapping_1"],
      ["step new"],
    ]);
  });

  it("ends in a graph that holds itself, or that nobody could read", () => {
    const endless: { type: string; id: string; serializedStepFlow: object[] } = {
      type: "workflow",
      id: "self",
      serializedStepFlow: [],
    };
    endless.serializedStepFlow.push(endless);
    let levels = 0;
    for (let [level] = [workflowNodes([endless])]; level.length > 0; level = level[0]?.nodes ?? []) {
      levels += 1;
    }
    ok(levels > 3 && levels < 20, `${levels} levels`);
    const wide = { type: "parallel", steps: Array.from({ length: 5_000 }, (_, index) => step(`s${index}`)) };
    ok((workflowNodes([wide])[0]?.nodes.length ?? 0) <= 300);
    for (const graph of [undefined, {}, "x", [[[]]], [{ type: "loop", step: { type: "loop", step: {} } }]]) {
      deepStrictEqual(workflowNodes(graph), []);
    }
  });

  it("reads the schemas, which come as text around JSON", () => {
    const schema = { type: "object", properties: { city: { type: "string" } } };
    const told = JSON.stringify({ json: schema });
    const { inputSchema, resumeSchemas } = workflowDetails("w", {
      inputSchema: told,
      allSteps: {
        ask: { resumeSchema: told },
        "inner.ask": { resumeSchema: schema },
        broken: { resumeSchema: "{" },
        none: {},
      },
    });
    deepStrictEqual(inputSchema, schema);
    deepStrictEqual(resumeSchemas, { ask: schema, "inner.ask": schema });
    strictEqual(workflowDetails("w", { inputSchema: "not JSON" }).inputSchema, undefined);
  });

  it("keeps a value of any size and depth as a short text, and what a text is as it is", () => {
    strictEqual(valueText("as it is"), "as it is");
    strictEqual(valueText({ a: 1 }), '{"a":1}');
    strictEqual(valueText(undefined), "");
    strictEqual(valueText("x".repeat(5_000_000)).length, 20_001);
    let deep: unknown = "end";
    for (let level = 0; level < 200_000; level += 1) {
      deep = [deep];
    }
    match(valueText(deep), /nested too deeply|^\[/);
  });

  it("never tells a stack, and keeps names on one line in their own direction", () => {
    strictEqual(errorText({ message: "No figures", stack: "Error: No figures\n    at /srv/app.js" }), "No figures");
    strictEqual(errorText({ stack: "only that" }), "");
    strictEqual(errorText("plain"), "plain");
    strictEqual(plainName("a\u202egnp.exe\n\u0007b"), "a gnp.exe  b");
    strictEqual(plainName("<img src=x onerror=alert(1)>"), "<img src=x onerror=alert(1)>", "text, and drawn as such");
    strictEqual(plainName(7), "");
  });

  it("reads a step, and nothing where its status is none", () => {
    strictEqual(stepState({ status: "exploded" }), undefined);
    deepStrictEqual(
      stepState({ status: "suspended", suspendPayload: { why: "x", __workflow_meta: { path: ["a"] } } }),
      {
        status: "suspended",
        asks: '{"why":"x"}',
      },
    );
    deepStrictEqual(stepState({ status: "failed", error: { message: "it broke" }, startedAt: 5, endedAt: "then" }), {
      ...{ status: "failed", startedAt: 5, at: 5 },
      error: "it broke",
    });
  });

  it("reads runs, whose state some stores keep as text, and what is none is left out", () => {
    const row = { runId: "r", createdAt: "2026-01-01T00:00:00.000Z" };
    const createdAt = Date.parse(row.createdAt);
    deepStrictEqual(runRow({ ...row, snapshot: { status: "suspended" } }), {
      runId: "r",
      status: "suspended",
      createdAt,
    });
    deepStrictEqual(runRow({ ...row, snapshot: '{"status":"success"}' }), { runId: "r", status: "success", createdAt });
    strictEqual(runRow({ ...row, snapshot: "{" })?.status, "running");
    strictEqual(runRow({ snapshot: {} }), undefined);
    const { steps, status, nodes } = storedRun({
      runId: "r",
      status: "tripwire",
      steps: { a: 3, b: { status: "success" } },
    });
    deepStrictEqual([steps, status, nodes], [{ b: { status: "success" } }, "failed", []]);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`s${index}`, { status: "success" }]));
    strictEqual(Object.keys(storedRun({ steps: many }).steps).length, 1_000);
  });
});
