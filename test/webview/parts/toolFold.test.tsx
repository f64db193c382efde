import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart, ToolCallStatus } from "../../../src/shared/transcript";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("the card of a tool call", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  const args = { city: "Paris", list: Array.from({ length: 30 }, (_, index) => index) };

  function show(status: ToolCallStatus, keepToolCallsOpen = false, change: Partial<ToolCallPart> = {}): void {
    const call: ToolCallPart = { kind: "tool", id: "c", toolName: "look", status, argsText: "", args, ...change };
    const look = keepToolCallsOpen ? { keepToolCallsOpen } : {};
    const state = status === "awaitingApproval" || status === "suspended" ? "waiting" : "streaming";
    panel.show({ look }, [agentTurn("a", [call], { state })]);
  }

  const isOpen = (): boolean => (panel.find(".toolFold") as HTMLDetailsElement).open;
  const press = (selector = "summary.toolHeader"): void => void act(() => panel.find(selector).click());

  for (const [status, open] of [
    ["writing", true],
    ["running", true],
    ["awaitingApproval", true],
    ["suspended", true],
    ["failed", true],
    ["done", false],
    ["declined", false],
    ["cancelled", false],
  ] as const) {
    it(`is ${open ? "open" : "one line"} when it is ${status}, and open all the same if the setting says so`, () => {
      show(status);
      assert.equal(isOpen(), open);
      show(status, true);
      assert.equal(isOpen(), true);
    });
  }

  it("folds when it is done, and opens by its line", () => {
    show("running");
    show("done");
    assert.equal(isOpen(), false);
    press();
    assert.equal(isOpen(), true);
    assert.match(panel.find(".toolBody").textContent, /Paris/);
  });

  it("stays as a person has left it, through what comes after and while its turn is not drawn", () => {
    show("running");
    press();
    assert.equal(isOpen(), false);
    show("done");
    press();
    panel.show({}, [], "other");
    show("done");
    assert.equal(isOpen(), true);
    press();
    panel.show({}, [], "other");
    show("done", true);
    assert.equal(isOpen(), false, "the setting does not open what a person has closed");
  });

  it("cannot be closed while it waits for a person", () => {
    show("running");
    press();
    show("awaitingApproval");
    assert.equal(isOpen(), true);
    press();
    assert.equal(isOpen(), true);
    assert.equal(panel.find("summary.toolHeader").tabIndex, -1);
    show("running");
    assert.equal(isOpen(), false, "as it was left before");
  });

  it("does not fold away what somebody has begun to look at, nor the focus", () => {
    show("running");
    press(".toolBody summary");
    show("done");
    assert.equal(isOpen(), true);
    panel.close();
    panel = new PanelPage();
    show("running");
    panel.find(".toolBody summary").focus();
    show("done");
    assert.equal(isOpen(), true);
  });

  it("shows why it was declined while it is closed", () => {
    show("declined", false, { reason: "too far" });
    assert.equal(panel.find(".toolReason").closest("details"), null);
  });

  it("forgets what was chosen when somebody else reads", () => {
    show("done");
    press();
    panel.tell("snapshot", {
      owner: "grace",
      state: panel.panel.model.state,
      transcript: { threadId: "thread", turns: [] },
      draft: { text: "", revision: 0 },
      strings: {},
    });
    show("done");
    assert.equal(isOpen(), false);
  });
});
