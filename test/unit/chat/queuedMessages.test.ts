import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { Bench } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { call, finish, text } from "./turns";

describe("what was written meanwhile", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();
  const texts = (): (string | undefined)[] =>
    bench.shown.turns.map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text);

  it("gives back what waits behind a message that the server refuses, in the order in which it was written", async () => {
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    await bench.send("3");
    bench.agents.run.fail(new UserFacingError("rateLimited", "Wait a moment."));
    await sending;
    deepStrictEqual([bench.draft.text, bench.state.queue, bench.agents.calls.length], ["1\n\n2\n\n3", [], 1]);
    strictEqual(bench.state.notice?.message, "Wait a moment.");
  });

  it("sends nothing that was to follow a queued message which the server refuses", async () => {
    const first = bench.agents.run;
    bench.agents.later.push(new ScriptedRun().fail(new UserFacingError("server", "It failed.")), answer("Three."));
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    await bench.send("3");
    first.push(text("One."), finish()).end();
    await sending;
    deepStrictEqual([bench.draft.text, bench.state.queue, bench.agents.calls.length], ["2\n\n3", [], 2]);
    strictEqual(bench.state.notice?.message, "It failed.");
  });

  it("gives back what was written while a response that broke off could not go on", async () => {
    const sending = bench.send("1");
    bench.agents.run.push({ type: "accepted" }, text("One"));
    await until(() => bench.shown.lastTurn?.parts.length === 1);
    bench.memory.add({ id: bench.shown.threadId }, [stored(bench.shown.turns[0]?.id ?? "", "user", "1")]);
    bench.stop();
    await sending;
    await until(() => bench.shown.lastTurn?.canContinue === true);
    bench.agents.run = new ScriptedRun();
    const going = bench.session.sender.continueTurn(bench.shown, bench.shown.lastTurn?.id ?? "");
    await until(() => bench.shown.busy);
    await bench.send("2");
    bench.agents.run.fail(new UserFacingError("server", "It failed."));
    await going;
    deepStrictEqual([bench.draft.text, bench.state.queue, bench.state.notice?.message], ["2", [], "It failed."]);
  });

  describe("behind a call that waits for a person", () => {
    let approval: ScriptedRun;

    beforeEach(async () => {
      approval = bench.agents.run;
      const sending = bench.send("1");
      await until(() => bench.agents.calls.length === 1);
      await bench.send("2");
      approval.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
      await sending;
      deepStrictEqual([bench.shown.lastTurn?.state, bench.state.queue.length], ["waiting", 1]);
      bench.agents.later.push(answer("Three."));
      bench.agents.run = answer("Two.");
    });

    /** Another window decides it, and this one reads what has become of the response. */
    const decideElsewhere = async (...parts: readonly Record<string, unknown>[]): Promise<void> => {
      const booked = { toolCallId: "c1", toolName: "getWeather", args: {}, state: "result", result: "Booked" };
      bench.memory.add({ id: bench.shown.threadId }, [
        stored(bench.shown.turns[0]?.id ?? "", "user", "1"),
        { ...stored("a", "assistant", ""), parts: [{ type: "tool-invocation", toolInvocation: booked }, ...parts] },
      ]);
      await bench.session.navigator.sync(bench.shown);
    };

    it("sends them in the order in which they were written when another window has decided", async () => {
      await decideElsewhere({ type: "text", text: "One." });
      strictEqual(bench.shown.lastTurn?.state, "complete");
      await bench.send("3");
      deepStrictEqual(
        [bench.agents.calls.map(({ message }) => message), bench.state.queue, bench.draft.text],
        [["1", "2", "3"], [], ""],
      );
      strictEqual(bench.shown.lastTurn.state, "complete");
    });

    it("queues what is written then, and sends all of it once it is decided here", async () => {
      await bench.send("3");
      deepStrictEqual([bench.agents.calls.length, bench.state.queue.map(({ text: words }) => words)], [1, ["2", "3"]]);
      const { id } = bench.shown.lastTurn!;
      const two = bench.agents.run;
      bench.agents.run = answer("One.");
      const deciding = bench.decide(id, "c1", true, "");
      await until(() => bench.agents.decisions.length === 1);
      bench.agents.run = two;
      await deciding;
      deepStrictEqual([bench.agents.calls.map(({ message }) => message), bench.state.queue], [["1", "2", "3"], []]);
    });

    it("gives them back when their thread is deleted for good", async () => {
      bench.session.navigator.delete(bench.shown.threadId);
      strictEqual(bench.draft.text, "", "it can still come back, and they with it");
      await bench.session.flushDeletes();
      deepStrictEqual([bench.state.queue, bench.draft.text], [[], "2"]);
    });

    it("gives them back, and sends what is written then, when the response is none", async () => {
      await decideElsewhere({ type: "error", error: "It failed." });
      strictEqual(bench.shown.lastTurn?.state, "failed");
      await bench.send("3");
      deepStrictEqual(
        [bench.agents.calls.map(({ message }) => message), bench.state.queue, bench.draft.text],
        [["1", "3"], [], "2"],
      );
    });
  });

  describe("while the connection is looked at when a response ends", () => {
    let list: PromiseWithResolvers<Awaited<ReturnType<Bench["list"]>>>;
    let sending: Promise<void>;
    const agents = [{ id: "weatherAgent", name: "Weather", description: "" }];

    beforeEach(async () => {
      const first = bench.agents.run;
      bench.agents.later.push(answer("Two."), answer("Three."));
      sending = bench.send("1");
      await until(() => bench.agents.calls.length === 1);
      await bench.send("2");
      list = Promise.withResolvers();
      bench.list = () => list.promise;
      bench.connection.invalidate();
      first.push(text("One."), finish()).end();
      await until(() => !bench.shown.busy);
      await bench.settle();
    });

    it("sends what is written then after what waits, each once the one before is answered", async () => {
      const third = bench.send("3");
      await bench.settle();
      list.resolve(agents);
      await Promise.all([sending, third]);
      deepStrictEqual(
        bench.shown.turns.map(({ parts, state }) => [(parts[0] as { text?: string }).text, state]),
        ["1", "One.", "2", "Two.", "3", "Three."].map((words) => [words, "complete"]),
      );
      strictEqual(bench.shown.busy, false);
    });

    it("sends a queued message as it is edited then", async () => {
      const [two] = bench.state.queue;
      bench.session.sender.editQueued(bench.shown, two?.id ?? "", "Two?");
      list.resolve(agents);
      await sending;
      strictEqual(bench.agents.calls.at(-1)?.message, "Two?");
    });

    it("has it back in the box, and sends nothing, when it is removed then", async () => {
      bench.removeQueued(bench.state.queue[0]?.id ?? "");
      list.resolve(agents);
      await sending;
      deepStrictEqual([bench.draft.text, bench.agents.calls.length], ["2", 1]);
    });

    it("keeps what waits in the draft when the window closes", async () => {
      await bench.chat.close();
      strictEqual(bench.draft.text, "2");
      list.resolve(agents);
      await sending;
      deepStrictEqual([bench.draft.text, bench.agents.calls.length], ["2", 1]);
    });

    it("saves and shows the next answer, though another thread was opened", async () => {
      const { threadId } = bench.shown;
      bench.session.navigator.newThread();
      list.resolve(agents);
      await sending;
      await bench.session.navigator.open(threadId);
      deepStrictEqual(bench.drawn, ["1", "One.", "2", "Two."]);
    });
  });

  it("keeps words in the draft when the window closes while their server is looked at, and sends them no more", async () => {
    const agents = Promise.withResolvers<Awaited<ReturnType<Bench["list"]>>>();
    bench.list = () => agents.promise;
    bench.connection.invalidate();
    const sending = bench.send("Weather?");
    await bench.settle();
    await bench.chat.close();
    const next = new Bench(bench.store, bench.drafts);
    await next.open();
    strictEqual(next.draft.text, "Weather?");
    agents.resolve([{ id: "weatherAgent", name: "Weather", description: "" }]);
    await sending;
    deepStrictEqual([bench.agents.calls.length, bench.draft.text], [0, "Weather?"]);
  });

  it("puts the new words of a queued message into the box when it was sent while they were typed", async () => {
    const first = bench.agents.run;
    bench.agents.later.push(answer("Two."));
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    const [two] = bench.state.queue;
    first.push(text("One."), finish()).end();
    await sending;
    bench.session.sender.editQueued(bench.shown, two?.id ?? "", "Two, and why?");
    deepStrictEqual([bench.draft.text, bench.agents.calls.at(-1)?.message], ["Two, and why?", "2"]);
  });

  describe("to a question that is asked again", () => {
    beforeEach(async () => {
      bench.agents.run = answer("Sunny");
      await bench.send("Weather?");
    });

    /** Asks again, which the server refuses, and it doesn't take back either what it had. */
    const loseMessages = async (): Promise<void> => {
      const [first] = bench.agents.messages;
      bench.memory.add({ id: bench.shown.threadId }, [stored(first?.id ?? "", "user", "Weather?")]);
      bench.memory.restoreMessages = () => Promise.reject(new UserFacingError("server", "It failed."));
      bench.agents.run = new ScriptedRun().fail(new UserFacingError("rateLimited", "Wait a moment."));
      await bench.askAgain(bench.shown.lastTurn?.id ?? "");
      deepStrictEqual(bench.state.notice?.actions, ["restoreMessages"]);
    };

    /** A message is written while the server takes back what it had. */
    const putBackWhileWriting = async (): Promise<void> => {
      const back = Promise.withResolvers<undefined>();
      bench.memory.restoreMessages = () => back.promise;
      bench.agents.run = answer("Cold");
      const restoring = bench.session.sender.restoreMessages();
      await bench.send("And Oslo?");
      strictEqual(bench.state.queue.length, 1);
      back.resolve(undefined);
      await restoring;
    };

    it("puts deleted messages back into what is shown, though the thread was left and opened again", async () => {
      const { threadId } = bench.shown;
      const { messageIds } = bench.shown.turns[0]!;
      await loseMessages();
      bench.session.navigator.newThread();
      await bench.session.navigator.open(threadId);
      await putBackWhileWriting();
      deepStrictEqual(texts(), ["Weather?", "Sunny", "And Oslo?", "Cold"]);
      deepStrictEqual(bench.shown.turns[0]?.messageIds, messageIds);
      bench.session.navigator.newThread();
      strictEqual(bench.session.conversations.find(threadId), undefined);
    });

    it("sends what is written while deleted messages are put back", async () => {
      await loseMessages();
      await putBackWhileWriting();
      deepStrictEqual([texts().slice(-2), bench.state.queue], [["And Oslo?", "Cold"], []]);
    });

    it("gives back what was written meanwhile, after the changed words, and says why", async () => {
      bench.agents.run = new ScriptedRun();
      const asking = bench.askAgain(bench.shown.turns[0]?.id ?? "", "In Oslo?");
      await until(() => bench.agents.messages.length === 2);
      await bench.send("And Rome?");
      bench.agents.run.fail(new UserFacingError("rateLimited", "Wait a moment."));
      await asking;
      deepStrictEqual(
        [texts(), bench.draft.text, bench.state.queue, bench.state.notice?.message],
        [["Weather?", "Sunny"], "In Oslo?\n\nAnd Rome?", [], "Wait a moment."],
      );
    });
  });
});
