import "../setup/dom";
import assert from "node:assert/strict";
import * as l10n from "@vscode/l10n";
import { act } from "preact/test-utils";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { helpCard } from "../../../src/webview/composer/composer";
import { toolForm } from "../../../src/webview/parts/suspension";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("the key that sends", () => {
  let panel: PanelPage;
  const look = { sendWith: "ctrlEnter" } as const;
  const enter = (element: Element, init: KeyboardEventInit = {}): boolean => {
    let untouched = true;
    void act(() => {
      const event = new page.KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init });
      untouched = element.dispatchEvent(event);
    });
    return untouched;
  };
  const sent = () => panel.api.ofType("send").map(({ text }) => text);
  const call = (status: ToolCallPart["status"], schema?: unknown): ToolCallPart => ({
    kind: "tool",
    id: "c",
    toolName: "book",
    status,
    argsText: "{}",
    args: {},
    ...(schema !== undefined && { suspension: { schema } }),
  });
  before(() => Promise.all([helpCard(), toolForm()]));
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  it("is Enter with Ctrl or Cmd once that is set, and Enter alone is the box's own", () => {
    panel.show({ look });
    panel.type("One");
    assert.equal(enter(panel.box), true);
    assert.equal(enter(panel.box, { ctrlKey: true, isComposing: true }), true, "an input method's");
    assert.deepEqual(sent(), []);
    assert.equal(enter(panel.box, { ctrlKey: true }), false);
    panel.type("Two");
    enter(panel.box, { metaKey: true });
    assert.deepEqual(sent(), ["One", "Two"]);
  });

  it("changes at once, with the words that name it", () => {
    panel.show();
    panel.type("One");
    assert.equal(panel.find("#sendHint").textContent, "Enter to send, Shift+Enter for a new line");
    panel.tell("state", { state: { ...panel.panel.model.state, look } });
    assert.equal(panel.find("#sendHint").textContent, "Ctrl+Enter to send, Enter for a new line");
    enter(panel.box);
    assert.deepEqual(sent(), []);
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    assert.equal(panel.find("#sendHint").textContent, "Ctrl+Enter to queue, Alt+Enter to send now, Escape to stop");
    panel.tell("state", { state: { ...panel.panel.model.state, busy: false, look: {} } });
    enter(panel.box);
    assert.deepEqual(sent(), ["One"]);
  });

  it("stands in the help under its name", () => {
    panel.show({ look });
    panel.type("/help");
    enter(panel.box, { ctrlKey: true });
    const rows = panel.all(".helpEntry").map((row) => row.textContent);
    assert.ok(rows.includes("Ctrl+EnterSend, or queue during a response"), rows.join("\n"));
    assert.ok(rows.includes("EnterStart a new line"));
    assert.ok(rows.includes("Ctrl+EnterIn an empty box: approve the waiting tool call"));
  });

  it("is called as the keyboard of the reader's language calls it, and so are all other keys", () => {
    const contents = { "Ctrl+F": "Strg+F", "Ctrl+Enter": "Strg+Eingabe", "Ctrl+Alt+Enter": "Strg+Alt+Eingabe" };
    l10n.config({ contents: { ...contents, "Ctrl+Alt+↑ Ctrl+Alt+↓": "Strg+Alt+↑ Strg+Alt+↓" } });
    try {
      panel.show({ look }, [agentTurn("a", [call("awaitingApproval")], { state: "waiting" })]);
      panel.type("/help");
      enter(panel.box, { ctrlKey: true });
      const terms = panel.all(".helpEntry kbd").map((key) => key.textContent);
      assert.deepEqual(
        terms.filter((term) => /Ctrl|Strg/.test(term)),
        ["Strg+Eingabe", "Strg+F", "Strg+Alt+↑ Strg+Alt+↓", "Strg+Eingabe", "Strg+Alt+Eingabe"],
      );
      assert.equal(panel.find("[data-approve]").title, "Approve (Strg+Eingabe)");
      assert.equal(panel.find("[data-decline]").title, "Decline (Strg+Alt+Eingabe)");
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("approves a waiting call from the empty box, and sends from one that holds words", () => {
    panel.show({ look, busy: true }, [agentTurn("a", [call("awaitingApproval")], { state: "waiting" })]);
    panel.type("wait");
    enter(panel.box, { ctrlKey: true });
    assert.deepEqual([sent(), panel.api.ofType("decideToolCall").length], [["wait"], 0]);
    enter(panel.box, { ctrlKey: true });
    assert.deepEqual(
      panel.api.ofType("decideToolCall").map(({ approved }) => approved),
      [true],
    );
  });

  it("sends a changed question", () => {
    panel.show({ look }, [userTurn("u", "Hi"), agentTurn("a", [textPart("Hello")])]);
    panel.press("Edit");
    const editor = panel.find(".turnEditor textarea");
    assert.equal(enter(editor), true);
    assert.deepEqual(panel.api.ofType("editTurn"), []);
    enter(editor, { ctrlKey: true });
    assert.deepEqual(panel.api.ofType("editTurn"), [{ type: "editTurn", turnId: "u", text: "Hi" }]);
  });

  it("sends a form once, from a box of several lines", () => {
    const schema = { type: "object", properties: { note: { type: "string" } } };
    panel.show({ look }, [agentTurn("a", [call("suspended", schema)], { state: "waiting" })]);
    const area = panel.find(".toolForm textarea");
    assert.equal(enter(area), true);
    assert.deepEqual(panel.api.ofType("resumeToolCall"), []);
    enter(area, { ctrlKey: true });
    assert.equal(panel.api.ofType("resumeToolCall").length, 1);
  });

  it("declines with a reason, and never approves with one", () => {
    panel.show({ look }, [agentTurn("a", [call("awaitingApproval")], { state: "waiting" })]);
    panel.press("Decline with reason…");
    enter(panel.find(".reason input"), { ctrlKey: true });
    assert.deepEqual(
      panel.api.ofType("decideToolCall").map(({ approved }) => approved),
      [false],
    );
  });
});
