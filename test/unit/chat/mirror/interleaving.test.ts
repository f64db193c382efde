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
  "drop",
  "replay",
  "sync",
  "hide",
  "fail",
  "wait",
] as const;

type Step = (typeof STEPS)[number];

/** Everything that a thread can meet at the same time, each word of which is said once. */
class Happenings {
  private words = 0;
  private readonly asking: Promise<unknown>[] = [];
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
    this.words += 1;
    const word = `w${String(this.words)}.`;
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
          this.asking.push(window.ask(`mine-${word}`));
        }
        return;
      case "stop":
        this.wasStopped ||= window.conversation.busy;
        window.conversation.stop();
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
      case "wait":
        await delay(15);
    }
  }

  /** Everything comes to its end. */
  async rest(): Promise<void> {
    const { server, window } = this;
    server.reading = 200;
    window.see(true);
    while (server.runs) {
      server.end();
      await delay(5);
    }
    await Promise.all(this.asking);
    await until(() => server.listening > 0 && !window.isElsewhere && !window.mirrored && !window.conversation.busy);
    if (this.wasStopped) {
      // As it is done after every response that is stopped.
      await window.history.sync(window.conversation);
    }
    await until(() => JSON.stringify(window.words) === JSON.stringify(server.words)).catch(() => undefined);
    clearInterval(this.looking);
    deepStrictEqual(window.words, server.words);
    strictEqual(this.trouble, undefined);
    this.check();
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

describe("what is answered elsewhere, in any order of what happens", function () {
  this.timeout(240_000);

  it("is shown once, kept nowhere, and in the end as the server has it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 4, maxLength: 25 }), async (steps) => {
        const server = await new LiveServer().start();
        server.begin("q-first");
        server.say("First.");
        server.end();
        const window = new ThreadWindow(server.url);
        try {
          await window.history.sync(window.conversation);
          window.see(true);
          await until(() => server.listening === 1);
          const happenings = new Happenings(server, window);
          happenings.look();
          for (const step of steps) {
            await happenings.take(step);
            await delay(3);
          }
          await happenings.rest();
        } finally {
          window.close();
          await server.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
