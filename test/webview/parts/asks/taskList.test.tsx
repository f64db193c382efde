import assert from "node:assert/strict";
import type { ToolCallPart, Turn } from "../../../../src/shared/transcript";
import { taskList } from "../../../../src/webview/conversation/tasks";
import { latestTasks } from "../../../../src/webview/parts/asks/latestTasks";
import { agentTurn } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

function call(result: unknown, toolName = "task_write"): ToolCallPart {
  return { kind: "tool", id: JSON.stringify(result) + toolName, toolName, status: "done", argsText: "", result };
}

function tasks(...statuses: readonly string[]): object {
  const list = statuses.map((status, index) => ({ id: `t${index}`, content: `Task ${index}`, activeForm: "", status }));
  return { content: "", isError: false, tasks: list };
}

describe("TaskList", () => {
  let panel: PanelPage;
  before(() => taskList());
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  it("counts what is done, names what is under way, and says each status in words", () => {
    panel.show({}, [agentTurn("a", [call(tasks("completed", "in_progress", "pending"))])]);
    assert.equal(panel.find("section.taskList").getAttribute("aria-label"), "Tasks");
    assert.equal(panel.find(".taskCount").textContent, "Tasks: 1 of 3 done · Task 1");
    assert.deepEqual(
      panel.all(".taskList li").map(({ textContent }) => textContent),
      ["Task 0Done", "Task 1In progress", "Task 2Not begun"],
    );
  });

  it("follows the last call, and folds once all is done", () => {
    panel.show({}, [agentTurn("a", [call(tasks("pending")), call(tasks("completed"), "task_complete")])]);
    assert.equal(panel.find(".taskCount").textContent, "Tasks: 1 of 1 done");
    assert.equal((panel.find(".taskList details") as HTMLDetailsElement).open, false);
  });

  it("is not there without a list", () => {
    panel.show({}, [agentTurn("a", [call(undefined), call({ tasks: [] }, "task_check")])]);
    assert.equal(panel.all(".taskList").length, 0);
  });
});

describe("latestTasks", () => {
  const turns = (...results: readonly unknown[]): Turn[] =>
    results.map((result, index) => agentTurn(`a${index}`, result === "" ? [] : [call(result)]));

  it("keeps a list that is not done over later turns, and lets one go that is", () => {
    assert.equal(latestTasks(turns(tasks("pending"), ""))?.tasks.length, 1);
    assert.equal(latestTasks(turns(tasks("completed")))?.tasks.length, 1);
    assert.equal(latestTasks(turns(tasks("completed"), "")), undefined);
  });

  it("skips calls that failed, and what is no task", () => {
    assert.equal(latestTasks(turns(tasks("pending"), { ...tasks("completed"), isError: true }))?.tasks.length, 1);
    assert.deepEqual(latestTasks(turns({ tasks: [null, { content: "x", status: "odd" }] })), undefined);
    assert.equal(latestTasks(turns("words", { tasks: "none" })), undefined);
  });
});
