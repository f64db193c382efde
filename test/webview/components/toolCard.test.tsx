import "../setup/dom";
import assert from "node:assert/strict";
import type { ToolCallPart, ToolCallStatus } from "../../../src/shared/transcript";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("ToolCard", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  function show(change: Partial<ToolCallPart>): HTMLElement {
    const call: ToolCallPart = {
      kind: "tool",
      id: "call-1",
      toolName: "getWeather",
      status: "running",
      argsText: "",
      ...change,
    };
    panel.show({}, [agentTurn("a", [call], { state: "streaming" })]);
    return panel.find("[role=group]");
  }

  const statuses: Readonly<Record<ToolCallStatus, string>> = {
    writing: "Preparing…",
    running: "Running…",
    awaitingApproval: "Needs approval",
    suspended: "Waiting for input",
    done: "Done",
    failed: "Failed",
    declined: "Declined",
    cancelled: "Cancelled",
  };
  for (const [status, words] of Object.entries(statuses)) {
    it(`says "${words}" when ${status}, and asks only for an approval`, () => {
      const card = show({ status: status as ToolCallStatus });
      assert.equal(card.getAttribute("aria-label"), "Tool getWeather");
      assert.equal(card.querySelector(".toolStatus")?.textContent, words);
      assert.equal(panel.button("Approve") !== undefined, status === "awaitingApproval");
      assert.equal(panel.button("Decline") !== undefined, status === "awaitingApproval");
    });
  }

  it("shows arguments as they are written", () => {
    const card = show({ status: "writing", argsText: '{"city":"New Y' });
    assert.equal(card.querySelector("pre")?.textContent, '{"city":"New Y');
  });

  it("shows small arguments as a list, larger ones as JSON, folded when long", () => {
    assert.equal(show({ args: { city: "Paris", days: 3 } }).querySelector("dl")?.textContent, "cityParisdays3");
    assert.match(show({ args: { nested: { a: 1 } } }).querySelector("pre")?.textContent ?? "", /"nested": \{\n {4}"a": 1/);
    assert.equal(show({ args: { nested: { a: 1 } } }).querySelector("details")?.open, true);
    const long = { list: Array.from({ length: 20 }, (_, index) => index) };
    panel.show({}, [], "other");
    assert.equal(show({ args: long }).querySelector("details")?.open, false);
  });

  it("keeps the result folded, and a huge one short until asked", () => {
    const card = show({ status: "done", args: {}, result: "x".repeat(10_000) });
    assert.equal(card.querySelector("details")?.open, false);
    assert.equal(card.querySelector("pre")?.textContent.length, 4001);
    panel.press("Show all (10000 characters)");
    assert.equal(card.querySelector("pre")?.textContent.length, 10_000);
  });

  it("shows an error as words", () => {
    assert.match(show({ status: "failed", error: "No such city." }).textContent, /No such city\./);
  });

  for (const [button, approved] of [
    ["Approve", true],
    ["Decline", false],
  ] as const) {
    it(`${button} decides once, with what will run in sight`, () => {
      const card = show({ status: "awaitingApproval", args: { list: Array.from({ length: 20 }, () => 0) } });
      assert.equal(card.querySelector("details")?.open, true);
      assert.match(card.textContent, /wants to run getWeather/);
      panel.press(button);
      panel.press("Approve");
      panel.press("Decline");
      assert.deepEqual(panel.api.ofType("decideToolCall"), [
        { type: "decideToolCall", turnId: "a", toolCallId: "call-1", approved },
      ]);
      assert.equal(panel.button("Approve")?.disabled, true);
    });
  }

  it("asks again when the host brings the call back unchanged", () => {
    show({ status: "awaitingApproval" });
    panel.press("Approve");
    show({ status: "awaitingApproval" });
    assert.equal(panel.button("Approve")?.disabled, false);
  });
});
