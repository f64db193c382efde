import "../setup/dom";
import assert from "node:assert/strict";
import type { Part, StepPart, ToolCallPart } from "../../../src/shared/transcript";
import { findBar } from "../../../src/webview/find/lazyFindBar";
import { agentTurn, FakeApi, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Focus on responses", () => {
  let panel: PanelPage;
  const call = (id: string, status: ToolCallPart["status"], nested?: readonly Part[]): ToolCallPart => ({
    kind: "tool",
    id,
    toolName: id,
    status,
    argsText: "{}",
    ...(nested && { nested }),
  });
  const step = (name: string, status: StepPart["status"], parts: readonly Part[] = []): StepPart => ({
    kind: "step",
    id: name,
    name,
    status,
    parts,
  });
  const isOn = () => panel.find("main").classList.contains("responsesOnly");
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  it("takes for details what led to a response, but for what waits for somebody or failed", () => {
    const waits = call("inside", "awaitingApproval");
    panel.show({}, [
      agentTurn("a", [
        { kind: "reasoning", id: "r", text: "Let me see.", finished: true },
        call("done", "done"),
        call("failed", "failed"),
        call("asks", "awaitingApproval"),
        call("agent", "running", [waits]),
        call("agentThatFailed", "done", [call("x", "failed")]),
        step("step", "done"),
        step("stepThatWaits", "waiting"),
        textPart("Done."),
      ]),
    ]);
    const names = (selector: string) =>
      panel.all(`.turn > ${selector}`).map((card) => card.querySelector(".toolName")?.textContent ?? card.className);
    assert.deepEqual(names(":is(.toolCard, .step).detail"), ["done", "step"]);
    assert.deepEqual(names(":is(.toolCard, .step):not(.detail)"), [
      "failed",
      "asks",
      "agent",
      "agentThatFailed",
      "stepThatWaits",
    ]);
    assert.equal(panel.all(".reasoning.detail").length, 1);
    assert.equal(panel.all(".markdown.detail").length, 0);
  });

  it("is turned on and off at once, is said, and holds for the window", () => {
    const api = new FakeApi();
    panel.close();
    panel = new PanelPage(api);
    panel.show({}, [userTurn("u", "Hi")]);
    const pressed = () => panel.button("Focus on responses")?.getAttribute("aria-pressed");
    assert.deepEqual([isOn(), pressed()], [false, "false"]);
    panel.press("Focus on responses");
    assert.deepEqual([isOn(), pressed()], [true, "true"]);
    assert.match(panel.spoken.at(-1) ?? "", /are hidden, except/);
    panel.close();
    panel = new PanelPage(api);
    panel.show({}, [userTurn("u", "Hi")]);
    assert.deepEqual([isOn(), pressed(), panel.spoken], [true, "true", []]);
    panel.press("Focus on responses");
    assert.deepEqual([isOn(), pressed()], [false, "false"]);
    assert.match(panel.spoken.at(-1) ?? "", /are shown/);
  });

  it("hides nothing from a search", async () => {
    await findBar();
    panel.show({}, [userTurn("u", "Hi")]);
    panel.press("Focus on responses");
    panel.press("Find");
    assert.equal(isOn(), false);
    panel.press("Close find");
    assert.equal(isOn(), true);
  });

  it("says that an answer is being written or has no words, in the place of what is hidden", () => {
    panel.show({ busy: true }, [agentTurn("a", [call("runs", "running")], { state: "streaming" })]);
    assert.match(panel.find(".insteadOfDetails").textContent, /Working/);
    panel.show({}, [agentTurn("a", [call("ran", "done")])]);
    assert.match(panel.find(".insteadOfDetails").textContent, /only tool calls/);
    panel.show({}, [agentTurn("a", [call("ran", "done"), textPart("Words.")])]);
    assert.equal(panel.all(".insteadOfDetails").length, 0);
  });
});
