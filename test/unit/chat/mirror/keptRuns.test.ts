import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { person } from "../chatBench";
import { MemoryStore } from "../memoryStore";
import { ALL_YEAR, isAsStored, JUNE, MirrorStack, rests } from "./mirrorStack";
import { type MirrorWindow, until } from "./mirrorWindow";

const KEPT = { keepsRunsAlive: true };

describe("runs that are kept alive, with a Mastra server", function () {
  this.timeout(120_000);
  const stack = new MirrorStack();

  const count = ({ requests }: MirrorWindow, end: string): number =>
    requests.filter(({ path }) => path.endsWith(end)).length;

  /** A window in which a long response has begun. */
  async function asked(threadId: string, store = new MemoryStore()): Promise<readonly [MirrorWindow, Promise<void>]> {
    const one = await stack.opened(threadId, undefined, KEPT, store).show();
    stack.server.pauseAnswersAt(150);
    const asking = one.send(ALL_YEAR);
    await until(() => one.text.length >= 150);
    return [one, asking];
  }

  /** As `asked`, and then the window is ended. @returns another one over what it has left on the disk */
  async function reopened(threadId: string): Promise<MirrorWindow> {
    const store = new MemoryStore();
    const [one] = await asked(threadId, store);
    await one.bench.session.flush();
    one.kill();
    return stack.opened(threadId, undefined, KEPT, store);
  }

  /** The whole response has been stored. */
  async function isStored(window: MirrorWindow): Promise<void> {
    const end = Date.now() + 15_000;
    while (!/December/.test((await window.stored().catch(() => [])).join())) {
      ok(Date.now() < end, "the response is never stored");
    }
  }

  const goOn = (): void => stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);

  it("answer as any other, with one subscription and one message, under our id of it", async () => {
    const one = await stack.opened("plain", undefined, KEPT).show();
    await one.send(JUNE);
    const sent = one.requests.flatMap(({ path }) => /\/(subscribe|signals|stream)$/.exec(path)?.[1] ?? []);
    deepStrictEqual(sent.slice(0, 2), ["subscribe", "signals"]);
    deepStrictEqual([count(one, "/signals"), count(one, "/stream")], [1, 0]);
    await until(() => one.last?.state === "complete");
    deepStrictEqual(
      one.turns.map(({ role, state }) => [role, state]),
      [
        ["user", "complete"],
        ["agent", "complete"],
      ],
    );
    await isAsStored(one);
    // In the place of the old one, and of nothing else.
    await one.bench.askAgain(one.turns[0]!.id, "How warm is it in Rome in June?");
    match(one.text, /Rome/);
    strictEqual(one.turns.length, 2);
    await isAsStored(one);
    await one.bench.askAgain(one.turns[1]!.id);
    strictEqual(one.turns.length, 2);
    await isAsStored(one);
    deepStrictEqual(one.bench.errors, ["reading the thread"]);
  });

  it("go on without the window, and are whole when it is opened again", async () => {
    const again = await reopened("closed");
    goOn();
    await isStored(await stack.opened("closed").show());
    await again.show();
    await until(() => again.last?.state === "complete" && rests(again));
    strictEqual(again.turns.length, 2);
    await isAsStored(again);
  });

  it("stream on in a window that is opened in the middle, and are nothing twice", async () => {
    const again = await (await reopened("middle")).listening();
    await until(() => again.mirrored !== undefined && again.text.length >= 150);
    deepStrictEqual(
      again.turns.map(({ role, state }) => [role, state]),
      [
        ["user", "complete"],
        ["agent", "streaming"],
      ],
    );
    strictEqual(again.bench.state.busy, true);
    goOn();
    await until(() => rests(again) && again.last?.state === "complete");
    strictEqual(again.turns.length, 2);
    await isAsStored(again);
    // It is a thread as any other.
    await again.send(JUNE);
    strictEqual(again.turns.length, 4);
    await isAsStored(again);
  });

  it("end on the server with Stop, in the window that asked and after it was opened again", async () => {
    const [one, asking] = await asked("stop");
    one.bench.stop();
    await asking;
    await until(() => one.last?.state === "stopped");
    await until(() => count(one, "/threads/abort") > 0);
    goOn();
    await until(() => one.last?.canContinue === true);
    await isAsStored(one);
    ok(!/December/.test(one.text));

    const again = await (await reopened("stop-later")).listening();
    await until(() => again.mirrored !== undefined);
    again.bench.stop();
    await until(() => rests(again));
    goOn();
    await isAsStored(again);
    ok(!/December/.test(again.text));
  });

  it("end on the server with their thread", async () => {
    const again = await (await reopened("deleted")).listening();
    await until(() => again.mirrored !== undefined);
    again.bench.session.navigator.delete("deleted");
    await until(() => count(again, "/threads/abort") > 0);
    goOn();
  });

  it("go on while somebody else is signed in here, and nobody else sees anything of it", async () => {
    const [one] = await asked("owner");
    const from = one.bench.posted.length;
    await one.bench.become(person("user_2", "bob@example.com"));
    goOn();
    const other = await stack.opened("owner").show();
    await isStored(other);
    ok(one.bench.posted.slice(from).every((message) => !/Hanoi/.test(JSON.stringify(message))));
    strictEqual(count(one, "/threads/abort"), 0);
    await one.bench.become(person("user_1", "ada@example.com"));
    await until(() => one.last?.state === "complete" && rests(one));
    strictEqual(one.turns.length, 2);
    await isAsStored(one);
  });

  it("go on after a lost connection, with nothing twice", async () => {
    const [one, asking] = await asked("cut");
    one.cut();
    await until(() => count(one, "/threads/subscribe") >= 2);
    goOn();
    await asking;
    await until(() => one.last?.state === "complete");
    deepStrictEqual([one.last?.error, one.turns.length], [undefined, 2]);
    strictEqual(count(one, "/signals"), 1);
    await isAsStored(one);
  });

  it("wait for a person, and go on with what is decided", async () => {
    const one = await stack.opened("trip", "travelAgent", KEPT).show();
    await one.send("Book a trip to Oslo in June");
    await until(() => one.last?.state === "waiting" && !one.bench.state.busy);
    const { id, parts } = one.last!;
    await one.bench.decide(id, parts.find(({ kind }) => kind === "tool")!.id, true, "");
    await until(() => one.last?.state === "complete");
    await isAsStored(one);
    // What is written beside a call that waits is sent as ever: the server would drop it.
    await one.send("Book a trip to Rome in May");
    await until(() => one.last?.state === "waiting");
    await one.send(JUNE);
    await until(() => one.last?.state === "complete" && rests(one));
    deepStrictEqual([count(one, "/signals"), count(one, "/stream")], [3, 1]);
    await isAsStored(one);
  });

  it("ask about every tool where the settings say so", async () => {
    const one = await stack.opened("ask", undefined, { ...KEPT, requireToolApproval: true }).show();
    await one.send(JUNE);
    await until(() => one.last?.state === "waiting");
  });

  it("take a message in", async () => {
    const [one, asking] = await asked("steer");
    await one.send("How warm is it in Rome in June?");
    await one.bench.session.sender.sendQueuedNow(one.bench.shown, one.bench.state.queue[0]!.id);
    goOn();
    await asking;
    await until(() => rests(one) && one.bench.state.queue.length === 0 && one.turns.length === 4);
    await isAsStored(one);
  });

  it("show in another window with their question", async () => {
    const first = await stack.opened("both", undefined, KEPT).show();
    await first.send(JUNE);
    const other = await stack.opened("both").listening();
    stack.server.pauseAnswersAt(150);
    const asking = first.send(ALL_YEAR);
    await until(() => other.mirrored !== undefined && other.text.length >= 150);
    match(other.words.at(-2) ?? "", /^user: TellmeaboutHanoi/);
    goOn();
    await asking;
    await until(() => rests(other) && rests(first));
    await isAsStored(first, other);
    strictEqual(other.turns.length, 4);
  });
});
