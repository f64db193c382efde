import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { page } from "../setup/dom";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("TurnTools", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());
  const turn = (id: string) => panel.find(`[data-turn="${id}"]`);
  const names = (id: string) =>
    [...turn(id).querySelectorAll("[role=toolbar] button")].map((button) => button.getAttribute("aria-label"));
  const turns = [
    userTurn("u1", "One?"),
    agentTurn("a1", [textPart("One.")]),
    userTurn("u2", "Two?"),
    agentTurn("a2", [textPart("Two.")]),
  ];

  it("offers what suits the turn: editing questions, regenerating the newest answer only", () => {
    panel.show({}, turns);
    assert.deepEqual(names("u1"), ["Copy", "Edit", "Branch from here"]);
    assert.deepEqual(names("a1"), ["Copy", "Branch from here"]);
    assert.deepEqual(names("a2"), ["Copy", "Regenerate", "Branch from here"]);
  });

  it("waits for the end of a turn", () => {
    for (const state of ["streaming", "waiting"] as const) {
      panel.show({ busy: true }, [userTurn("u1", "One?"), agentTurn("a1", [textPart("On")], { state })]);
      assert.deepEqual(names("a1"), []);
    }
  });

  it("keeps Edit in its place but at rest while an answer is written", () => {
    panel.show({ busy: true }, [...turns, userTurn("u3", "Three?"), agentTurn("a3", [], { state: "streaming" })]);
    assert.equal(panel.button("Edit", turn("u1"))?.disabled, true);
    assert.equal(panel.button("Copy", turn("u1"))?.disabled, false);
    panel.show({ busy: true }, turns);
    assert.equal(panel.button("Regenerate", turn("a2"))?.disabled, true);
  });

  it("tells the host what to do with which turn", () => {
    panel.show({}, turns);
    panel.press("Regenerate");
    panel.press("Branch from here", turn("u1"));
    assert.deepEqual(panel.api.ofType("regenerate"), [{ type: "regenerate", turnId: "a2" }]);
    assert.deepEqual(panel.api.ofType("branch"), [{ type: "branch", turnId: "u1" }]);
  });

  it("has one Tab stop and moves by the arrow keys, around the ends", () => {
    panel.show({}, turns);
    const toolbar = turn("u1").querySelector("[role=toolbar]");
    const stops = () => [...(toolbar?.querySelectorAll("button") ?? [])].map((button) => button.tabIndex);
    const key = (name: string) =>
      void act(() => {
        document.activeElement?.dispatchEvent(new page.KeyboardEvent("keydown", { key: name, bubbles: true }));
      });
    assert.deepEqual(stops(), [0, -1, -1]);
    panel.button("Copy", turn("u1"))?.focus();
    key("ArrowRight");
    assert.equal(document.activeElement, panel.button("Edit", turn("u1")));
    assert.deepEqual(stops(), [-1, 0, -1]);
    key("End");
    key("ArrowRight");
    assert.equal(document.activeElement, panel.button("Copy", turn("u1")));
    key("ArrowLeft");
    assert.equal(document.activeElement, panel.button("Branch from here", turn("u1")));
  });

  it("offers another try beside what went wrong, once, and only for the newest turn", () => {
    const error = {
      message: "The server answered with an error.",
      actions: ["retryTurn", "retryConnection", "showLog"] as const,
    };
    const failed = (id: string) => agentTurn(id, [], { state: "failed", error });
    panel.show({}, [userTurn("u1", "One?"), failed("a1"), userTurn("u2", "Two?"), failed("a2")]);
    assert.equal(panel.all(".notice").length, 2);
    assert.equal(panel.button("Try again", turn("a1")), undefined);
    assert.deepEqual(
      [...turn("a2").querySelectorAll(".notice button")].map((button) => button.textContent),
      ["Try again", "Show log"],
    );
    panel.press("Try again", turn("a2"));
    assert.deepEqual(panel.api.ofType("regenerate"), [{ type: "regenerate", turnId: "a2" }]);
    assert.deepEqual(names("a2"), ["Branch from here"], "no second button for the same thing");
  });

  it("offers another try for an answer that was cut short", () => {
    panel.show({}, [userTurn("u1", "One?"), agentTurn("a1", [textPart("Ha")], { state: "interrupted" })]);
    panel.press("Try again");
    assert.deepEqual(panel.api.ofType("regenerate"), [{ type: "regenerate", turnId: "a1" }]);
    panel.show({ busy: true }, [userTurn("u1", "One?"), agentTurn("a1", [], { state: "interrupted" })]);
    assert.equal(panel.button("Try again")?.disabled, true);
  });

  it("shows usage, duration and model when asked, and nothing that is not known", () => {
    const usage = { inputTokens: 1204, outputTokens: 0, totalTokens: 1522 };
    const start = Date.UTC(2026, 10, 24, 12);
    const known = { createdAt: start, endedAt: start + 5700, usage, model: "gpt-5-mini" };
    panel.show({}, [userTurn("u1", "One?"), agentTurn("a1", [textPart("One.")], known)]);
    assert.equal(panel.all("dl").length, 0);
    panel.press("Details");
    assert.equal(panel.button("Details")?.getAttribute("aria-expanded"), "true");
    const rows = panel.all(".turnDetails > div").map((row) => row.textContent);
    assert.equal(rows[0], "Modelgpt-5-mini");
    assert.match(rows[1] ?? "", /^Sent.*2026/);
    assert.deepEqual(rows.slice(2), ["Duration5.7 sec", "Input tokens1,204", "Output tokens0", "Total tokens1,522"]);
    panel.press("Details");
    assert.equal(panel.all("dl").length, 0);
  });

  it("shows what went along with a question, in its turn and while it is edited", () => {
    const item = { id: "c", kind: "file", name: "a.ts", detail: "src", bytes: 12, openable: true } as const;
    const question = userTurn("u1", "What is this?");
    const context = { kind: "context", id: "c", item, content: "const a = 1;" } as const;
    panel.show({}, [{ ...question, parts: [context, ...question.parts] }]);
    assert.match(turn("u1").textContent, /a\.ts/);
    panel.press("Edit");
    assert.match(turn("u1").textContent, /a\.ts/);
    assert.equal(panel.all(".bubble").length, 0);
  });

  it("tells when a turn was sent or answered, once it is pointed at or has the focus", () => {
    const at = (hours: number) => new Date(2026, 0, 2, hours, 5).getTime();
    const answer = { ...agentTurn("a", [textPart("One.")]), createdAt: at(9), endedAt: at(10) };
    panel.show({}, [{ ...userTurn("u", "One?"), createdAt: at(9) }, answer, userTurn("untimed", "Two?")]);
    const time = (id: string) => turn(id).querySelector<HTMLElement>("time");
    assert.deepEqual([time("u")?.textContent, time("untimed")], ["", null]);
    void act(() => void turn("u").dispatchEvent(new page.Event("pointerenter")));
    void act(() => turn("a").focus());
    assert.match(time("u")?.textContent ?? "", /Jan 2.* 9:05/);
    assert.match(time("a")?.textContent ?? "", /10:05/);
    assert.match(time("u")?.title ?? "", /Jan 2, 2026/);
    assert.equal(time("u")?.getAttribute("datetime"), new Date(at(9)).toISOString());
  });
});
