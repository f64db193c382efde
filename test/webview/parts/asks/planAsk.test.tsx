import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart } from "../../../../src/shared/transcript";
import { ownAsks, toolForm } from "../../../../src/webview/parts/suspension";
import { page } from "../../setup/dom";
import { agentTurn } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

const path = ".mastracode/plans/harbour.md";

describe("PlanAsk", () => {
  let panel: PanelPage;
  before(() => Promise.all([toolForm(), ...[...ownAsks.values()].map((load) => load())]));
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(payload: unknown, more: Partial<ToolCallPart> = {}): void {
    const call = { kind: "tool", id: "c", toolName: "submit_plan", status: "suspended", argsText: "" } as const;
    panel.show({}, [agentTurn("a", [{ ...call, suspension: { payload }, ...more }], { state: "waiting" })]);
  }

  const actions = (): unknown[] => panel.api.ofType("callAction").map(({ action }) => action);
  const answers = (): unknown[] => panel.api.ofType("resumeToolCall").map(({ data }) => data);

  it("has the plan read once, draws it as Markdown and opens it as a document", () => {
    show({ path });
    assert.deepEqual(actions(), ["readPlan"]);
    show({ path }, { plan: { text: "# Harbour\n\n1. Mast" } });
    assert.equal(panel.find(".planText h1, .planText h2, .planText h3").textContent, "Harbour");
    panel.press("Open as document");
    panel.press("Read the plan again");
    assert.deepEqual(actions(), ["readPlan", "openPlan", "readPlan"]);
  });

  it("asks for nothing that came along", () => {
    show({ path, plan: "# Here", title: "The harbour" });
    assert.deepEqual(actions(), []);
    assert.match(panel.find(".plan .question").textContent, /The harbour/);
    assert.equal(panel.button("Read the plan again"), undefined);
  });

  it("approves once", () => {
    show({ path, plan: "# Here" });
    panel.press("Approve");
    panel.press("Approve");
    panel.press("Reject");
    assert.deepEqual(answers(), [{ action: "approved" }]);
  });

  it("rejects with what should change, or without a word", () => {
    show({ path, plan: "# Here" });
    panel.press("Reject");
    show({ path, plan: "# Here" });
    void act(() => {
      const box = panel.find(".plan textarea") as HTMLTextAreaElement;
      box.value = "  More steps ";
      box.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
    panel.press("Reject");
    assert.deepEqual(answers(), [{ action: "rejected" }, { action: "rejected", feedback: "More steps" }]);
  });

  it("says why the plan cannot be read, and can be decided all the same", () => {
    show({ path }, { plan: { problem: "The file is gone." } });
    assert.match(panel.find(".plan .notice").textContent, /The file is gone\./);
    assert.equal(panel.button("Open as document"), undefined);
    panel.press("Reject");
    assert.deepEqual(answers(), [{ action: "rejected" }]);
  });

  it("falls back to the form for what names no plan", () => {
    show({ message: "?" });
    assert.equal(panel.all("section.plan").length, 0);
    assert.equal(panel.all("form.toolForm").length, 1);
  });
});
