import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { Turn } from "../../../src/shared/transcript";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { attachment, Bench } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { call, finish, text } from "./turns";

describe("Sender", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
  });

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();

  it("queues what is sent while an answer streams, and sends it when that is complete", async () => {
    const first = bench.agents.run;
    bench.agents.later.push(answer("Two."), answer("Three."));
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    await bench.send("3");
    deepStrictEqual(
      bench.state.queue.map((each) => each.text),
      ["2", "3"],
    );
    strictEqual(bench.agents.calls.length, 1);
    first.push(text("One."), finish()).end();
    await sending;
    await bench.settle();
    deepStrictEqual(
      bench.shown.turns.map(({ parts }) => (parts[0] as { text?: string }).text),
      ["1", "One.", "2", "Two.", "3", "Three."],
    );
    deepStrictEqual(bench.state.queue, []);
  });

  describe("sending into a response", () => {
    let sending: Promise<void>;
    beforeEach(async () => {
      sending = bench.send("1");
      bench.agents.run.push({ type: "accepted" }, text("One."));
      await until(() => bench.shown.lastTurn?.parts.length === 1);
    });

    const sendNow = (words: string): Promise<void> =>
      bench.controller.send(words, { owner: bench.session.id, threadId: bench.shown.threadId }, true);
    const queue = (): unknown => bench.state.queue.map(({ text: words, now }) => [words, now]);

    it("shows where it came in; what comes then is another answer", async () => {
      await sendNow("2");
      deepStrictEqual(queue(), [["2", "sending"]]);
      const { id } = bench.agents.steered[0]!;
      bench.agents.run
        .push({ type: "user-message", id: "s", clientId: id, parts: [{ type: "text", text: "2" }] }, text("Two.", "t2"))
        .push(finish())
        .end();
      await sending;
      deepStrictEqual(
        bench.shown.turns.map(({ role, state, parts }) => [role, state, (parts[0] as { text?: string }).text]),
        [
          ["user", "complete", "1"],
          ["agent", "complete", "One."],
          ["user", "complete", "2"],
          ["agent", "complete", "Two."],
        ],
      );
      deepStrictEqual([queue(), bench.agents.calls.length], [[], 1]);
    });

    it("is not in the box of a person who has left and comes back, once the server has taken it", async () => {
      await sendNow("2");
      bench.agents.steering = () => Promise.reject(new UserFacingError("network", "Maybe not."));
      await sendNow("3");
      deepStrictEqual(queue(), [
        ["2", "sending"],
        ["3", "sending"],
      ]);
      deepStrictEqual(
        bench.session.queue.clear().map(({ text: words }) => words),
        ["3"],
      );
      bench.agents.run.push(finish()).end();
      await sending;
    });

    it("stays queued, and is sent afterwards, when the server has no such route", async () => {
      bench.agents.steering = () => Promise.reject(new UserFacingError("cannotSteer", "No."));
      const first = bench.agents.run;
      bench.agents.run = answer("Two.");
      await sendNow("2");
      deepStrictEqual([queue(), bench.state.cannotSteer], [[["2", "possible"]], true]);
      first.push(finish()).end();
      await sending;
      deepStrictEqual(
        bench.agents.calls.map(({ message }) => message),
        ["1", "2"],
      );
    });

    it("is not sent a second time when it got to the server although nothing came back", async () => {
      bench.agents.steering = () => Promise.reject(new UserFacingError("network", "Lost."));
      await sendNow("2");
      const { id } = bench.agents.steered[0]!;
      const signal = { type: "user", metadata: { clientId: id } };
      bench.memory.add({ id: bench.shown.threadId }, [
        { ...stored("s", "user", "2"), role: "signal", metadata: { signal } },
      ]);
      bench.agents.run.push(finish()).end();
      await sending;
      deepStrictEqual([queue(), bench.draft.text, bench.agents.calls.length], [[], "", 1]);
      strictEqual(bench.shown.turns.filter(({ id: turn }) => turn === "s").length, 1);
    });
  });

  it("continues a response that broke off, in its turn and with no other question", async () => {
    const sending = bench.send("1");
    bench.agents.run.push({ type: "accepted" }, text("One, tw"));
    await until(() => bench.shown.lastTurn?.parts.length === 1);
    const [question] = bench.shown.turns;
    bench.memory.add({ id: bench.shown.threadId }, [
      stored(question?.id ?? "", "user", "1"),
      stored("a", "assistant", "One, tw"),
    ]);
    bench.stop();
    await sending;
    await until(() => bench.shown.lastTurn?.canContinue === true);
    bench.agents.run = answer("o, three.");
    await bench.session.sender.continueTurn(bench.shown, bench.shown.lastTurn?.id ?? "");
    deepStrictEqual(
      bench.shown.turns.map(({ state, parts }) => [state, parts.map((part) => (part as { text?: string }).text)]),
      [
        ["complete", ["1"]],
        ["complete", ["One, two, three."]],
      ],
    );
    deepStrictEqual([bench.agents.calls.length, bench.agents.continued.length], [1, 1]);
  });

  it("gives queued messages back when the answer is stopped", async () => {
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    bench.stop();
    await sending;
    deepStrictEqual([bench.draft.text, bench.state.queue, bench.agents.calls.length], ["2", [], 1]);
  });

  it("gives queued messages back when the answer fails", async () => {
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    bench.agents.run.push(text("On")).end();
    await sending;
    deepStrictEqual([bench.draft.text, bench.agents.calls.length], ["2", 1]);
  });

  it("puts a queued message back into the box when it is removed", async () => {
    const sending = bench.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.send("2");
    bench.removeQueued(bench.state.queue[0]?.id ?? "");
    deepStrictEqual([bench.draft.text, bench.state.queue], ["2", []]);
    bench.agents.run.push(finish()).end();
    await sending;
    strictEqual(bench.agents.calls.length, 1);
  });

  it("takes along what is attached, and attaches it again when the message is refused", async () => {
    bench.session.attachments.add(attachment("a.ts"));
    bench.agents.run.fail(new UserFacingError("tooLarge", "Too large."));
    await bench.send("Read it");
    strictEqual(bench.agents.messages[0]?.attachments[0]?.content, "abc");
    deepStrictEqual(
      bench.state.context.map(({ name }) => name),
      ["a.ts"],
    );
    bench.agents.run = answer("Read.");
    await bench.send("Read it");
    deepStrictEqual(bench.state.context, []);
  });

  it("counts the calls that wait, in every thread, and answers a suspended one", async () => {
    bench.agents.run.push({ type: "tool-call-suspended", ...call, args: {}, runId: "run-1", resumeSchema: {} }).end();
    await bench.send("Plan it");
    strictEqual(bench.waiting, 1);
    const { threadId, turns } = bench.shown;
    bench.session.navigator.newThread();
    strictEqual(bench.waiting, 1);
    await bench.session.navigator.open(threadId);
    bench.agents.run = answer("Planned");
    await bench.resume(turns.at(-1)?.id ?? "", "c1", { name: "Ada" });
    deepStrictEqual([bench.agents.resumed[0]?.resumeData, bench.waiting], [{ name: "Ada" }, 0]);
  });

  for (const [what, resumeSchema, sent] of [
    ["as the server does it", { type: "object", required: ["name"] }, { decisions: ["not today"], resumed: [] }],
    [
      "in words to a tool that would take that for an answer",
      { type: "object", properties: { name: { type: "string" } } },
      { decisions: [], resumed: ["The user declined to answer: not today"] },
    ],
  ] as const) {
    it(`declines what a suspended tool asks for, ${what}; the call stays declined, whatever comes of it`, async () => {
      bench.agents.run.push({ type: "tool-call-suspended", ...call, args: {}, runId: "run-1", resumeSchema }).end();
      await bench.send("Plan it");
      strictEqual(bench.waiting, 1);
      const { id } = bench.shown.turns.at(-1)!;
      bench.agents.run = new ScriptedRun()
        .push({ type: "tool-error", ...call, message: "Tool input validation failed" }, text("Fine."), finish())
        .end();
      await bench.decide(id, "c1", false, "not today");
      const { decisions, resumed } = bench.agents;
      deepStrictEqual(
        { decisions: decisions.map(({ reason }) => reason), resumed: resumed.map(({ resumeData }) => resumeData) },
        sent,
      );
      const [part] = bench.shown.turns.at(-1)!.parts;
      deepStrictEqual(part?.kind === "tool" && [part.status, part.reason], ["declined", "not today"]);
      strictEqual(bench.waiting, 0);
      await bench.decide(id, "c1", true, "");
      strictEqual(bench.agents.decisions.filter(({ approved }) => approved).length, 0);
    });
  }

  describe("deciding what another window has decided", () => {
    beforeEach(async () => {
      bench.agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
      await bench.send("Book it");
      bench.agents.run = new ScriptedRun().fail(new UserFacingError("runGone", "HTTP 500"));
    });

    const booking = (): Turn => bench.shown.turns.at(-1)!;
    const approve = (): Promise<void> => bench.decide(booking().id, "c1", true, "");

    function remember(...parts: readonly Record<string, unknown>[]): void {
      const question = stored(bench.agents.messages[0]?.id ?? "", "user", "Book it");
      const answers = parts.length === 0 ? [] : [{ ...stored("a", "assistant", ""), parts }];
      bench.memory.add({ id: bench.shown.threadId }, [question, ...answers]);
    }

    const invocation = { toolCallId: "c1", toolName: "getWeather", args: {} };

    it("reads the thread again, and shows what really came of it", async () => {
      remember(
        { type: "tool-invocation", toolInvocation: { ...invocation, state: "result", result: "Booked" } },
        { type: "text", text: "Your trip is booked." },
      );
      await approve();
      const [part, words] = booking().parts;
      deepStrictEqual([booking().state, booking().error], ["complete", undefined]);
      deepStrictEqual(part?.kind === "tool" ? [part.status, part.result] : part, ["done", "Booked"]);
      deepStrictEqual(words?.kind === "text" && words.text, "Your trip is booked.");
      match(bench.state.notice?.message ?? "", /already approved or declined/);
    });

    it("offers no second try while the server does not know either", async () => {
      remember();
      await approve();
      match(booking().error?.message ?? "", /already approved or declined/);
      deepStrictEqual([booking().state, booking().error?.retry, bench.state.notice], ["interrupted", false, undefined]);
    });

    it("offers no second try when the thread cannot be read", async () => {
      bench.memory.failure = new UserFacingError("network", "Offline.");
      await approve();
      deepStrictEqual([booking().error?.retry, bench.state.notice], [false, undefined]);
    });

    it("asks once more when the call waits after all", async () => {
      remember({ type: "tool-invocation", toolInvocation: { ...invocation, state: "call" } });
      bench.memory.runs.push({
        runId: "run-1",
        toolCalls: [{ toolCallId: "c1", toolName: "getWeather", args: {}, requiresApproval: true }],
      });
      await approve();
      const [part] = booking().parts;
      deepStrictEqual([booking().state, part?.kind === "tool" && part.status], ["waiting", "awaitingApproval"]);
      deepStrictEqual([booking().error, bench.state.notice?.message], [undefined, "HTTP 500"]);
    });
  });
});
