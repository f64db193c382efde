import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
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

  it("says of a call in the same step as one that asks that it waits, before and after its own decision", () => {
    const tool = (id: string, status: ToolCallStatus): ToolCallPart => ({
      kind: "tool",
      id,
      toolName: id,
      status,
      argsText: "",
    });
    const said = (...calls: readonly ToolCallPart[]): readonly (readonly [string, number])[] => {
      panel.show({}, [agentTurn("a", calls, { state: "waiting" })]);
      return panel
        .all("[role=group]")
        .map((card) => [
          card.querySelector(".toolStatus")?.textContent ?? "",
          card.querySelectorAll(".spinning").length,
        ]);
    };
    assert.deepEqual(said(tool("one", "awaitingApproval"), tool("two", "running")), [
      ["Needs approval", 0],
      ["Waits for another call", 0],
    ]);
    assert.deepEqual(said(tool("one", "running"), tool("two", "awaitingApproval")), [
      ["Waits for another call", 0],
      ["Needs approval", 0],
    ]);
    const inner = { ...tool("agent", "awaitingApproval"), nested: [tool("inner", "running")] };
    said(inner);
    void act(() => panel.find(".nested summary").click());
    assert.equal(
      panel.find(".nestedParts .toolStatus").textContent,
      "Waiting",
      "inside of what asks it may be the very call in question",
    );
    panel.show({}, [agentTurn("a", [tool("one", "running")], { state: "streaming" })]);
    assert.equal(panel.find(".toolStatus").textContent, "Running…");
  });

  it("shows arguments as they are written", () => {
    const card = show({ status: "writing", argsText: '{"city":"New Y' });
    assert.equal(card.querySelector("pre")?.textContent, '{"city":"New Y');
  });

  it("follows the end of long arguments, and draws no more of them than fits", () => {
    const pre = show({ status: "writing", argsText: `{"text":"${"x".repeat(1_000_000)}` }).querySelector("pre");
    assert.equal(pre?.textContent.length, 4001);
    assert.equal(pre.getAttribute("aria-label"), "Arguments");
  });

  it("shows small arguments as a list, larger ones as a tree, folded when long", () => {
    assert.equal(show({ args: { city: "Paris", days: 3 } }).querySelector("dl")?.textContent, "cityParisdays3");
    const card = show({ args: { nested: { a: 1 } } });
    assert.equal(card.querySelector(".valueName")?.textContent, "nested");
    assert.equal(card.querySelector("details")?.open, true);
    const long = { list: 1, ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, index])) };
    panel.show({}, [], "other");
    assert.equal(show({ args: long }).querySelector("details")?.open, false);
  });

  it("keeps the result folded with a preview, and draws nothing of it before it is opened", () => {
    const card = show({ status: "done", args: {}, result: { city: "Paris", hours: [1, 2] } });
    assert.equal(card.querySelector("details")?.open, false);
    assert.equal(card.querySelector("summary")?.textContent, 'Result{city: "Paris", hours: […]}');
    assert.equal(card.querySelector(".valueTree"), null);
    panel.press("Copy Result");
    assert.deepEqual(panel.api.ofType("copy"), [
      { type: "copy", text: JSON.stringify({ city: "Paris", hours: [1, 2] }, undefined, 2) },
    ]);
  });

  it("says how long it took, and why it was declined", () => {
    assert.match(show({ status: "done", durationMs: 1234 }).querySelector(".toolDuration")?.textContent ?? "", /^1\.2/);
    assert.match(show({ status: "declined", reason: "too risky" }).textContent, /Reason: too risky/);
    assert.equal(show({ status: "done", durationMs: -5 }).querySelector(".toolDuration"), null);
  });

  it("draws a suspended call's form, and a sub-agent's own calls inside of its card", () => {
    assert.ok(show({ status: "suspended" }).querySelector("form"));
    const nested: ToolCallPart = { kind: "tool", id: "inner", toolName: "searchTrains", status: "done", argsText: "" };
    const card = show({ status: "running", nested: [nested] });
    assert.equal(card.querySelector("[role=group]")?.getAttribute("aria-label"), "Tool searchTrains");
  });

  it("shows an error as words", () => {
    assert.match(show({ status: "failed", error: "No such city." }).textContent, /No such city\./);
  });
});
