import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { person } from "../chatBench";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { question } from "../turns";
import { ALL_YEAR, isAsStored, isWritten, JUNE, MirrorStack, rests } from "./mirrorStack";
import { type MirrorWindow, until } from "./mirrorWindow";

describe("threads that are answered elsewhere, with a Mastra server", function () {
  this.timeout(120_000);
  const stack = new MirrorStack();

  /** What Mastra Studio sends. */
  async function studio(threadId: string, text: string): Promise<void> {
    const body = { message: { contents: text }, threadId, resourceId: "user_1", ifIdle: { behavior: "wake" } };
    const response = await fetch(`${stack.server.url}/api/agents/weatherAgent/send-message`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    strictEqual(response.status, 200);
  }

  /** In no message that the panel got since then were there words less, or words twice, which would go again. */
  function neverShrinks({ bench }: MirrorWindow, from: number): void {
    const lengths = bench.drawnLengths(from);
    ok(
      lengths.every((length, index) => length >= (lengths[index - 1] ?? 0)),
      lengths.join(),
    );
  }

  it("shows another window's response as it comes, keeps nothing of it, and then shows what the server has", async () => {
    const [one, other] = await stack.two("live");
    const kept = other.kept;
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await until(() => other.text === one.text);
    deepStrictEqual([other.last?.state, other.last?.elsewhere, other.bench.state.busy], ["streaming", true, true]);
    strictEqual(other.kept, kept);
    strictEqual(other.bench.shown.busy, false);
    // Neither the server nor anybody else tells the question before the end.
    deepStrictEqual(
      other.turns.map(({ role }) => role),
      ["user", "agent", "agent"],
    );
    const from = other.bench.posted.length;
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => rests(other));
    await isAsStored(one, other);
    deepStrictEqual(
      other.turns.map(({ role }) => role),
      ["user", "agent", "user", "agent"],
    );
    neverShrinks(other, from);
    await one.send(JUNE);
    await until(() => other.turns.length === 6 && rests(other));
    await isAsStored(one, other);
    // The thread was not there when the first window opened it.
    deepStrictEqual([one.bench.errors, other.bench.errors, other.subscribed], [["reading the thread"], [], 1]);
  });

  it("mirrors no run of its own, whichever way it is told", async () => {
    const [one, other] = await stack.two("own");
    await until(() => one.subscribed === 1);
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => one.text.length >= 150);
    await until(() => isWritten(other));
    one.cut();
    await until(() => one.subscribed === 2);
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => rests(other));
    ok(one.bench.posted.every((message) => !JSON.stringify(message).includes('"elsewhere"')));
    await isAsStored(one, other);
  });

  it("shows the question with a response that Mastra Studio has asked for, also when it is opened in the middle", async () => {
    const [one] = await stack.two("studio");
    await until(() => one.subscribed === 1);
    stack.server.pauseAnswersAt(150);
    await studio("studio", ALL_YEAR);
    await until(() => isWritten(one));
    match(one.words.at(-2) ?? "", /^user: TellmeaboutHanoi/);
    const late = await stack.opened("studio").listening();
    await until(() => isWritten(late));
    deepStrictEqual(late.words, one.words);
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await until(() => rests(one) && rests(late));
    await isAsStored(one, late);
    strictEqual(one.turns.length, 4);
  });

  it("stops another window's response, which is stopped there and no error", async () => {
    const [one, other] = await stack.two("stop");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    other.bench.stop();
    await asking;
    await until(() => rests(other) && one.last?.state !== "streaming");
    deepStrictEqual([one.last?.state, one.last?.error], ["stopped", undefined]);
    deepStrictEqual([one.bench.state.notice, other.bench.state.notice], [undefined, undefined]);
    await until(() => other.turns.length === 4);
    await isAsStored(other);
  });

  it("ends what it shows when the other window is gone", async () => {
    const [one, other] = await stack.two("gone");
    stack.server.pauseAnswersAt(150);
    void one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await one.close();
    await until(() => rests(other) && other.turns.length === 4);
    await isAsStored(other);
  });

  it("queues what is sent meanwhile, and sends it once when the response is complete", async () => {
    const [one, other] = await stack.two("queue");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await other.send("What is it like in Lisbon in May?");
    deepStrictEqual(
      other.bench.state.queue.map(({ text, now }) => [text, now]),
      [["What is it like in Lisbon in May?", "possible"]],
    );
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => other.turns.length === 6 && rests(other) && other.last?.state === "complete");
    await until(() => one.turns.length === 6 && rests(one));
    match(other.text, /Lisbon/);
    await isAsStored(one, other);
    strictEqual(other.requests.filter(({ path }) => path.endsWith("/stream")).length, 1);
  });

  it("sends a message into another window's response", async () => {
    const [one, other] = await stack.two("steer");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await other.send("How warm is it in Rome in June?");
    await other.bench.session.sender.sendQueuedNow(other.bench.shown, other.bench.state.queue[0]!.id);
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => rests(other) && rests(one) && other.turns.length === 6 && one.turns.length === 6);
    deepStrictEqual(other.bench.state.queue, []);
    await isAsStored(one, other);
    strictEqual(other.requests.filter(({ path }) => path.endsWith("/stream")).length, 0);
  });

  it("asks here what another window's response asks for, and what is decided shows in both", async () => {
    const one = await stack.opened("trip", "travelAgent").show();
    await one.send(JUNE);
    const other = await stack.opened("trip", "travelAgent").listening();
    await until(() => one.subscribed === 1);
    await one.send("Book a trip to Oslo in June");
    await until(() => other.last?.state === "waiting");
    const { id, parts } = other.last!;
    const call = parts.find(({ kind }) => kind === "tool")!;
    await other.bench.decide(id, call.id, true, "");
    await until(() => [one, other].every((each) => each.last?.state === "complete" && rests(each)));
    await isAsStored(one, other);
    strictEqual(one.turns.length, 4);
    // Opened again, a thread that waits waits once, and nothing is told of it that is known.
    await one.send("Book a trip to Rome in May");
    await until(() => other.last?.state === "waiting");
    const third = await stack.opened("trip", "travelAgent").listening();
    await until(() => third.last?.state === "waiting");
    await one.bench.decide(one.last!.id, one.last!.parts.find(({ kind }) => kind === "tool")!.id, false, "Too far");
    await until(() => [other, third].every((each) => each.last?.state === "complete" && rests(each)));
    await isAsStored(one, other, third);
    strictEqual(third.turns.length, 6);
    deepStrictEqual([...other.bench.errors, ...third.bench.errors], []);
  });

  it("goes on after a lost connection, with nothing twice and nothing less in between", async () => {
    const [one, other] = await stack.two("cut");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    const from = other.bench.posted.length;
    other.cut();
    await until(() => other.subscribed === 2);
    stack.server.pauseAnswersAt(300);
    await until(() => other.text.length >= 300);
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    await until(() => rests(other));
    neverShrinks(other, from);
    await isAsStored(other);
  });

  it("shows what another window goes on with behind what was there, until it is one, also when that is stopped", async () => {
    const [one, other] = await stack.two("continued");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    one.bench.stop();
    await asking;
    await until(() => rests(other) && other.turns.length === 4 && one.last?.canContinue === true);
    await isAsStored(other);
    for (const end of ["stop", "finish"] as const) {
      const from = other.bench.posted.length;
      stack.server.pauseAnswersAt(150);
      const goingOn = one.bench.session.sender.continueTurn(one.bench.shown, one.last!.id);
      await until(() => isWritten(other));
      // Whether it answers a question that nobody has told is not known before the end.
      deepStrictEqual(
        other.turns.map(({ role }) => role),
        ["user", "agent", "user", "agent", "agent"],
      );
      if (end === "stop") {
        one.bench.stop();
      }
      stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
      await goingOn;
      await until(() => rests(other) && other.turns.length === 4 && rests(one));
      await until(() => one.last?.state === "complete" || one.last?.canContinue === true);
      neverShrinks(other, from);
      await isAsStored(other);
    }
    await isAsStored(one);
  });

  it("shows a run that was begun beside its own, after it", async () => {
    const [one, other] = await stack.two("both");
    await until(() => one.subscribed === 1);
    stack.server.pauseAnswersAt(150);
    const asking = other.send(ALL_YEAR);
    await until(() => isWritten(one));
    const { sender } = one.bench.session;
    await rejects(
      sender.ask(one.bench.shown, question(JUNE), { id: "weatherAgent", name: "Weather", description: "" }),
      (error) => error instanceof UserFacingError && error.kind === "busy",
    );
    const body = {
      messages: [{ id: "both-3", role: "user", content: JUNE }],
      memory: { thread: "both", resource: "user_1" },
    };
    const third = fetch(`${stack.server.url}/api/agents/weatherAgent/stream`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }).then((response) => response.text());
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await Promise.all([asking, third]);
    await until(() => [one, other].every((each) => each.turns.length === 6 && rests(each)));
    await isAsStored(one, other);
  });

  it("costs nothing while nobody looks, and nothing in a thread in which nothing was asked", async () => {
    const [one, other] = await stack.two("hidden");
    strictEqual(other.subscribed, 1);
    other.hide();
    const { length } = other.requests;
    await one.send(JUNE);
    strictEqual(other.requests.length, length);
    await other.listening();
    await until(() => other.turns.length === 4);
    strictEqual(other.subscribed, 2);
    other.bench.session.navigator.newThread();
    await new Promise((resolve) => setTimeout(resolve, 500));
    strictEqual(other.subscribed, 2);
  });

  it("shows nothing to whoever comes after its owner", async () => {
    const [one, other] = await stack.two("owner");
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => isWritten(other));
    await other.bench.become(person("user_2", "bob@example.com"));
    strictEqual(other.mirrored, undefined);
    strictEqual(other.bench.state.busy, false);
    const from = other.bench.posted.length;
    stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
    await asking;
    ok(other.bench.posted.slice(from).every((message) => !/Hanoi/.test(JSON.stringify(message))));
  });
});
