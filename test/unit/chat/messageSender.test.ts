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
      match(bench.state.notice?.message ?? "", /already been decided/);
    });

    it("offers no second try while the server does not know either", async () => {
      remember();
      await approve();
      match(booking().error?.message ?? "", /already been decided/);
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
