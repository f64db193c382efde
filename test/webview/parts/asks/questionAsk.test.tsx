import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { ownAsks, toolForm } from "../../../../src/webview/parts/suspension";
import { page } from "../../setup/dom";
import { agentTurn } from "../../setup/fakes";
import { PanelPage } from "../../setup/panelPage";

const options = [{ label: "The harbour", description: "Windy." }, { label: "The hill" }];

describe("QuestionAsk", () => {
  let panel: PanelPage;
  before(() => Promise.all([toolForm(), ...[...ownAsks.values()].map((load) => load())]));
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(payload: unknown, id = "c"): void {
    const call = { kind: "tool", id, toolName: "ask_user", status: "suspended", argsText: "" } as const;
    panel.show({}, [agentTurn("a", [{ ...call, suspension: { payload } }], { state: "waiting" })]);
  }

  function choose(label: string): void {
    const found = panel.all(".checkLine label").find(({ textContent }) => textContent === label);
    void act(() => document.getElementById(found?.getAttribute("for") ?? "")?.click());
  }

  function write(words: string): void {
    void act(() => {
      const box = panel.find("form.toolForm textarea") as HTMLTextAreaElement;
      box.value = words;
      box.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  }

  const answers = (): unknown[] => panel.api.ofType("resumeToolCall").map(({ data }) => data);

  it("takes one choice as a text, once, and names the group by the question", () => {
    show({ question: "Where?", options });
    assert.equal(panel.find("fieldset > legend").textContent, "Where?");
    assert.deepEqual(
      panel.all("form.toolForm input").map((input) => input.getAttribute("type")),
      ["radio", "radio", "radio"],
    );
    const about = panel.find("form.toolForm input").getAttribute("aria-describedby") ?? "";
    assert.equal(document.getElementById(about)?.textContent, "Windy.");
    choose("The harbour");
    choose("The hill");
    panel.press("Continue");
    panel.press("Continue");
    assert.deepEqual(answers(), ["The hill"]);
  });

  it("takes several as a list, with own words as one of them", () => {
    show({ question: "Which?", options, selectionMode: "multi_select" });
    choose("The harbour");
    choose("The hill");
    write("  The airport ");
    panel.press("Continue");
    assert.deepEqual(answers(), [["The harbour", "The hill", "The airport"]]);
  });

  it("takes own words in the place of a choice, and says so when they are missing", () => {
    show({ question: "Where?", options });
    panel.press("Continue");
    assert.deepEqual(answers(), []);
    assert.match(panel.find(".fieldWrong").textContent, /Choose something/);
    choose("The hill");
    write("Elsewhere");
    panel.press("Continue");
    assert.deepEqual(answers(), ["Elsewhere"]);
  });

  it("asks for words alone where there is nothing to choose, and keeps them for a while", () => {
    show({ question: "What?" });
    assert.equal(panel.all("form.toolForm input").length, 0);
    write("Much");
    panel.show({}, [], "other");
    show({ question: "What?" });
    assert.equal((panel.find("form.toolForm textarea") as HTMLTextAreaElement).value, "Much");
    void act(() => {
      const keys = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
      panel.find("form.toolForm textarea").dispatchEvent(new page.KeyboardEvent("keydown", keys));
    });
    assert.deepEqual(answers(), ["Much"]);
  });

  it("can be declined as any tool that asks", () => {
    show({ question: "Where?", options });
    panel.press("Decline");
    panel.press("Continue");
    assert.equal(panel.api.ofType("decideToolCall")[0]?.approved, false);
    assert.deepEqual(answers(), []);
  });

  for (const [what, payload] of [
    ["nothing", undefined],
    ["no question", { options }],
    ["a question that is none", { question: { deep: true } }],
  ] as const) {
    it(`falls back to the form for ${what}`, () => {
      show(payload);
      assert.equal(panel.all("form.toolForm fieldset.choices").length, 0);
      assert.equal(panel.all("form.toolForm").length, 1);
    });
  }

  it("leaves out choices that are none", () => {
    show({ question: "Where?", options: [null, { label: 7 }, { label: " " }, { label: "Here", description: 4 }] });
    assert.deepEqual(
      panel.all(".checkLine label").map(({ textContent }) => textContent),
      ["Here", "Something else"],
    );
  });
});
