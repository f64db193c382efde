import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { ThreadOptions } from "../../../src/shared/threadOptions";
import { Bench } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { call, finish, text } from "./turns";

const brief: ThreadOptions = { instructions: "Be brief." };
const warm: ThreadOptions = { temperature: 1.5, requestContext: { tenant: "acme" } };

describe("options of a thread", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  const set = (options: ThreadOptions): void => bench.session.setOptions(bench.shown, options);
  const answer = (): void => void (bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end());
  const sent = (): readonly unknown[] => bench.agents.messages.map(({ options }) => options);

  it("show in the panel, and go along with what is sent there and nowhere else", async () => {
    strictEqual(bench.state.options, undefined);
    set(brief);
    deepStrictEqual(bench.state.options, brief);
    answer();
    await bench.send("Weather?");
    bench.session.navigator.newThread();
    strictEqual(bench.state.options, undefined);
    answer();
    await bench.send("And here?");
    deepStrictEqual(sent(), [brief, undefined]);
  });

  it("are those of the moment in which a message was sent, also where it waits in the queue", async () => {
    const run = new ScriptedRun();
    bench.agents.run = run;
    bench.agents.later.push(new ScriptedRun().push(text("2"), finish()).end());
    set(brief);
    const done = bench.send("One");
    await until(() => bench.shown.busy);
    await bench.send("Two");
    set(warm);
    run.push(text("1"), finish()).end();
    await done;
    deepStrictEqual(sent(), [brief, brief]);
  });

  it("go along with a question that is asked again or changed, and with a response that goes on", async () => {
    answer();
    await bench.send("Weather?");
    set(warm);
    answer();
    await bench.askAgain(bench.shown.lastTurn!.id);
    answer();
    await bench.askAgain(bench.shown.lastTurn!.id, "In Oslo?");
    deepStrictEqual(sent(), [undefined, warm, warm]);
  });

  it("go along with decisions and answers, as they are when the person decides", async () => {
    const ask = { type: "tool-call-approval", ...call, args: {}, runId: "run-1" } as const;
    const suspend = { type: "tool-call-suspended", ...call, args: {}, runId: "run-1", payload: {} } as const;
    set(brief);
    bench.agents.run = new ScriptedRun().push({ type: "start", runId: "run-1" }, ask).end();
    await bench.send("Book it");
    set(warm);
    bench.agents.run = new ScriptedRun().push(suspend as never).end();
    const { id } = bench.shown.lastTurn!;
    await bench.decide(id, call.toolCallId, true, "");
    answer();
    await bench.resume(id, call.toolCallId, { name: "Ada" });
    deepStrictEqual([bench.agents.decisions[0]?.options, bench.agents.resumed[0]?.options], [warm, warm]);
  });

  it("are there again after a reload, also where nothing was asked yet, and such a thread is not listed", async () => {
    set(brief);
    const { threadId } = bench.shown;
    await bench.session.conversations.flush();
    const again = new Bench(bench.store);
    await again.open();
    deepStrictEqual([again.shown.threadId, again.state.options], [threadId, brief]);
    await again.session.list.show("");
    deepStrictEqual(again.rows.threads, []);
  });

  it("are taken back by none, and go with the thread", async () => {
    set(brief);
    answer();
    await bench.send("Weather?");
    const { threadId } = bench.shown;
    set({});
    strictEqual(bench.state.options, undefined);
    set(warm);
    await bench.session.conversations.flush();
    bench.session.navigator.delete(threadId);
    await bench.session.flushDeletes();
    deepStrictEqual(bench.store.of(bench.session.owner), []);
  });

  it("are the branch's as well", async () => {
    set(warm);
    answer();
    await bench.send("Weather?");
    const { threadId } = bench.shown;
    await bench.session.navigator.branch(bench.shown, bench.shown.lastTurn!.id);
    strictEqual(bench.shown.threadId === threadId, false);
    deepStrictEqual(bench.state.options, warm);
  });
});
