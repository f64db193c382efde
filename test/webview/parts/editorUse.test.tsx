import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const made = (id: string, toolName: string, result: unknown, more: Partial<ToolCallPart> = {}): ToolCallPart => ({
  kind: "tool",
  id,
  toolName,
  status: "done",
  argsText: "",
  result,
  inEditor: "reported",
  ...more,
});

const CALLS: readonly ToolCallPart[] = [
  made("1", "editor_read_file", { path: "src/sum.ts", bytes: 160, startLine: 2, endLine: 7, totalLines: 9, text: "…" }),
  made("2", "editor_edit_file", { path: "src/sum.ts", written: true, saved: true, bytes: 1_200 }),
  made("3", "editor_edit_files", {
    changed: [
      { path: "a.ts", bytes: 10 },
      { path: "b.ts", created: true, bytes: 20 },
      { path: "c.ts", deleted: true },
      { path: "d.ts", movedFrom: "old.ts" },
    ],
  }),
  made("4", "editor_run_command", { command: "npm test", exitCode: 1, bytes: 40, text: "one failed" }),
  made("5", "editor_search_text", { count: 0, matches: [] }),
  made("6", "editor_create_file", undefined, { status: "declined" }),
  { kind: "tool", id: "7", toolName: "getWeather", status: "done", argsText: "", result: { path: "x", bytes: 1 } },
];

describe("what a response used in the editor", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  async function show(calls: readonly ToolCallPart[], busy = false): Promise<void> {
    panel.show({ busy }, [agentTurn("a", calls)]);
    // The list is loaded with its first use.
    for (let waits = 0; waits < 50 && panel.all(".editorUse").length === 0; waits++) {
      await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    }
    void act(() => panel.find(".editorUse summary").click());
  }

  it("is listed with size, lines and exit code; what did nothing is not", async () => {
    await show(CALLS);
    assert.match(panel.find(".editorUse summary").textContent, /Used in your editor \(8\)/);
    assert.deepEqual(
      panel.all(".editorUse li").map(({ textContent }) => textContent),
      [
        "Read src/sum.tslines 2–7, 160 bytes",
        "Changed src/sum.ts1.2 KB",
        "Changed a.ts10 bytes",
        "Created b.ts20 bytes",
        "Deleted c.ts",
        "Moved to d.ts",
        "Ran npm testexit code 1, 40 bytes",
        "Used editor_search_text24 bytes",
      ],
    );
  });

  it("opens from there, and its files are restored from there", async () => {
    await show(CALLS);
    panel.press("Read src/sum.ts");
    panel.press("Ran npm test");
    panel.press("Restore files to before this response");
    assert.deepEqual(panel.api.ofType("openFile"), [{ type: "openFile", path: "src/sum.ts", line: 2, endLine: 7 }]);
    assert.deepEqual(panel.api.ofType("callAction"), [
      { type: "callAction", action: "openOutput", turnId: "a", toolCallId: "4" },
      { type: "callAction", action: "restoreFiles", turnId: "a", toolCallId: "5" },
    ]);
  });

  it("offers nothing to restore where nothing was changed, and not while a response is written", async () => {
    await show(CALLS.slice(0, 1));
    assert.equal(panel.button("Restore files to before this response"), undefined);
    await show(CALLS, true);
    assert.equal(panel.button("Restore files to before this response")?.disabled, true);
  });
});
