import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { AgentChunk } from "../../../../src/agents/chunk";
import { Conversation } from "../../../../src/chat/conversation";
import { joinWords } from "../../../../src/chat/turn/joinWords";
import { ScriptedAgents } from "../scriptedAgents";
import { call, finish, question, reduceAll, text, toolChunks } from "../turns";

const thought = (value: string, id = "r1"): AgentChunk => ({ type: "reasoning-delta", id, text: value });

describe("joinWords", () => {
  it("makes one chunk of words that follow one another in the same text", () => {
    deepStrictEqual(joinWords([text("Sun"), text("ny"), text(" all day")]), [text("Sunny all day")]);
    deepStrictEqual(joinWords([thought("It "), thought("rains")]), [thought("It rains")]);
  });

  it("keeps apart what is of another text, or has something between", () => {
    const apart = [
      text("a"),
      text("b", "t2"),
      thought("c"),
      thought("d", "r2"),
      text("e"),
      { type: "tool-call-start", ...call } as const,
      text("f"),
    ];
    deepStrictEqual(joinWords(apart), apart);
  });

  it("does not take a text for the reasoning of the same id", () => {
    const both = [text("a", "1"), thought("b", "1"), text("c", "1")];
    deepStrictEqual(joinWords(both), both);
  });

  it("leaves the chunks that it was given as they were", () => {
    const first = text("Sun");
    joinWords([first, text("ny")]);
    deepStrictEqual(first, text("Sun"));
  });

  it("makes the same turn, whatever came together", () => {
    const chunk = fc.oneof(
      { weight: 3, arbitrary: fc.string({ maxLength: 3 }).map((value) => text(value)) },
      fc.string({ maxLength: 3 }).map((value) => text(value, "t2")),
      { weight: 2, arbitrary: fc.string({ maxLength: 3 }).map((value) => thought(value)) },
      fc.constantFrom<AgentChunk>(
        ...toolChunks,
        { type: "reasoning-end", id: "r1" },
        { type: "other", name: "text-start" },
        { type: "error", message: "broke" },
        finish(),
      ),
    );
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => deepStrictEqual(reduceAll(joinWords(chunks)), reduceAll(chunks))),
    );
  });

  it("loses no letter of a thousand chunks", () => {
    const chunks = Array.from({ length: 1_000 }, (_, index) => text(`${String(index)} `));
    const [joined, ...rest] = joinWords(chunks);
    strictEqual(rest.length, 0);
    strictEqual(
      joined?.type === "text-delta" ? joined.text : "",
      chunks.map((_, index) => `${String(index)} `).join(""),
    );
  });
});

describe("a conversation whose chunks come together", () => {
  const agent = { id: "weatherAgent", name: "Weather", description: "" };
  let agents: ScriptedAgents;
  let told: string[];
  let conversation: Conversation;

  beforeEach(() => {
    agents = new ScriptedAgents();
    told = [];
    conversation = new Conversation("thread-1", {
      agents,
      onChange: () => told.push(shown()),
      logError: () => undefined,
    });
  });

  const shown = (): string =>
    conversation.lastTurn?.parts.map((part) => (part.kind === "text" ? part.text : part.kind)).join("|") ?? "";

  it("tells once of all of them", async () => {
    agents.run
      .pushTogether(text("a"), text("b"), { type: "tool-call-start", ...call }, text("c"), text("d"))
      .push(finish())
      .end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([...new Set(told)], ["", "ab|tool|cd"]);
    strictEqual(conversation.lastTurn?.state, "complete");
  });

  it("sees the end of a turn wherever it stands among them", async () => {
    agents.run.pushTogether(text("a"), finish(), { type: "other", name: "later" }).end();
    await conversation.send(question("Weather?"), agent, "user_1");
    deepStrictEqual([conversation.lastTurn?.state, shown()], ["complete", "a"]);
  });
});
