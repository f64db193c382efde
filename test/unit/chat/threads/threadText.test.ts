import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { THREAD_TEXT_LIMIT, threadText } from "../../../../src/chat/threads/threadText";
import type { Part, Turn } from "../../../../src/shared/transcript";

function turn(role: Turn["role"], ...parts: readonly Part[]): Turn {
  const agentName = role === "user" ? "" : "Weather Agent";
  return { id: crypto.randomUUID(), role, agentName, state: "complete", createdAt: 0, parts };
}

const said = (text: string): Part => ({ kind: "text", id: "t", text });

describe("the text of a thread", () => {
  it("is what was said, under who said it, without what led to it", () => {
    const reasoning: Part = { kind: "reasoning", id: "r", text: "Hm", finished: true };
    const turns = [turn("user", said("How warm?")), turn("agent", reasoning, said("**18 °C**")), turn("agent")];
    deepStrictEqual(threadText("Lisbon", turns, false), {
      text: "# Lisbon\n\n## You\n\nHow warm?\n\n## Weather Agent\n\n**18 °C**",
      isWhole: true,
    });
  });

  it("says that something is left out before what is known of the thread", () => {
    const { text, isWhole } = threadText("Lisbon", [turn("user", said("And now?"))], true);
    deepStrictEqual([isWhole, /^# Lisbon \(partly\)[^]*And now\?/.test(text)], [false, true]);
  });

  it("is the end of a long one, whole messages of it", () => {
    const turns = [turn("user", said("a".repeat(60_000))), turn("user", said("b".repeat(60_000)))];
    const { text, isWhole } = threadText("Long", turns, false);
    deepStrictEqual([isWhole, text.includes("a".repeat(9)), text.includes("b".repeat(60_000))], [false, false, true]);
  });

  it("is the beginning of a message that is too long alone, without half a letter", () => {
    const { text, isWhole } = threadText("Long", [turn("user", said("😀".repeat(THREAD_TEXT_LIMIT)))], false);
    strictEqual(isWhole, false);
    ok(text.length < THREAD_TEXT_LIMIT + 200 && text.isWellFormed());
  });
});
