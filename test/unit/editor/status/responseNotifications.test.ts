import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Conversation } from "../../../../src/chat/conversation";
import type { UnseenResponse } from "../../../../src/chat/threads/unseenResponses";
import { ResponseNotifications } from "../../../../src/editor/status/responseNotifications";
import { responsesMessage } from "../../../../src/editor/status/responsesMessage";
import type { TurnState } from "../../../../src/shared/transcript";
import { ScriptedAgents, until } from "../../chat/scriptedAgents";

function response(title: string, state: TurnState = "complete", isOver = false): UnseenResponse {
  const deps = { agents: new ScriptedAgents(), onChange: () => undefined, logError: () => undefined };
  const conversation = new Conversation(`thread ${title}`, deps, { turns: [], title });
  return { owner: "ada", conversation, state, isOver: () => isOver };
}

describe("what a notification says of responses", () => {
  const cases: readonly (readonly [TurnState, string])[] = [
    ["complete", "The response in “Lisbon” is complete."],
    ["waiting", "“Lisbon” is waiting for you."],
    ["failed", "The response in “Lisbon” failed. Open the thread to see why."],
    ["interrupted", "The response in “Lisbon” failed. Open the thread to see why."],
  ];
  for (const [state, sentence] of cases) {
    it(`one that is ${state}`, () => strictEqual(responsesMessage([response("Lisbon", state)]), sentence));
  }

  it("several, by their number", () =>
    strictEqual(responsesMessage([response("a"), response("b")]), "There are new responses in 2 threads."));

  it("makes no link of a title", () =>
    ok(!responsesMessage([response("[Sign in](command:agentChat.signOut)")]).includes("](")));
});

describe("notifications of responses", () => {
  const shown: (readonly [string, string])[] = [];
  const done: string[] = [];
  let current = "ada";
  let press: string | undefined;
  let wanted = true;
  let notifications: ResponseNotifications;

  beforeEach(() => {
    shown.length = 0;
    done.length = 0;
    current = "ada";
    press = undefined;
    wanted = true;
    notifications = new ResponseNotifications(
      {
        isWanted: () => wanted,
        show: (message, button) => {
          shown.push([message, button]);
          return Promise.resolve(press);
        },
        open: ({ owner, thread }) => Promise.resolve(void done.push(`open ${owner} ${thread}`)),
        showThreads: () => Promise.resolve(void done.push("threads")),
        current: () => current,
        guard: async (_, run) => {
          await run();
          done.push("told");
        },
      },
      1,
    );
  });

  const told = (): Promise<void> => until(() => done.includes("told"));

  it("open the thread of their owner", async () => {
    press = "Open";
    notifications.add(response("Lisbon"));
    await told();
    deepStrictEqual(shown, [["The response in “Lisbon” is complete.", "Open"]]);
    deepStrictEqual(done, ["open ada thread Lisbon", "told"]);
  });

  it("are one for what comes together, without what is over", async () => {
    press = "Show Threads";
    notifications.add(response("a"));
    notifications.add(response("b"));
    notifications.add(response("gone", "complete", true));
    await told();
    deepStrictEqual(shown, [["There are new responses in 2 threads.", "Show Threads"]]);
    deepStrictEqual(done, ["threads", "told"]);
  });

  it("tell of a thread once, with what came last", async () => {
    notifications.add(response("a", "waiting"));
    notifications.add(response("a", "complete"));
    await told();
    deepStrictEqual(shown, [["The response in “a” is complete.", "Open"]]);
    deepStrictEqual(done, ["told"]);
  });

  it("never show the list of somebody else", async () => {
    press = "Show Threads";
    current = "bob";
    notifications.add(response("a"));
    notifications.add(response("b"));
    await told();
    deepStrictEqual(done, ["open ada thread a", "told"]);
  });

  it("say nothing while nobody wants to be told", async () => {
    wanted = false;
    notifications.add(response("a"));
    wanted = true;
    notifications.add(response("b"));
    await told();
    deepStrictEqual(shown, [["The response in “b” is complete.", "Open"]]);
  });

  it("say nothing when all is over, or the window closes", async () => {
    notifications.add(response("a", "complete", true));
    await told();
    done.length = 0;
    notifications.add(response("b"));
    notifications.dispose();
    await new Promise((resolve) => setTimeout(resolve, 5));
    deepStrictEqual([shown, done], [[], []]);
  });
});
