import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { WorkflowNode, WorkflowRunState, WorkflowsState } from "../../../src/shared/workflows";
import { workflowsView } from "../../../src/webview/workflows/lazyWorkflows";
import { FakeApi } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const node = (path: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  ...{ kind: "step", path: path.split("."), description: "", nodes: [] },
  ...more,
});
const holds = (kind: "parallel" | "branch", ...nodes: WorkflowNode[]): WorkflowNode => ({
  kind,
  path: [],
  description: "",
  nodes,
});

const trip = { id: "tripPlan", name: "tripPlan", description: "Plans a trip" };
const inputSchema = { type: "object", properties: { city: { type: "string", minLength: 1 } }, required: ["city"] };
const run: WorkflowRunState = {
  runId: "run-1",
  workflowId: "tripPlan",
  status: "running",
  nodes: [
    holds("parallel", node("lookUp", { description: "Looks it up" }), node("findRooms")),
    node("confirm"),
    holds("branch", node("payAtOnce"), node("payLater")),
    node("sendReceipt", { kind: "each" }),
    node("inner", { nodes: [node("inner.deep", { kind: "loop" })] }),
  ],
  steps: {
    lookUp: { status: "success", startedAt: 1_000, endedAt: 3_500, input: '{"city":"Rome"}', output: '{"t":23}' },
    findRooms: { status: "running", startedAt: 1_000 },
  },
};

describe("workflows", () => {
  let panel: PanelPage;
  before(() => workflowsView());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({ workflows: true });
  });
  afterEach(() => panel.close());

  const acts = () => panel.api.ofType("workflows").map(({ act: what }) => what);
  const tell = (told: WorkflowsState): void => panel.tell("workflows", { told });
  const view = (): HTMLElement => panel.find(".workflows");
  const isOpen = (): boolean => panel.all(".workflows").length > 0;
  const steps = (): string[] =>
    panel
      .all(".stepLine")
      .map((line) => [...line.querySelectorAll("span:not(.icon)")].map((span) => span.textContent).join(": "));
  const open = (told: WorkflowsState): void => {
    panel.press("Workflows");
    tell(told);
  };
  const write = (box: HTMLInputElement | HTMLTextAreaElement, text: string): void =>
    void act(() => {
      box.value = text;
      box.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const submit = (): void => void act(() => view().querySelector("form")!.requestSubmit());

  it("are offered only where the server has some, and close by Escape, back at their button", () => {
    panel.show({});
    assert.equal(panel.button("Workflows"), undefined);
    panel.show({ workflows: true });
    const button = panel.button("Workflows")!;
    button.focus();
    panel.press("Workflows");
    assert.equal(button.getAttribute("aria-expanded"), "true");
    assert.equal(document.activeElement, view().querySelector("h2"));
    assert.deepEqual(acts(), [{ do: "list" }]);
    assert.match(view().textContent, /Loading…/);
    panel.key("Escape");
    assert.deepEqual([isOpen(), acts().at(-1), document.activeElement], [false, { do: "close" }, button]);
  });

  it("are a list, from which one is chosen, or a sentence", () => {
    open({ workflows: [] });
    assert.match(view().textContent, /This server has no workflows\./);
    tell({ problem: "localhost could not be reached." });
    assert.equal(view().querySelector('[role="alert"]')?.textContent, "localhost could not be reached.");
    tell({ workflows: [trip, { id: "x", name: "<b>bold</b>", description: "" }] });
    assert.equal(view().querySelector("b"), null, "a name is text");
    void act(() => view().querySelector<HTMLElement>(".workflowRow")!.click());
    assert.deepEqual(acts().at(-1), { do: "choose", workflowId: "tripPlan" });
  });

  it("start by a form of their input, once, and not while something is wrong", () => {
    open({ chosen: { ...trip, inputSchema, runs: [] } });
    assert.equal(view().getAttribute("aria-labelledby"), view().querySelector("h2")!.id);
    submit();
    assert.equal(acts().length, 1, "the city is missing");
    assert.equal(document.activeElement?.getAttribute("aria-invalid"), "true");
    write(view().querySelector("textarea, input")!, "Rome");
    submit();
    submit();
    assert.deepEqual(acts().slice(1), [{ do: "start", workflowId: "tripPlan", data: { city: "Rome" } }]);
  });

  it("tell their history, which leads to a run and goes on", () => {
    const createdAt = Date.now();
    open({
      chosen: {
        ...trip,
        more: true,
        runs: [
          { runId: "a", status: "suspended", createdAt },
          { runId: "b", status: "failed", createdAt: 0 },
        ],
      },
    });
    const rows = [...view().querySelectorAll<HTMLElement>(".workflowRow")];
    assert.match(rows[0]!.textContent, /Waiting for you/);
    assert.equal(rows[1]!.textContent.trim(), "Failed");
    panel.press("Show more");
    void act(() => rows[0]!.click());
    assert.deepEqual(acts().slice(1), [{ do: "more" }, { do: "open", workflowId: "tripPlan", runId: "a" }]);
    panel.press("Back");
    assert.deepEqual(acts().at(-1), { do: "list" });
  });

  it("say why there is no history, and not that it still comes", () => {
    open({ chosen: trip });
    assert.match(view().textContent, /Loading…/);
    tell({ chosen: trip, problem: "localhost could not be reached." });
    assert.equal(view().querySelector('[role="alert"]')?.textContent, "localhost could not be reached.");
    assert.doesNotMatch(view().textContent, /Loading…/);
  });

  it("show a run's steps in their order and nested as they are, with words for what a picture says", () => {
    open({ chosen: trip, run });
    assert.deepEqual(steps(), [
      "lookUp: Finished · 2.5 sec",
      "findRooms: Running",
      "confirm: Not started",
      "payAtOnce: Not started",
      "payLater: Not started",
      "sendReceipt: Not started · repeats",
      "inner: Not started",
      "deep: Not started · repeats",
    ]);
    const lists = panel.all("ol").map((list) => list.getAttribute("aria-label"));
    assert.deepEqual(lists, ["Steps", "At the same time", "Depending on a condition", "inner"]);
    assert.equal(panel.button("Run again from lookUp"), undefined, "it still runs");
    tell({
      chosen: trip,
      run: {
        ...run,
        status: "failed",
        canRepeat: true,
        error: "it broke",
        steps: {
          ...run.steps,
          findRooms: { status: "failed", error: "No rooms <script>", startedAt: 1_000, endedAt: 1_000 },
          sendReceipt: { status: "running", done: 1, total: 3 },
          "inner.deep": { status: "success", rounds: 4 },
        },
      },
    });
    assert.deepEqual(steps().slice(1), [
      "findRooms: Failed · 0 sec",
      "confirm: Not run",
      "payAtOnce: Not run",
      "payLater: Not run",
      "sendReceipt: Running · 1 of 3",
      "inner: Not run",
      "deep: Finished · round 4",
    ]);
    assert.equal(view().querySelector(".stepError")?.textContent, "No rooms <script>");
    assert.equal(panel.button("Cancel run"), undefined);
    panel.press("Run again from lookUp");
    assert.deepEqual(acts().at(-1), { do: "again", runId: "run-1", step: ["lookUp"] });
  });

  it("tell a screen reader what becomes of the steps, and nothing of what there was", () => {
    open({ chosen: trip, run });
    const said = (): string[] =>
      [...view().querySelectorAll('[aria-live="polite"] p')].map(({ textContent }) => textContent);
    assert.deepEqual(said(), []);
    tell({
      chosen: trip,
      run: { ...run, steps: { ...run.steps, findRooms: { status: "success" }, confirm: { status: "running" } } },
    });
    assert.deepEqual(said(), ["findRooms: Finished", "confirm: Running"]);
    const mapping = node("mapping_tripPlan_0", { kind: "mapping" });
    tell({
      chosen: trip,
      run: {
        ...run,
        nodes: [...run.nodes, mapping],
        steps: { ...run.steps, mapping_tripPlan_0: { status: "success" } },
      },
    });
    assert.equal(said().at(-1), "Data mapping: Finished");
    tell({ chosen: trip, run: { ...run, status: "canceled" } });
    assert.equal(said().at(-1), "Canceled");
  });

  it("ask by a form in the step that waits, which rests while nothing may be sent", () => {
    const asking: WorkflowRunState = {
      ...run,
      status: "suspended",
      steps: { confirm: { status: "suspended", asks: '{"message":"Book it?","offer":{"total":270}}' } },
      schemas: {
        confirm: { type: "object", properties: { accept: { type: "boolean" }, note: { type: "string", default: "" } } },
      },
    };
    open({ chosen: trip, run: { ...asking, busy: true } });
    assert.match(view().querySelector(".question")!.textContent, /^Book it\?$/);
    submit();
    assert.equal(acts().length, 1);
    tell({ chosen: trip, run: asking });
    assert.equal(view().querySelector("form")!.getAttribute("aria-label"), "Input for confirm");
    void act(() => view().querySelector<HTMLElement>('input[type="checkbox"]')!.click());
    submit();
    assert.deepEqual(acts().at(-1), {
      do: "resume",
      runId: "run-1",
      step: ["confirm"],
      data: { accept: true, note: "" },
    });
    panel.press("Cancel run");
    assert.deepEqual(acts().at(-1), { do: "cancel", runId: "run-1" });
    panel.button("Cancel run")!.focus();
    tell({ chosen: trip, run: { ...run, canceling: true } });
    assert.equal(document.activeElement, view().querySelector("h2"), "the focus stays in the view");
    assert.equal(panel.button("Cancel run")!.disabled, true);
    assert.match(view().querySelector(".runStatus")!.textContent, /Canceling…/);
  });

  it("say why nothing more is heard of a run, and look again", () => {
    open({ chosen: trip, run: { ...run, problem: "The server has said nothing." } });
    assert.equal(view().querySelector('[role="alert"]')?.textContent, "The server has said nothing.");
    panel.press("Look again");
    assert.deepEqual(acts().at(-1), { do: "open", workflowId: "tripPlan", runId: "run-1" });
    panel.press("Back");
    assert.deepEqual(acts().at(-1), { do: "choose", workflowId: "tripPlan" });
  });

  it("are there again in the next life of the view, for the same owner alone", () => {
    open({ chosen: trip, run });
    const saved = structuredClone(panel.api.getState());
    panel.close();
    panel = new PanelPage(new FakeApi(saved));
    panel.show({ workflows: true });
    assert.deepEqual([isOpen(), acts()], [true, [{ do: "open", workflowId: "tripPlan", runId: "run-1" }]]);
    panel.tell("workflows", { told: { chosen: trip, run } });
    panel.tell("snapshot", {
      ...{ owner: "bob", transcript: { threadId: "other", turns: [] }, draft: { text: "", revision: 0 }, strings: {} },
      state: { ...panel.panel.model.state },
    });
    assert.deepEqual([isOpen(), panel.panel.model.workflows, panel.panel.savedWorkflow], [false, {}, undefined]);
  });

  it("come back to the run that was shown when the connection does", () => {
    open({ chosen: trip, run });
    panel.show({ workflows: true, connection: "loading" });
    assert.equal(isOpen(), false);
    panel.show({ workflows: true });
    assert.deepEqual([isOpen(), acts().at(-1)], [true, { do: "open", workflowId: "tripPlan", runId: "run-1" }]);
    panel.press("Close workflows");
    assert.equal(panel.panel.savedWorkflow, undefined);
  });

  it("are nothing to who signs in after the window was closed over somebody else's run", () => {
    open({ chosen: trip, run });
    const saved = structuredClone(panel.api.getState());
    panel.close();
    panel = new PanelPage(new FakeApi(saved));
    const { model } = panel.panel;
    const empty = { transcript: { threadId: "", turns: [] }, draft: { text: "", revision: 0 }, strings: {} };
    panel.tell("snapshot", { ...empty, owner: "", state: { ...model.state, connection: "signedOut" } });
    panel.tell("snapshot", { ...empty, owner: "bob", state: { ...model.state, connection: "ready", workflows: true } });
    assert.deepEqual([isOpen(), acts(), panel.panel.savedWorkflow], [false, [], undefined]);
  });

  it("lead back to the list from a run that is gone", () => {
    open({ problem: "The server no longer has this run. Go back to the list." });
    panel.press("Back");
    assert.deepEqual(acts().at(-1), { do: "list" });
  });

  it("ask the next question with nothing of the answer before", () => {
    const schema = { type: "object", properties: { accept: { type: "boolean" } } };
    const asks = (at: number): WorkflowsState => ({
      chosen: trip,
      run: {
        ...run,
        status: "suspended",
        steps: { confirm: { status: "suspended", asks: `"Entry ${at}?"`, at } },
        schemas: { confirm: schema },
      },
    });
    open(asks(1));
    const box = (): HTMLInputElement => view().querySelector<HTMLInputElement>('input[type="checkbox"]')!;
    void act(() => box().click());
    submit();
    tell(asks(2));
    assert.equal(box().checked, false);
  });

  it("wait for the connection, and make room for what is written", () => {
    panel.show({ workflows: true, connection: "loading" });
    panel.tell("showWorkflows", {});
    assert.equal(isOpen(), false);
    panel.show({ workflows: true });
    assert.equal(isOpen(), true);
    panel.tell("focusInput", {});
    assert.equal(isOpen(), false);
  });
});
