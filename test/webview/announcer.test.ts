import assert from "node:assert/strict";
import type { Turn } from "../../src/shared/transcript";
import { Announcer } from "../../src/webview/announcer";
import { agentTurn, textPart, userTurn } from "./setup/fakes";

describe("Announcer", () => {
  let announcer: Announcer;
  const hear = (...turns: Turn[]) => announcer.update({ threadId: "t", turns });
  beforeEach(() => {
    announcer = new Announcer();
    hear(userTurn("u", "Hi"));
  });

  it("says start, sentences and end, and no token", () => {
    const heard: string[] = [];
    const answer = "It is warm. Take a hat. Good";
    for (let length = 0; length <= answer.length; length++) {
      heard.push(...hear(agentTurn("a", [textPart(answer.slice(0, length))], { state: "streaming" })));
    }
    assert.deepEqual(heard, ["Weather Agent is answering.", "It is warm.", "Take a hat."]);
    assert.deepEqual(hear(agentTurn("a", [textPart(answer)])), ["Good", "The answer is complete."]);
    assert.deepEqual(hear(agentTurn("a", [textPart(answer)])), []);
  });

  it("does not read a restored thread, but goes on with what is new in it", () => {
    const revived = new Announcer();
    const turn = (text: string) => agentTurn("a", [textPart(text)], { state: "streaming" });
    assert.deepEqual(revived.update({ threadId: "t", turns: [turn("Old words. Half")] }), []);
    assert.deepEqual(revived.update({ threadId: "t", turns: [turn("Old words. Half a line. ")] }), ["a line."]);
  });

  it("calls for a waiting approval once", () => {
    const call = { kind: "tool", id: "c", toolName: "deploy", status: "awaitingApproval", argsText: "{}" } as const;
    const turn = agentTurn("a", [call], { state: "waiting" });
    assert.deepEqual(hear(turn), ["Weather Agent is answering.", "The tool deploy waits for your approval."]);
    assert.deepEqual(hear({ ...turn }), []);
  });

  it("says how a turn ended, and leaves an error to its alert", () => {
    const ended = (id: string, state: Turn["state"]) => hear(agentTurn(id, [], { state })).slice(1);
    assert.deepEqual(ended("s", "stopped"), ["The answer was stopped."]);
    assert.deepEqual(ended("i", "interrupted"), ["The answer was cut short."]);
    assert.deepEqual(ended("f", "failed"), []);
  });
});
