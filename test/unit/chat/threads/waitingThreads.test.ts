import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { describeThread } from "../../../../src/chat/threads/localThread";
import type { Turn } from "../../../../src/shared/transcript";
import { Bench } from "../chatBench";
import type { MemoryStore } from "../memoryStore";
import { ScriptedRun, until } from "../scriptedAgents";
import { stored } from "../scriptedMemory";
import { finish, text } from "../turns";

const call = { toolCallId: "c1", toolName: "bookTrip" };

describe("calls that wait in threads which nobody has opened", () => {
  /** A window in which a call waits in a thread that is not shown. */
  async function windowWithWait(): Promise<{ readonly bench: Bench; readonly threadId: string }> {
    const bench = new Bench();
    await bench.open();
    bench.agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
    await bench.send("Book it");
    const { threadId } = bench.shown;
    bench.memory.add({ id: threadId, title: "Booking", updatedAt: 1 }, [stored("q", "user", "Book it")]);
    bench.memory.waiting = new Map([[threadId, 1]]);
    bench.session.navigator.newThread();
    bench.agents.run = new ScriptedRun().push(text("Hello."), finish()).end();
    await bench.send("Hello");
    strictEqual(bench.waiting, 1);
    await bench.chat.close();
    return { bench, threadId };
  }

  /** The next window, which shows another thread. */
  function reloaded({ store, memory }: { readonly store: MemoryStore; readonly memory: Bench["memory"] }): Bench {
    const next = new Bench(store);
    next.memory.threads.clear();
    for (const [id, thread] of memory.threads) {
      next.memory.add(thread, memory.stored.get(id));
    }
    next.memory.waiting = memory.waiting;
    next.memory.runs.push(...memory.runs);
    return next;
  }

  const activities = (bench: Bench): readonly (readonly [string, string | undefined])[] =>
    bench.rows.threads.map(({ id, activity }) => [id, activity]);

  it("are found on this computer after a reload, before the server can be asked", async () => {
    const { bench, threadId } = await windowWithWait();
    const next = reloaded(bench);
    next.memory.waiting = undefined;
    await next.open();
    await until(() => next.waiting === 1);
    await next.session.list.show("");
    deepStrictEqual(
      activities(next).find(([id]) => id === threadId),
      [threadId, "waiting"],
    );
    strictEqual(next.memory.requests.filter((request) => request.startsWith("messages " + threadId)).length, 0);
  });

  it("are found again after another server was shown", async () => {
    const { bench, threadId } = await windowWithWait();
    const home = bench.serverUrl;
    await bench.goTo("https://elsewhere.example.com");
    strictEqual(bench.waiting, 0);
    await bench.goTo(home);
    await until(() => bench.waiting === 1);
    await bench.session.list.show("");
    deepStrictEqual(
      activities(bench).find(([id]) => id === threadId),
      [threadId, "waiting"],
    );
  });

  it("are found on the server, in a thread that this computer does not know, which is listed for that", async () => {
    const bench = new Bench();
    bench.memory.add({ id: "far", title: "Far away", updatedAt: 1 }, [stored("q", "user", "Book it")]);
    for (let index = 0; index < 60; index += 1) {
      bench.memory.add({ id: `t${index}`, title: `Thread ${index}`, updatedAt: 100 + index });
    }
    bench.memory.waiting = new Map([["far", 2]]);
    await bench.open();
    await until(() => bench.waiting === 2);
    await bench.session.list.show("");
    await until(() => !bench.rows.loading);
    deepStrictEqual(activities(bench).at(-1), ["far", "waiting"]);
    strictEqual(bench.memory.requests.filter((request) => request.startsWith("waitingRuns")).length, 1, "once");
  });

  it("disappear when somebody has decided elsewhere, and stay away after the next reload", async () => {
    const { bench, threadId } = await windowWithWait();
    bench.memory.waiting = new Map();
    const next = reloaded(bench);
    await next.open();
    await until(() => next.memory.requests.some((request) => request.startsWith("waitingRuns")));
    await until(() => next.waiting === 0 && !savedTurns(next, threadId).some(({ state }) => state === "waiting"));
    await next.session.list.show("");
    deepStrictEqual(
      activities(next).filter(([, activity]) => activity !== undefined),
      [],
    );
    const last = reloaded(next);
    last.memory.waiting = undefined;
    await last.open();
    await last.settle();
    strictEqual(last.waiting, 0);
  });

  it("disappear from a thread in memory that was decided elsewhere", async () => {
    const bench = new Bench();
    await bench.open();
    bench.agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
    await bench.send("Book it");
    const { threadId } = bench.shown;
    const question = stored(bench.agents.messages[0]?.id ?? "", "user", "Book it");
    const toolInvocation = { ...call, args: {}, state: "result", result: "Booked" };
    const answer = { ...stored("a", "assistant", ""), parts: [{ type: "tool-invocation", toolInvocation }] };
    bench.memory.add({ id: threadId, updatedAt: 1 }, [question, answer]);
    bench.session.navigator.newThread();
    strictEqual(bench.waiting, 1);
    // The window was last asked when it opened; another one begins anew.
    const { WaitingThreads } = await import("../../../../src/chat/threads/waitingThreads");
    const { session } = bench;
    const { connection, store } = bench;
    const found = new Map();
    const rest = { found, describe: describeThread, onChange: () => undefined, logError: () => undefined };
    await new WaitingThreads(session, { connection, store, ...rest }).ask();
    strictEqual(bench.waiting, 0);
    strictEqual(session.conversations.find(threadId), undefined, "nothing happens in it any more");
  });

  it("count no more once their thread is deleted, and again when that is undone", async () => {
    const { bench, threadId } = await windowWithWait();
    const next = reloaded(bench);
    await next.open();
    await until(() => next.waiting === 1);
    next.session.navigator.delete(threadId);
    strictEqual(next.waiting, 0);
    await next.session.navigator.undo(threadId);
    strictEqual(next.waiting, 1);
    next.session.navigator.delete(threadId);
    await next.session.flushDeletes();
    await next.settle();
    strictEqual(next.waiting, 0);
  });

  it("are those of the turns once the thread is open", async () => {
    const { bench, threadId } = await windowWithWait();
    bench.memory.runs.push({
      runId: "run-1",
      toolCalls: [{ toolCallId: "c1", toolName: "bookTrip", args: {}, requiresApproval: true }],
    });
    const next = reloaded(bench);
    await next.open();
    await until(() => next.waiting === 1);
    await next.session.navigator.open(threadId);
    strictEqual(next.waiting, 1);
    next.agents.run = new ScriptedRun().push({ type: "tool-denied", ...call }, text("Well."), finish()).end();
    await next.decide(next.shown.turns.at(-1)?.id ?? "", "c1", false, "");
    strictEqual(next.waiting, 0);
    next.session.navigator.newThread();
    strictEqual(next.waiting, 0);
  });

  function savedTurns(bench: Bench, threadId: string): readonly Turn[] {
    return bench.store.of(bench.session.owner).find((each) => each.threadId === threadId)?.turns ?? [];
  }
});
