import { deepStrictEqual } from "node:assert/strict";
import { hasAnswer } from "../../../bench/host/firstToken/hasAnswer";
import type { ToView, TranscriptPatch } from "../../../../src/shared/protocol";
import type { Turn } from "../../../../src/shared/transcript";

describe("a message with words of an answer", () => {
  const text = { kind: "text", id: "t", text: "Hi" } as const;
  const turn = (role: Turn["role"], parts: Turn["parts"]): Turn => ({
    id: "a",
    role,
    agentName: "",
    state: "streaming",
    parts,
    createdAt: 0,
  });
  const patches = (...all: readonly TranscriptPatch[]): ToView => ({ type: "patches", threadId: "t", patches: all });

  it("has a text of the agent in it, whole or a piece", () => {
    deepStrictEqual(
      [
        patches({ op: "turn", turn: turn("agent", [text]) }),
        patches({ op: "part", turnId: "a", part: 0, value: text }),
        patches({ op: "remove", turnId: "b" }, { op: "append", turnId: "a", part: 0, text: "!" }),
      ].map(hasAnswer),
      [true, true, true],
    );
  });

  it("is none that brings the question, an answer that has only begun, or no turns at all", () => {
    deepStrictEqual(
      [
        patches({ op: "turn", turn: turn("user", [text]) }, { op: "turn", turn: turn("agent", []) }),
        { type: "focusInput" } as ToView,
      ].map(hasAnswer),
      [false, false],
    );
  });
});
