import { deepStrictEqual } from "node:assert/strict";
import type { StoredMessage } from "../../../../src/agents/storedThread";
import { lateAnswer } from "../../../../src/chat/history/partialAnswers";
import type { Turn } from "../../../../src/shared/transcript";
import { stored } from "../scriptedMemory";
import { emptyTurn } from "../turns";

describe("lateAnswer", () => {
  const asked: Turn = { ...emptyTurn("q1"), role: "user", state: "complete", messageIds: ["q1"] };
  const stopped: Turn = {
    ...emptyTurn("turn"),
    state: "stopped",
    parts: [{ kind: "text", id: "t", text: "It is cold in Oslo" }],
  };
  const next = stored("q2", "user", "And Oslo?");
  const partial = stored("partial", "assistant", "It is cold");

  function late(
    messages: readonly StoredMessage[],
    complete = true,
    seen: readonly string[] = ["q0", "a0", "q1"],
  ): readonly string[] {
    return lateAnswer(messages, complete, "q2", { turns: [asked, stopped], seen: new Set(seen) });
  }

  it("is what stands unseen between the message before and the new question", () => {
    deepStrictEqual(late([stored("a0", "assistant", "Sunny"), partial, next, stored("a2", "assistant", "Cold")]), [
      "partial",
    ]);
    deepStrictEqual(late([partial, next]), ["partial"], "also at the beginning of the thread");
    deepStrictEqual(
      late([stored("partial", "assistant", "It is cold in Oslo, and"), next]),
      ["partial"],
      "the server got further",
    );
  });

  it("takes along the old question when the server has stored that anew", () => {
    deepStrictEqual(late([stored("a0", "assistant", "Sunny"), stored("q1", "user", "And Oslo?"), partial, next]), [
      "q1",
      "partial",
    ]);
  });

  it("is nothing where it might be another window's", () => {
    const other = stored("q9", "user", "Rome?");
    deepStrictEqual(
      late([stored("a0", "assistant", "Sunny"), other, partial, next]),
      [],
      "behind a question of its own",
    );
    deepStrictEqual(late([other, partial, next], true, ["q9"]), [], "which was there before, too");
    deepStrictEqual(late([partial, next], false), [], "behind a message that was not read");
    deepStrictEqual(
      late([stored("a0", "assistant", "Sunny"), stored("a9", "assistant", "Warm."), next]),
      [],
      "with other words",
    );
    deepStrictEqual(late([partial]), [], "without the new question");
    const wordless: Turn = { ...stopped, parts: [] };
    const messages = [stored("a0", "assistant", "Sunny"), partial, next];
    deepStrictEqual(
      lateAnswer(messages, true, "q2", { turns: [asked, wordless], seen: new Set(["q0", "a0", "q1"]) }),
      [],
      "without words to know it by",
    );
  });
});
