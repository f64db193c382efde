import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { Part, ToolCallPart } from "../../../src/shared/transcript";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("a tool call that failed", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  const show = (change: Partial<ToolCallPart>): void =>
    panel.show({}, [
      agentTurn("a", [{ kind: "tool", id: "c", toolName: "build", status: "failed", argsText: "", ...change }]),
    ]);

  it("shows the first line, and the rest in a fold, from which all of it is copied", () => {
    show({ error: "The build failed.\n  src/a.ts: no such name\nRun it again." });
    assert.equal(panel.find(".toolError").textContent, "The build failed.");
    assert.match(panel.find(".toolValue pre").textContent, /^src\/a\.ts: no such name\nRun it again\.$/);
    panel.press("Copy Details");
    assert.deepEqual(
      panel.api.ofType("copy").map(({ text }) => text),
      ["The build failed.\n  src/a.ts: no such name\nRun it again."],
    );
  });

  it("is no fold with one line, and folded when it is long", () => {
    show({ error: "One line." });
    assert.equal(panel.all(".toolBody details").length, 0);
    panel.show({}, [], "other");
    show({ error: `First.\n${"line\n".repeat(200)}` });
    assert.equal((panel.find(".toolBody details") as HTMLDetailsElement).open, false);
  });

  it("shows its result beside the error, and the result of one without words", () => {
    show({ error: "No.", result: { code: 7 } });
    assert.match(panel.find(".toolCard").textContent, /Failed.*Result.*code: 7.*No\./);
    show({ result: { code: 7 } });
    assert.equal(panel.all(".toolError").length, 0);
    assert.match(panel.find(".toolCard").textContent, /Failed.*Result.*code: 7/);
  });

  it("is drawn the same in a step and in a sub-agent", () => {
    const inner: Part = { kind: "tool", id: "i", toolName: "inner", status: "failed", argsText: "", error: "A\nB" };
    panel.show({}, [
      agentTurn("a", [{ kind: "step", id: "s", name: "pay", status: "failed", error: "C\nD", parts: [inner] }], {
        state: "streaming",
      }),
    ]);
    void act(() => panel.find(".nested summary").click());
    assert.deepEqual(
      panel.all(".toolError").map(({ textContent }) => textContent),
      ["A", "C"],
    );
    assert.deepEqual(
      panel.all(".toolValue pre").map(({ textContent }) => textContent),
      ["B", "D"],
    );
  });
});
