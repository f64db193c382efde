import { strictEqual } from "node:assert/strict";
import { describeThread, titleFrom } from "../../../../src/chat/threads/localThread";
import { questionTurn } from "../../../../src/chat/turn/turnChanges";
import { emptyTurn, question } from "../turns";

describe("titleFrom", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Weather?", "Weather?"],
    ["\n\n  What's   up?  \nMore", "What's up?"],
    ["   \n ", ""],
    [
      "Tell me about the climate of Lima in Peru month by month, please",
      "Tell me about the climate of Lima in Peru month by month,…",
    ],
    ["x".repeat(100), `${"x".repeat(60)}…`],
  ];
  for (const [text, title] of cases) {
    it(`makes ${JSON.stringify(title)}`, () => strictEqual(titleFrom(text), title));
  }
});

describe("describeThread", () => {
  const turns = [questionTurn(question("Weather?")), { ...emptyTurn("a"), endedAt: 5e12 }];

  it("takes the title from the first question, the agent and the time from the last answer", () => {
    const { title, agentName, agentId, updatedAt } = describeThread({ threadId: "t", turns });
    strictEqual([title, agentName, agentId, updatedAt].join(" "), "Weather? Weather weatherAgent 5000000000000");
  });

  it("prefers the name that a person gave", () => {
    strictEqual(describeThread({ threadId: "t", turns, title: "Trip" }).title, "Trip");
  });

  it("makes no title from a question in the middle of a thread", () => {
    strictEqual(describeThread({ threadId: "t", turns, earlier: true }).title, "");
  });
});
