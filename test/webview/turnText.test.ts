import assert from "node:assert/strict";
import { turnText } from "../../src/webview/turnText";
import { agentTurn, textPart } from "./setup/fakes";

describe("turnText", () => {
  it("joins the text parts and leaves the others out", () => {
    const reasoning = { kind: "reasoning", id: "r", text: "hm", finished: true } as const;
    const turn = agentTurn("a", [reasoning, textPart("**One**"), textPart(""), textPart("Two")]);
    assert.equal(turnText(turn), "**One**\n\nTwo");
  });
});
