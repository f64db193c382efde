import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { page } from "../setup/dom";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const call: ToolCallPart = {
  kind: "tool",
  id: "call-1",
  toolName: "deleteRecord",
  status: "awaitingApproval",
  argsText: "",
  args: { id: "abc", options: { force: true, where: { path: "/tmp" } } },
};

describe("Approval", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
    show();
  });
  afterEach(() => panel.close());

  /** The host's word on the call, as a new object each time. */
  function show(): void {
    panel.show({}, [agentTurn("a", [{ ...call }], { state: "waiting" })]);
  }

  function reasonBox(): HTMLInputElement {
    return panel.find(".reason input") as HTMLInputElement;
  }

  function write(text: string): void {
    void act(() => {
      reasonBox().value = text;
      reasonBox().dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  }

  function press(key: string, keys: KeyboardEventInit = {}): void {
    void act(() => {
      reasonBox().dispatchEvent(new page.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys }));
    });
  }

  const decision = (approved: boolean, reason = ""): object[] => [
    { type: "decideToolCall", turnId: "a", toolCallId: "call-1", approved, reason },
  ];

  it("names the tool of a sub-agent and shows its arguments, not only the call they came under", () => {
    const suspension = { payload: { toolName: "bookTrip", args: { city: "Madrid" } } };
    panel.show({}, [agentTurn("a", [{ ...call, suspension }], { state: "waiting" })]);
    assert.match(panel.find(".approval").textContent, /Allow bookTrip to run[^]*Arguments of bookTrip[^]*Madrid/);
  });

  for (const [button, approved] of [
    ["Approve", true],
    ["Decline", false],
  ] as const) {
    it(`${button} decides once`, () => {
      panel.press(button);
      panel.press("Approve");
      panel.press("Decline");
      assert.deepEqual(panel.api.ofType("decideToolCall"), decision(approved));
      assert.equal(panel.button("Approve")?.disabled, true);
    });
  }

  it("lets a tool of the editor that reads do so in the whole thread, and no other", () => {
    panel.show({}, [agentTurn("a", [{ ...call, inEditor: "acts" }], { state: "waiting" })]);
    assert.equal(panel.button("Allow in this thread"), undefined);
    // A dialog of VS Code's asks once more; who leaves it decides here again.
    panel.press("Allow…");
    panel.press("Allow…");
    assert.deepEqual(panel.api.ofType("decideToolCall"), [decision(true)[0], decision(true)[0]]);
    panel.api.sent.length = 0;
    panel.show({}, [agentTurn("a", [{ ...call, inEditor: "reads" }], { state: "waiting" })]);
    panel.press("Allow in this thread");
    panel.press("Allow");
    assert.deepEqual(panel.api.ofType("decideToolCall"), [{ ...decision(true)[0], inThread: true }]);
  });

  it("shows every level of what will run", () => {
    assert.match(panel.find(".approval").textContent, /Allow deleteRecord to run/);
    assert.ok(panel.all(".toolCard details").every((details) => (details as HTMLDetailsElement).open));
    assert.deepEqual(
      panel.all(".valueName").map((name) => name.textContent),
      ["id", "options", "force", "where", "path"],
    );
  });

  it("asks again when the host brings the call back", () => {
    panel.press("Approve");
    show();
    assert.equal(panel.button("Approve")?.disabled, false);
  });

  it("names the keys that the panel listens for", () => {
    const buttons = [panel.find("[data-approve]"), panel.find("[data-decline]")];
    assert.deepEqual(
      buttons.map((button) => [
        button.textContent,
        button.getAttribute("aria-keyshortcuts")?.replace("Meta", "Control"),
      ]),
      [
        ["Approve", "Control+Enter"],
        ["Decline", "Control+Alt+Enter"],
      ],
    );
    assert.match(buttons[0]?.title ?? "", /Enter/);
  });

  it("declines with a reason by Enter, and not with the Enter of an input method", () => {
    panel.press("Decline with reason…");
    assert.equal(document.activeElement, reasonBox());
    write("  too risky ");
    press("Enter", { isComposing: true });
    assert.deepEqual(panel.api.ofType("decideToolCall"), []);
    press("Enter");
    press("Enter");
    assert.deepEqual(panel.api.ofType("decideToolCall"), decision(false, "too risky"));
  });

  it("declines with a reason by the button beside it, once", () => {
    panel.press("Decline with reason…");
    write("too risky");
    panel.press("Send reason");
    panel.press("Send reason");
    assert.deepEqual(panel.api.ofType("decideToolCall"), decision(false, "too risky"));
    assert.equal(panel.button("Send reason")?.disabled, true);
  });

  it("puts the line away with Escape, stops nothing and keeps the words", () => {
    panel.tell("state", { state: { ...panel.panel.model.state, busy: true } });
    panel.press("Decline with reason…");
    write("because");
    press("Escape");
    assert.equal(panel.all(".reason").length, 0);
    assert.equal(document.activeElement?.textContent, "Decline with reason…");
    assert.deepEqual(panel.api.ofType("stop"), []);
    panel.press("Decline with reason…");
    assert.equal(reasonBox().value, "because");
  });

  it("sends the reason with the other button too, but not with an approval", () => {
    panel.press("Decline with reason…");
    write("because");
    panel.press("Approve");
    assert.deepEqual(panel.api.ofType("decideToolCall"), decision(true));
    show();
    panel.press("Decline");
    assert.deepEqual(panel.api.ofType("decideToolCall")[1], decision(false, "because")[0]);
  });

  it("keeps the words while another thread is shown", () => {
    panel.press("Decline with reason…");
    write("because");
    panel.show({}, [], "other");
    show();
    assert.equal(reasonBox().value, "because");
  });
});
