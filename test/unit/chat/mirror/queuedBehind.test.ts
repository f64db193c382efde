import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { MESSAGE_LIMIT } from "../../../../src/chat/attachments/limits";
import { ALL_YEAR, isAsStored, isWritten, JUNE, MirrorStack, rests } from "./mirrorStack";
import { type MirrorWindow, until } from "./mirrorWindow";

const MAY = "What is it like in Lisbon in May?";

describe("what is done while a thread is answered elsewhere, with a Mastra server", function () {
  this.timeout(120_000);
  const stack = new MirrorStack();

  /** A response comes elsewhere, and a message waits behind it here. */
  async function waiting(threadId: string): Promise<readonly [MirrorWindow, MirrorWindow, Promise<void>]> {
    const [one, other] = await stack.two(threadId);
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await other.send(MAY);
    deepStrictEqual(queue(other), [MAY]);
    return [one, other, asking];
  }

  const queue = (window: MirrorWindow): readonly string[] => window.bench.state.queue.map(({ text }) => text);
  const sent = (window: MirrorWindow): number => window.requests.filter(({ path }) => path.endsWith("/stream")).length;

  it("what waits goes on waiting when another message is too large, or a question can't be asked again now", async () => {
    const [one, other, asking] = await waiting("refused");
    const tooLarge = "a".repeat(MESSAGE_LIMIT);
    await other.send(tooLarge);
    match(other.bench.state.notice?.message ?? "", /the limit is/);
    deepStrictEqual([queue(other), other.bench.draft.text === tooLarge], [[MAY], true]);
    await other.bench.askAgain(other.kept[0]!.id, "And in Rome?");
    match(other.bench.state.notice?.message ?? "", /Wait for the response to finish/);
    deepStrictEqual(queue(other), [MAY]);
    match(other.bench.draft.text, /^And in Rome\?/);
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => other.turns.length === 6 && rests(other) && rests(one));
    deepStrictEqual([queue(other), sent(other)], [[], 1]);
    await isAsStored(other);
  });

  it("what waits in a thread that is deleted meanwhile is not sent, and is once it is back", async () => {
    const [one, other, asking] = await waiting("deleted");
    const { navigator } = other.bench.session;
    navigator.delete("deleted");
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => rests(one));
    // Longer than it takes to read the thread and to send what waits.
    await new Promise((resolve) => setTimeout(resolve, 500));
    strictEqual(sent(other), 0);
    await navigator.undo("deleted");
    await until(() => other.turns.length === 6 && rests(other) && other.last?.state === "complete");
    deepStrictEqual([queue(other), sent(other)], [[], 1]);
    match(other.text, /Lisbon/);
    await isAsStored(other);
  });

  it("what was sent into a response of its own that is stopped is sent once, and ends with it", async () => {
    const [one, other] = await stack.two("stopped");
    await until(() => one.subscribed === 1);
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await one.send(MAY);
    await one.bench.session.sender.sendQueuedNow(one.bench.shown, one.bench.state.queue[0]!.id);
    one.bench.stop();
    await asking;
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await until(() => [one, other].every((each) => each.turns.length >= 5 && rests(each) && queue(each).length === 0));
    await isAsStored(one, other);
    const asked = one.words.filter((words) => words.startsWith("user:"));
    deepStrictEqual([asked.length, new Set(asked).size, sent(one), one.bench.draft.text], [3, 3, 2, ""]);
  });

  for (const [agentId, question] of [
    ["travelAgent", "Book a trip to Oslo in June"],
    ["showcaseAgent", "Ask the travel agent to book a trip to Madrid"],
  ] as const) {
    it(`what a call of ${agentId} leads to shows as it comes where it was asked, and only once it is decided`, async () => {
      const thread = `decided-${agentId}`;
      const one = await stack.opened(thread, agentId).show();
      await one.send(JUNE);
      await until(() => one.subscribed === 1);
      const other = await stack.opened(thread, agentId).listening();
      await one.send(question);
      await until(() => other.last?.state === "waiting" && rests(other) && one.last?.state === "waiting");
      const told = (): boolean =>
        one.bench.posted.some((message) => JSON.stringify(message).includes('"elsewhere":true'));
      strictEqual(told(), false);
      const call = other.last!.parts.find(({ kind }) => kind === "tool")!;
      stack.server.pauseAnswersAt(10);
      const deciding = other.bench.decide(other.last!.id, call.id, true, "");
      await until(() => one.mirrored !== undefined && one.bench.state.busy);
      strictEqual(one.turns.length, 4);
      stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
      await deciding;
      await until(() => [one, other].every((each) => each.last?.state === "complete" && rests(each)));
      await isAsStored(one, other);
      ok(told());
      deepStrictEqual([one.bench.errors.slice(1), other.bench.errors], [[], []]);
    });
  }
});
