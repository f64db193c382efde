import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { ThreadTab } from "../../../../src/chat/tabs/threadTab";
import { Bench, person } from "../chatBench";
import { ScriptedRun, until } from "../scriptedAgents";
import { call, finish, text } from "../turns";

const approval = { type: "tool-call-approval", ...call, args: {}, runId: "run-1" } as const;

describe("responses that nobody sees", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  /** Asks in the shown thread, and leaves it while the response is being written. @returns the thread left */
  async function askAndLeave(
    question = "Weather?",
  ): Promise<{ threadId: string; run: ScriptedRun; done: Promise<void> }> {
    const run = new ScriptedRun();
    bench.agents.run = run;
    const { threadId } = bench.shown;
    const done = bench.send(question);
    await until(() => bench.shown.busy);
    bench.session.navigator.newThread();
    return { threadId, run, done };
  }

  const unread = (): readonly string[] => [...bench.session.unseen.threads];
  const told = (): readonly string[] => bench.unseen.map(({ state }) => state);

  it("are told and leave their thread unread, until it is shown", async () => {
    const { threadId, run, done } = await askAndLeave();
    run.push(text("Sunny"), finish()).end();
    await done;
    deepStrictEqual([unread(), told()], [[threadId], ["complete"]]);
    await bench.session.list.show("");
    deepStrictEqual(
      bench.rows.threads.map(({ id, unread: mark }) => [id, mark]),
      [[threadId, true]],
    );
    await bench.session.navigator.open(threadId);
    deepStrictEqual(unread(), []);
    deepStrictEqual(
      bench.rows.threads.map(({ unread: mark }) => mark),
      [undefined],
    );
    strictEqual(bench.unseen[0]?.isOver(), true);
  });

  it("say nothing where the thread is in sight, in the view or in a tab", async () => {
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Weather?");
    deepStrictEqual([unread(), told()], [[], []]);

    const { threadId, run, done } = await askAndLeave("And now?");
    const tab = new ThreadTab({ owner: bench.session.id, threadId }, bench.chat.forTabs, {
      post: () => undefined,
      setState: () => undefined,
      close: () => undefined,
      openThread: () => undefined,
    });
    bench.chat.places.add(tab);
    await tab.controller.panelReady();
    run.push(text("Rain"), finish()).end();
    await done;
    deepStrictEqual([unread(), told()], [[], []]);
    tab.dispose();
  });

  it("are told when the panel is hidden, and read when it comes back", async () => {
    const run = new ScriptedRun();
    bench.agents.run = run;
    const done = bench.send("Weather?");
    await until(() => bench.shown.busy);
    bench.controller.panelGone();
    run.push(text("Sunny"), finish()).end();
    await done;
    deepStrictEqual([unread(), told()], [[bench.shown.threadId], ["complete"]]);
    await bench.open();
    deepStrictEqual(unread(), []);
  });

  it("are told once they rest: what waits for a person, what broke off, and not what a person has stopped", async () => {
    const waiting = await askAndLeave("Book it");
    waiting.run.push({ type: "tool-call", ...call, args: {} }, approval).end();
    await waiting.done;
    const broken = await askAndLeave("Weather?");
    broken.run.push(text("Sun")).end();
    await broken.done;
    const stopped = await askAndLeave("Weather?");
    stopped.run.push(text("Sun"));
    const conversation = bench.session.conversations.find(stopped.threadId);
    await until(() => (conversation?.lastTurn?.parts.length ?? 0) > 0);
    bench.session.sender.stop(conversation!);
    await stopped.done;
    deepStrictEqual(told(), ["waiting", "interrupted"]);
    deepStrictEqual(unread(), [waiting.threadId, broken.threadId]);
  });

  it("are told after the last message that was queued", async () => {
    const run = new ScriptedRun();
    const second = new ScriptedRun();
    bench.agents.run = run;
    bench.agents.later.push(second);
    const { threadId } = bench.shown;
    const done = bench.send("One");
    await until(() => bench.shown.busy);
    await bench.send("Two");
    bench.session.navigator.newThread();
    run.push(text("1"), finish()).end();
    await until(() => bench.agents.calls.length === 2);
    deepStrictEqual(told(), []);
    second.push(text("2"), finish()).end();
    await done;
    deepStrictEqual([unread(), told()], [[threadId], ["complete"]]);
  });

  it("are over once the call was decided or the thread was deleted", async () => {
    const { threadId, run, done } = await askAndLeave("Book it");
    run.push({ type: "tool-call", ...call, args: {} }, approval).end();
    await done;
    const conversation = bench.session.conversations.find(threadId)!;
    strictEqual(bench.unseen[0]?.isOver(), false);
    bench.agents.run = new ScriptedRun();
    void bench.session.sender.decide(conversation, conversation.lastTurn!.id, call.toolCallId, false, "");
    await until(() => conversation.busy);
    strictEqual(bench.unseen[0].isOver(), true);
    bench.session.navigator.delete(threadId);
    deepStrictEqual(unread(), []);
  });

  it("are kept for their owner alone, across a reload, until the owner signs out", async () => {
    const { threadId, run, done } = await askAndLeave();
    run.push(text("Sunny"), finish()).end();
    await done;
    const { account } = bench;
    await bench.become(person("user_2", "bob@example.com"));
    deepStrictEqual(unread(), []);
    strictEqual(bench.unseen[0]?.isOver(), true, "it is nothing to whoever is there now");
    await bench.become(account);
    deepStrictEqual(unread(), [threadId]);

    const again = new Bench(bench.store);
    again.unread = bench.unread;
    await again.open();
    deepStrictEqual([...again.session.unseen.threads], [threadId]);
    await again.chat.sessions.signedOut(again.account!);
    deepStrictEqual(again.unread, {});
  });
});
