import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { hiddenThread } from "../../../src/agents/hiddenThread";
import { findWaitingRuns, MAX_AGENTS, MAX_THREADS } from "../../../src/agents/waitingRuns";
import { UserFacingError } from "../../../src/shared/userFacingError";

/** A server's answers by path; a request for anything else fails. */
function serverOf(answers: Readonly<Record<string, unknown>>) {
  const requests: string[] = [];
  const read = <T>(path: string): Promise<T> => {
    requests.push(path);
    const found = Object.entries(answers).find(([part]) => path.includes(part));
    return found ? Promise.resolve(found[1] as T) : Promise.reject(new UserFacingError("server", `No ${path}`));
  };
  return { requests, read };
}

const run = (threadId: string, ...ids: readonly string[]): object => ({
  runId: `run of ${threadId}`,
  threadId,
  toolCalls: ids.map((toolCallId) => ({ toolCallId, toolName: "book", requiresApproval: true })),
});

describe("findWaitingRuns", () => {
  it("asks for one person's runs, and counts their calls by thread", async () => {
    const server = serverOf({
      "/agents/a/": { runs: [run("t", "1", "2"), run("u", "3")] },
      "/agents/b/": { runs: [] },
    });
    const found = await findWaitingRuns(server, "user_1", ["a", "b"], new Set(["t", "u"]));
    deepStrictEqual(server.requests, [
      "/agents/a/suspended-runs?resourceId=user_1",
      "/agents/b/suspended-runs?resourceId=user_1",
    ]);
    deepStrictEqual(
      [...found.threads],
      [
        ["t", { calls: 2 }],
        ["u", { calls: 1 }],
      ],
    );
    deepStrictEqual([...found.answered], ["a", "b"]);
  });

  it("has an upper limit for the agents and for the threads that only the server knows", async () => {
    const runs = Array.from({ length: 50 }, (_, index) => run(`t${index}`, "1"));
    const server = serverOf({ "suspended-runs": { runs }, "/memory/threads/": { id: "t0", updatedAt: "2026-01-01" } });
    const agents = Array.from({ length: 60 }, (_, index) => `agent${index}`);
    const found = await findWaitingRuns(server, "user_1", agents, new Set());
    strictEqual(server.requests.length, MAX_AGENTS + MAX_THREADS);
    deepStrictEqual([found.answered.size, found.threads.size], [MAX_AGENTS, MAX_THREADS]);
  });

  it("goes on without an agent that cannot be asked, and gives up when the first ones cannot", async () => {
    const some = serverOf({ "/agents/b/": { runs: [run("t", "1")] } });
    const found = await findWaitingRuns(some, "user_1", ["a", "b"], new Set(["t"]));
    deepStrictEqual([[...found.answered], found.threads.size], [["b"], 1]);
    const none = serverOf({});
    await rejects(findWaitingRuns(none, "user_1", ["a", "b", "c", "d", "e", "f"], new Set()), UserFacingError);
    strictEqual(none.requests.length, 4);
  });

  it("leaves out what VS Code's chat has asked for, in the thread that nobody sees", async () => {
    const { threadId } = hiddenThread({ id: "alice", account: { sub: "user_1" } });
    const server = serverOf({ "suspended-runs": { runs: [run(threadId, "1"), run("t", "2")] } });
    const found = await findWaitingRuns(server, "user_1", ["a"], new Set([threadId, "t"]));
    deepStrictEqual([...found.threads.keys()], ["t"]);
  });

  it("takes no run for one that has no thread or no call", async () => {
    const server = serverOf({
      "suspended-runs": { runs: [{ runId: "r", toolCalls: [{ toolCallId: "1" }] }, run("t"), 7] },
    });
    strictEqual((await findWaitingRuns(server, "user_1", ["a"], new Set(["t"]))).threads.size, 0);
  });
});
