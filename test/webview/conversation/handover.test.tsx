import "../setup/dom";
import assert from "node:assert/strict";
import type { Turn } from "../../../src/shared/transcript";
import { handovers } from "../../../src/webview/conversation/handover";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const weather = { agentId: "weatherAgent", agentName: "Weather Agent" };
const deploy = { agentId: "deployAgent", agentName: "Deploy Agent" };
const answer = (id: string, of: Partial<Turn>): Turn => agentTurn(id, [textPart(id)], of);

describe("handovers", () => {
  it("stand in front of the question that another agent has answered", () => {
    const turns = [
      userTurn("q1", "1"),
      answer("a1", weather),
      userTurn("q2", "2"),
      answer("a2", weather),
      userTurn("q3", "3"),
      answer("a3", deploy),
      answer("a4", weather),
    ];
    const { before, atEnd } = handovers(turns, "weatherAgent");
    assert.deepEqual(
      [...before],
      [
        ["q3", "Deploy Agent"],
        ["a4", "Weather Agent"],
      ],
    );
    assert.equal(atEnd, false);
    assert.equal(handovers(turns, "deployAgent").atEnd, true);
  });

  it("are none where it is not known who answered, or who will", () => {
    assert.equal(handovers([userTurn("q", "1"), answer("a", {})], "deployAgent").atEnd, false);
    assert.equal(handovers([answer("a", weather)], undefined).atEnd, false);
    assert.equal(handovers([], "deployAgent").atEnd, false);
  });
});

describe("the line that says who responds from here", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  const turns = [userTurn("q1", "Hi"), answer("a1", weather)];
  const notes = (): readonly (readonly string[])[] =>
    panel
      .all(".turns > *")
      .flatMap((element) =>
        element.matches("[role=note]")
          ? [["note", element.textContent]]
          : element.dataset["turn"]
            ? [[element.dataset["turn"]]]
            : [],
      );

  it("comes with the choice of another agent, and goes with the choice of the same", () => {
    panel.show({ agentId: "weatherAgent" }, turns);
    assert.deepEqual(notes(), [["q1"], ["a1"]]);
    panel.tell("state", { state: { ...panel.panel.model.state, agentId: "deployAgent" } });
    assert.deepEqual(notes(), [["q1"], ["a1"], ["note", "Deploy Agent responds from here"]]);
    panel.tell("state", { state: { ...panel.panel.model.state, agentId: "weatherAgent" } });
    assert.deepEqual(notes(), [["q1"], ["a1"]]);
  });

  it("stays where it is when the message is sent, and is there after a reload", () => {
    const sent = [...turns, userTurn("q2", "Deploy"), agentTurn("a2", [], { ...deploy, state: "streaming" })];
    const expected = [["q1"], ["a1"], ["note", "Deploy Agent responds from here"], ["q2"], ["a2"]];
    panel.show({ agentId: "deployAgent" }, sent);
    assert.deepEqual(notes(), expected);
    panel.close();
    panel = new PanelPage();
    panel.show({ agentId: "deployAgent" }, sent);
    assert.deepEqual(notes(), expected);
  });
});
