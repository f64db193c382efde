import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { StoredMessage } from "../../../src/agents/storedMessage";
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
    const sending = bench.parts.sender.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.parts.sender.send("2");
    await bench.parts.sender.send("3");
    deepStrictEqual(bench.state.queue.map((each) => each.text), ["2", "3"]);
    strictEqual(bench.agents.calls.length, 1);
    first.push(text("One."), finish()).end();
    await sending;
    await bench.settle();
    deepStrictEqual(bench.parts.threads.conversation.turns.map(({ parts }) => (parts[0] as { text?: string }).text), [
      "1", "One.", "2", "Two.", "3", "Three.",
    ]);
    deepStrictEqual(bench.state.queue, []);
  });

  it("gives queued messages back when the answer is stopped", async () => {
    const sending = bench.parts.sender.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.parts.sender.send("2");
    bench.parts.sender.stop();
    await sending;
    deepStrictEqual([bench.draft?.text, bench.state.queue, bench.agents.calls.length], ["2", [], 1]);
  });

  it("gives queued messages back when the answer fails", async () => {
    const sending = bench.parts.sender.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.parts.sender.send("2");
    bench.agents.run.push(text("On")).end();
    await sending;
    deepStrictEqual([bench.draft?.text, bench.agents.calls.length], ["2", 1]);
  });

  it("puts a queued message back into the box when it is removed", async () => {
    const sending = bench.parts.sender.send("1");
    await until(() => bench.agents.calls.length === 1);
    await bench.parts.sender.send("2");
    bench.parts.sender.removeQueued(bench.state.queue[0]?.id ?? "");
    deepStrictEqual([bench.draft?.text, bench.state.queue], ["2", []]);
    bench.agents.run.push(finish()).end();
    await sending;
    strictEqual(bench.agents.calls.length, 1);
  });

  it("takes along what is attached, and attaches it again when the message is refused", async () => {
    bench.parts.tray.add(attachment("a.ts"));
    bench.agents.run.fail(new UserFacingError("tooLarge", "Too large."));
    await bench.parts.sender.send("Read it");
    strictEqual(bench.agents.messages[0]?.attachments[0]?.content, "abc");
    deepStrictEqual(bench.state.context.map(({ name }) => name), ["a.ts"]);
    bench.agents.run = answer("Read.");
    await bench.parts.sender.send("Read it");
    deepStrictEqual(bench.state.context, []);
  });

  describe("asking again", () => {
    beforeEach(async () => {
      bench.agents.run = answer("Sunny");
      bench.parts.tray.add(attachment("a.ts"));
      await bench.parts.sender.send("Weather?");
    });

    const lastTurn = (): string => bench.parts.threads.conversation.turns.at(-1)?.id ?? "";
    const texts = (): (string | undefined)[] =>
      bench.parts.threads.conversation.turns.map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text);

    it("deletes the old question and answer on the server, and asks the same under another id", async () => {
      bench.agents.run = answer("Rainy");
      await bench.parts.sender.askAgain(lastTurn());
      const [first, second] = bench.agents.messages;
      deepStrictEqual(texts(), ["Weather?", "Rainy"]);
      deepStrictEqual([second?.text, second?.attachments.length, second?.id === first?.id], ["Weather?", 1, false]);
      match(bench.memory.requests.at(-1) ?? "", new RegExp(`^deleteMessages ${first?.id ?? "?"}`));
    });

    it("sends a changed question in the place of the old one", async () => {
      bench.agents.run = answer("Snow");
      await bench.parts.sender.askAgain(bench.parts.threads.conversation.turns[0]?.id ?? "", "In Oslo?");
      deepStrictEqual(texts(), ["In Oslo?", "Snow"]);
    });

    it("deletes what the server has kept of a stopped answer under an id of its own, and nothing of another window", async () => {
      const { conversation } = bench.parts.threads;
      bench.agents.run = new ScriptedRun().push(text("It is"));
      const sending = bench.parts.sender.send("And Oslo?");
      await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
      bench.parts.sender.stop();
      await sending;
      const question = bench.agents.messages.at(-1)?.id ?? "";
      const messages = [stored("q0", "user", "Weather?"), stored("a0", "assistant", "Sunny"), stored(question, "user", "And Oslo?")];
      bench.memory.add({ id: conversation.threadId }, [
        ...messages,
        stored("partial", "assistant", "It"),
        stored("q9", "user", "Rome?"),
        stored("a9", "assistant", "Warm."),
      ]);
      bench.agents.run = answer("Cold");
      await bench.parts.sender.askAgain(lastTurn());
      const left = bench.memory.stored.get(conversation.threadId) ?? [];
      deepStrictEqual(left.map(({ id }) => id), ["q0", "a0", "q9", "a9"]);
    });

    describe("right after Stop, before the server has stored what there was of the answer", () => {
      /** Asks and stops, asks again, and lets the server store the beginning of the first answer only then. */
      async function stopAndAskAgain(partial: string, ...others: readonly StoredMessage[]): Promise<readonly string[]> {
        const { conversation } = bench.parts.threads;
        const [first] = bench.agents.messages;
        bench.agents.run = new ScriptedRun().push(text("It is"));
        const sending = bench.parts.sender.send("And Oslo?");
        await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
        bench.parts.sender.stop();
        await sending;
        const before = [stored(first?.id ?? "", "user", "Weather?"), stored("a0", "assistant", "Sunny")];
        bench.memory.add({ id: conversation.threadId }, [...before, stored(bench.agents.messages[1]?.id ?? "", "user", "And Oslo?")]);
        bench.agents.run = new ScriptedRun();
        const again = bench.parts.sender.askAgain(lastTurn());
        await until(() => bench.agents.messages.length === 3);
        const question = stored(bench.agents.messages[2]?.id ?? "", "user", "And Oslo?");
        const after = [...others, stored("partial", "assistant", partial), question, stored("a2", "assistant", "Cold")];
        bench.memory.add({ id: conversation.threadId }, [...before, ...after]);
        bench.agents.run.push(text("Cold"), finish()).end();
        await again;
        return (bench.memory.stored.get(conversation.threadId) ?? []).map(({ id }) => id).slice(2).filter((id) => id !== question.id);
      }

      it("deletes it when it comes", async () => {
        deepStrictEqual(await stopAndAskAgain("It is co"), ["a2"]);
        strictEqual(bench.state.notice, undefined);
      });

      it("leaves alone what has other words", async () => {
        deepStrictEqual(await stopAndAskAgain("Rome is warm."), ["partial", "a2"]);
      });

      it("leaves alone what stands behind the question of another window", async () => {
        deepStrictEqual(await stopAndAskAgain("It is", stored("q9", "user", "Rome?")), ["q9", "partial", "a2"]);
      });
    });

    it("keeps everything when the server does not delete", async () => {
      bench.memory.failure = new UserFacingError("network", "Offline.");
      await bench.parts.sender.askAgain(lastTurn());
      deepStrictEqual([texts(), bench.agents.calls.length], [["Weather?", "Sunny"], 1]);
      strictEqual(bench.state.notice?.message, "Offline.");
    });

    it("puts the old answer back when the server refuses the question", async () => {
      bench.agents.run = new ScriptedRun().fail(new UserFacingError("network", "Offline."));
      await bench.parts.sender.askAgain(bench.parts.threads.conversation.turns[0]?.id ?? "", "In Oslo?");
      deepStrictEqual([texts(), bench.draft?.text], [["Weather?", "Sunny"], "In Oslo?"]);
    });

    it("works for an agent whose server keeps no thread", async () => {
      bench.memory.failure = new UserFacingError("threadGone", "Gone.");
      bench.agents.run = answer("Rainy");
      await bench.parts.sender.askAgain(lastTurn());
      deepStrictEqual(texts(), ["Weather?", "Rainy"]);
    });
  });

  it("counts the calls that wait, in every thread, and answers a suspended one", async () => {
    bench.agents.run
      .push({ type: "tool-call-suspended", ...call, args: {}, runId: "run-1", resumeSchema: {} })
      .end();
    await bench.parts.sender.send("Plan it");
    strictEqual(bench.waiting, 1);
    const { threadId, turns } = bench.parts.threads.conversation;
    bench.parts.desk.newThread();
    strictEqual(bench.waiting, 1);
    await bench.parts.desk.open(threadId);
    bench.agents.run = answer("Planned");
    await bench.parts.sender.resume(turns.at(-1)?.id ?? "", "c1", { name: "Ada" });
    deepStrictEqual([bench.agents.resumed[0]?.resumeData, bench.waiting], [{ name: "Ada" }, 0]);
  });

  describe("deciding what another window has decided", () => {
    beforeEach(async () => {
      bench.agents.run.push({ type: "tool-call-approval", ...call, args: {}, runId: "run-1" }).end();
      await bench.parts.sender.send("Book it");
      bench.agents.run = new ScriptedRun().fail(new UserFacingError("server", "HTTP 500"));
    });

    const booking = (): Turn => bench.parts.threads.conversation.turns.at(-1)!;
    const approve = (): Promise<void> => bench.parts.sender.decide(booking().id, "c1", true, "");

    function remember(...parts: readonly Record<string, unknown>[]): void {
      const question = stored(bench.agents.messages[0]?.id ?? "", "user", "Book it");
      const answers = parts.length === 0 ? [] : [{ ...stored("a", "assistant", ""), parts }];
      bench.memory.add({ id: bench.parts.threads.conversation.threadId }, [question, ...answers]);
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
      bench.memory.runs.push({ runId: "run-1", toolCalls: [{ toolCallId: "c1", toolName: "getWeather", args: {}, requiresApproval: true }] });
      await approve();
      const [part] = booking().parts;
      deepStrictEqual([booking().state, part?.kind === "tool" && part.status], ["waiting", "awaitingApproval"]);
      deepStrictEqual([booking().error, bench.state.notice?.message], [undefined, "HTTP 500"]);
    });
  });
});
