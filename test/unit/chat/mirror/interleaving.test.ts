import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { LiveServer } from "./liveServer";
import { until } from "./mirrorWindow";
import { ThreadWindow } from "./threadWindow";

const STEPS = [
  "begin",
  "say",
  "say",
  "end",
  "abort",
  "ask",
  "stop",
  "stop there",
  "stray",
  "drop",
  "replay",
  "sync",
  "hide",
  "fail",
  "lag",
  "late",
  "wait",
] as const;

type Step = (typeof STEPS)[number];

/** Everything that a thread can meet at the same time, each word of which is said once. */
class Happenings {
  private said = 0;
  private asking = 0;
  /** What was asked here and stopped before the server said a word: nobody knows whether it was taken. */
  private readonly untaken = new Set<string>();
  private wasStopped = false;
  private looking: NodeJS.Timeout | undefined;
  private trouble: unknown;

  constructor(
    private readonly server: LiveServer,
    private readonly window: ThreadWindow,
  ) {}

  /** Looks at what a person sees, again and again. */
  look(): void {
    this.looking = setInterval(() => {
      try {
        this.check();
      } catch (error) {
        this.trouble ??= error;
      }
    }, 1);
  }

  async take(step: Step): Promise<void> {
    const { server, window } = this;
    this.said += 1;
    const word = `w${String(this.said)}.`;
    switch (step) {
      case "begin":
        server.begin(`q-${word}`);
        return;
      case "say":
        server.say(word);
        return;
      case "end":
        server.end();
        return;
      case "abort":
        server.end("abort");
        return;
      case "ask":
        if (!window.conversation.busy && !window.isElsewhere) {
          this.ask(`mine-${word}`);
        }
        return;
      case "stop":
        this.wasStopped ||= window.conversation.busy;
        window.conversation.stop();
        return;
      case "stop there":
        void window.mirrors.stop(window.conversation).catch((error: unknown) => (this.trouble ??= error));
        return;
      case "stray":
        server.garble({ type: "text-delta", runId: "stray", payload: { id: "t", text: "Of another thread." } });
        return;
      case "drop":
        server.drop();
        return;
      case "replay":
        server.replay();
        return;
      case "sync":
        void window.history.sync(window.conversation).catch(() => undefined);
        return;
      case "hide":
        window.see(!window.isInSight);
        return;
      case "fail":
        server.reading = server.reading === 200 ? 500 : 200;
        return;
      case "lag":
        server.lag = server.lag === 0 ? 8 : 0;
        return;
      case "late":
        server.storesAbortedAfter = server.storesAbortedAfter === 0 ? 10 : 0;
        return;
      case "wait":
        await delay(15);
    }
  }

  /** Everything comes to its end. */
  async rest(): Promise<void> {
    const { server, window } = this;
    server.reading = 200;
    window.see(true);
    // What was asked may reach the server only now.
    await until(
      () => {
        server.end();
        return this.asking === 0 && server.rests;
      },
      () => `the end of ${String(this.asking)} responses of our own; a run on the server: ${String(server.runs)}`,
    );
    await until(
      () => server.listening > 0 && !window.isElsewhere && !window.mirrored && !window.conversation.busy,
      () =>
        `rest: ${String(server.listening)} listen, elsewhere ${String(window.isElsewhere)}, ` +
        `${JSON.stringify(window.words)}`,
    );
    if (this.wasStopped) {
      // As it is done after every response that is stopped.
      await window.history.sync(window.conversation);
    }
    await until(() => JSON.stringify(this.words) === JSON.stringify(server.words)).catch(() => undefined);
    clearInterval(this.looking);
    deepStrictEqual(this.words, server.words);
    strictEqual(this.trouble, undefined);
    this.check();
  }

  /** Looks no more. */
  leave(): void {
    clearInterval(this.looking);
  }

  /** What a person sees, without what has never reached the server. */
  private get words(): readonly string[] {
    const { server, window, untaken } = this;
    const isLost = (words: string | undefined): boolean =>
      words !== undefined && untaken.has(words) && !server.words.includes(words);
    return window.words.filter((words, at, all) => !isLost(words) && !(words === "agent: " && isLost(all[at - 1])));
  }

  private ask(text: string): void {
    this.asking += 1;
    this.window.ask(text).then(
      (taken) => {
        this.asking -= 1;
        if (!taken) {
          this.untaken.add(`user: ${text}`);
        }
      },
      (error: unknown) => {
        this.asking -= 1;
        this.trouble ??= error;
      },
    );
  }

  private check(): void {
    const { conversation, turns } = this.window;
    ok(
      conversation.turns.every(({ elsewhere }) => !elsewhere),
      "something of a mirror is kept",
    );
    const said = turns.flatMap(({ parts }) =>
      parts.flatMap((part) => ("text" in part ? (part.text.match(/(?<!-)w\d+\./g) ?? []) : [])),
    );
    deepStrictEqual(said, [...new Set(said)]);
    strictEqual(new Set(turns.map(({ id }) => id)).size, turns.length);
  }
}

/** Orders in which something was once lost, or waited for in vain. */
const FOUND: readonly (readonly Step[])[] = [
  // The request comes to the server when all else is over.
  ["replay", "stop", "replay", "ask"],
  ["lag", "ask"],
  // A run ends after the thread was read, and before it is told.
  ["say", "replay", "wait", "begin", "abort", "hide", "begin"],
  ["lag", "hide", "begin"],
  // What is left of a run is stored after the thread was read and is told.
  ["hide", "begin", "say", "late", "abort"],
  // A run of our own begins before what has just ended is read.
  ["say", "replay", "begin", "abort", "say", "ask", "replay"],
  ["late", "begin", "say", "abort", "ask"],
];

describe("what is answered elsewhere, in any order of what happens", function () {
  this.timeout(240_000);

  async function isRight(steps: readonly Step[]): Promise<void> {
    const server = await new LiveServer().start();
    server.begin("q-first");
    server.say("First.");
    server.end();
    const window = new ThreadWindow(server.url);
    const happenings = new Happenings(server, window);
    try {
      await window.history.sync(window.conversation);
      window.see(true);
      await until(() => server.listening === 1);
      happenings.look();
      for (const step of steps) {
        await happenings.take(step);
        await delay(3);
      }
      await happenings.rest();
    } finally {
      happenings.leave();
      window.close();
      await server.close();
    }
  }

  for (const steps of FOUND) {
    it(`is shown once, and in the end as the server has it: ${steps.join(", ")}`, () => isRight(steps));
  }

  it("is shown once, kept nowhere, and in the end as the server has it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 25 }), isRight),
      // What is found is told as it is: to make it shorter takes longer than the test may.
      { numRuns: 60, endOnFailure: true },
    );
  });
});
