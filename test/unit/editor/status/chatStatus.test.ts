import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { lexer } from "marked";
import { type ChatStatus, chatStatus, plainInMarkdown, statusLook } from "../../../../src/editor/status/chatStatus";
import { Bench } from "../../chat/chatBench";
import { ScriptedRun, until } from "../../chat/scriptedAgents";
import { text } from "../../chat/turns";

const idle: ChatStatus = {
  isOpen: false,
  connection: "ready",
  agent: "Weather Agent",
  server: "localhost:4111",
  account: "ada@example.com",
  running: [],
  waiting: [],
  waitingCalls: 0,
};
const thread = { id: "t", title: "Lisbon" };

describe("statusLook", () => {
  const looks: readonly (readonly [string, Partial<ChatStatus>, string, string])[] = [
    ["the agent", {}, "$(comment-discussion) Weather Agent", "Agent Chat, Weather Agent"],
    [
      "a run",
      { running: [thread] },
      "$(loading~spin) Weather Agent",
      "Agent Chat, Weather Agent, One response is being written",
    ],
    [
      "what waits before what runs",
      { running: [thread], waiting: [thread], waitingCalls: 2 },
      "$(bell-dot) Weather Agent",
      "Agent Chat, Weather Agent, 2 tool calls are waiting for you",
    ],
    [
      "that nobody is signed in",
      { connection: "signedOut", account: "" },
      "$(comment-discussion) Agent Chat",
      "Agent Chat, You aren't signed in.",
    ],
    ["no icon of a name", { agent: "$(flame) hot" }, "$(comment-discussion) $ (flame) hot", "Agent Chat, $(flame) hot"],
  ];
  for (const [what, change, shown, label] of looks) {
    it(`shows ${what}`, () => {
      const look = statusLook({ ...idle, ...change });
      deepStrictEqual([look.text, look.label], [shown, label]);
    });
  }
});

describe("chatStatus", () => {
  it("counts a run while it goes on, in a thread that is not shown as well", async () => {
    const bench = new Bench();
    await bench.open();
    const status = (): ChatStatus => chatStatus(bench.controller.viewState, bench.session?.conversations.all ?? []);
    bench.agents.run = new ScriptedRun().push(text("Sun"));
    const sending = bench.send("Weather in Lisbon?");
    await until(() => bench.drawn.at(-1) === "Sun");
    deepStrictEqual(status().running, [{ id: bench.shown.threadId, title: "Weather in Lisbon?" }]);
    bench.session?.navigator.newThread();
    strictEqual(status().running.length, 1);
    bench.agents.run.end();
    await sending;
    strictEqual(status().running.length, 0);
  });
});

describe("plainInMarkdown", () => {
  it("shows any words as they are, in one cell", () => {
    strictEqual(
      plainInMarkdown("a|b\n[x](command:y) $(flame) <b>"),
      String.raw`a\|b \[x\]\(command\:y\) \$\(flame\) \<b\>`,
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (words) => {
        const shown = plainInMarkdown(`x${words}x`);
        ok(!shown.includes("\n"));
        const [block] = lexer(shown);
        ok(block?.type === "paragraph");
        ok(
          (block.tokens ?? []).every(({ type }) => type === "text" || type === "escape"),
          shown,
        );
      }),
    );
  });
});
