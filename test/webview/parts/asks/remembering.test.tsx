import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { approvalKey } from "../../../../src/shared/approvals";
import type { ViewState } from "../../../../src/shared/protocol";
import type { ToolCallPart } from "../../../../src/shared/transcript";
import { remembering } from "../../../../src/webview/parts/approval";
import { page } from "../../setup/dom";
import { agentTurn, viewState } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

const call: ToolCallPart = { kind: "tool", id: "c", toolName: "bookTrip", status: "awaitingApproval", argsText: "" };

describe("approving always", () => {
  let panel: PanelPage;
  before(() => remembering());
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(part: ToolCallPart, state: Partial<ViewState> = {}): void {
    const turn = agentTurn("a", [part], { state: part.status === "awaitingApproval" ? "waiting" : "complete" });
    panel.show(state, [{ ...turn, agentId: "travel", agentName: "Travel Agent" }]);
  }

  const items = (): (string | null)[] => panel.all("[role=menuitem]").map(({ textContent }) => textContent);
  function key(name: string): void {
    void act(() => {
      const event = new page.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    });
  }

  it("offers a menu beside Approve, which keys lead through, and decides once", () => {
    show(call);
    panel.press("Approve always…");
    assert.deepEqual(items(), ["In this thread", "For Travel Agent in this workspace"]);
    assert.equal(document.activeElement?.textContent, "In this thread");
    key("ArrowDown");
    assert.equal(document.activeElement?.textContent, "For Travel Agent in this workspace");
    key("ArrowDown");
    assert.equal(document.activeElement?.textContent, "In this thread");
    key("End");
    void act(() => (document.activeElement as HTMLElement).click());
    panel.press("Approve");
    assert.deepEqual(panel.api.ofType("decideToolCall"), [
      { type: "decideToolCall", turnId: "a", toolCallId: "c", approved: true, reason: "", remember: "workspace" },
    ]);
  });

  it("is put away by Escape, which stops nothing", () => {
    show(call, { busy: true });
    panel.press("Approve always…");
    key("Escape");
    assert.deepEqual(items(), []);
    assert.equal(document.activeElement?.textContent, "Approve always…");
    assert.deepEqual(panel.api.ofType("stop"), []);
  });

  it("offers the thread alone in a workspace that is not trusted", () => {
    show(call, { untrusted: true });
    panel.press("Approve always…");
    assert.deepEqual(items(), ["In this thread"]);
  });

  it("says who approved a call, and takes back what still holds", () => {
    show({ ...call, status: "done", approval: "person" });
    assert.equal(panel.find(".approvedBy").textContent.trim(), "Approved by you");
    const approved = [approvalKey("thread", "travel", "bookTrip")];
    show({ ...call, status: "done", approval: "thread" }, { approved });
    assert.match(panel.find(".approvedBy").textContent, /^Approved by your choice for this thread/);
    panel.press("Ask again from now on");
    assert.deepEqual(panel.api.ofType("callAction"), [
      { type: "callAction", action: "askAgain", turnId: "a", toolCallId: "c" },
    ]);
    panel.tell("state", { state: viewState({}) });
    assert.equal(panel.button("Ask again from now on"), undefined, "as soon as the host has forgotten it");
    show({ ...call, status: "done", approval: "workspace" }, { approved });
    assert.match(panel.find(".approvedBy").textContent, /for Travel Agent in this workspace/);
    assert.equal(panel.button("Ask again from now on"), undefined, "which is another decision");
  });
});
