import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { type TaskOwner, UnstoredTurns } from "../../../../src/editor/tasks/unstoredTurns";
import type { AgentSummary, Connection } from "../../../../src/shared/protocol";
import { UserFacingError } from "../../../../src/shared/userFacingError";

const coding: AgentSummary = { id: "codingAgent", name: "Coding Agent", description: "" };
const weather: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };
const prompt = { system: "Code only", text: "Fix" };
const chosen = { picked: undefined, preferred: "weatherAgent" };
const never = new AbortController().signal;

describe("a task of which nothing is stored", () => {
  let status: Connection;
  let asked: string[];
  let answer: (
    agentId: string,
    hidden: boolean,
    signal: AbortSignal,
  ) => Promise<{ text: string; finishReason: string }>;
  let owner: TaskOwner & { isClosed: boolean };
  let turns: UnstoredTurns;

  beforeEach(() => {
    status = "ready";
    asked = [];
    answer = () => Promise.resolve({ text: "ok", finishReason: "stop" });
    owner = {
      id: "owner",
      account: { sub: "user_1" },
      isClosed: false,
      services: {
        agents: {
          generate: (agentId, _message, hidden, signal = never) => {
            asked.push(`${agentId} ${hidden ? `${hidden.threadId} ${hidden.resourceId}` : "-"}`);
            return answer(agentId, hidden !== undefined, signal);
          },
        },
      },
    };
    turns = new UnstoredTurns({
      connection: {
        get status() {
          return status;
        },
        agents: [coding, weather],
        lookForAgent: (id) => {
          const found = [coding, weather].find((agent) => agent.id === id);
          if (!found) {
            asked.push("refresh");
          }
          return Promise.resolve(found);
        },
        serverLabel: "mastra.example.com",
      },
      choice: { resolve: ({ picked, preferred }) => picked ?? preferred },
      current: () => owner,
      enter: () => Promise.resolve(),
      reveal: () => (asked.push("reveal"), Promise.resolve()),
    });
  });

  const fails = (kind: string, run: () => Promise<unknown>): Promise<void> =>
    rejects(run, (error: unknown) => error instanceof UserFacingError && error.kind === kind);

  const respond = async (agentId?: string, signal = never): Promise<string | undefined> =>
    (await turns.agent({ session: owner, chosen }, agentId))?.respond(prompt, signal);

  it("goes to the agent of the panel, or to the one that is named", async () => {
    strictEqual(await respond(), "ok");
    await respond("codingAgent");
    deepStrictEqual(asked, ["weatherAgent -", "codingAgent -"]);
  });

  it("names the hidden thread once the server wants one, and asks in vain only once", async () => {
    answer = (_, hidden) =>
      hidden
        ? Promise.resolve({ text: "ok", finishReason: "stop" })
        : Promise.reject(new UserFacingError("threadNeeded", ""));
    await respond();
    await respond();
    const hidden = "weatherAgent agent-chat-model-calls-owner user_1";
    deepStrictEqual(asked, ["weatherAgent -", hidden, hidden]);
  });

  it("says which agent the server does not have, after it has looked again", async () => {
    await fails("agentNotFound", () => respond("nobody"));
    deepStrictEqual(asked, ["refresh"]);
  });

  it("shows the panel where nobody can be asked", async () => {
    status = "signedOut";
    strictEqual(await turns.agent({ session: undefined, chosen }), undefined);
    deepStrictEqual(asked, ["reveal"]);
  });

  it("refuses what is not the whole response", async () => {
    for (const [finishReason, kind] of [
      ["suspended", "needsPerson"],
      ["length", "cutOff"],
      ["content-filter", "filtered"],
    ] as const) {
      answer = () => Promise.resolve({ text: "half", finishReason });
      await fails(kind, () => respond());
    }
    answer = () => Promise.resolve({ text: " \n", finishReason: "stop" });
    await fails("noText", () => respond());
  });

  it("is dropped when another owner has taken over, before it is sent and while it is under way", async () => {
    answer = () => {
      owner.isClosed = true;
      return Promise.resolve({ text: "late", finishReason: "stop" });
    };
    await fails("ownerGone", () => respond());
    asked.length = 0;
    await fails("ownerGone", () => respond());
    deepStrictEqual(asked, []);
  });

  it("ends as a cancellation when the person cancels", async () => {
    const abort = new AbortController();
    answer = (_agent, _hidden, signal) => {
      abort.abort();
      signal.throwIfAborted();
      return Promise.reject(new Error("not reached"));
    };
    await rejects(() => respond(undefined, abort.signal), { name: "AbortError" });
  });
});
