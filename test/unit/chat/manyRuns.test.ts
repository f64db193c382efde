import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { textOf } from "../../../src/chat/turn/turnChanges";
import { MirrorStack } from "./mirror/mirrorStack";
import { until } from "./mirror/mirrorWindow";

const THREADS = 200;

/** With a Mastra server: in one window, as somebody would who starts one after the other. */
describe("two hundred threads in which a response is written at once", function () {
  this.timeout(180_000);
  const stack = new MirrorStack();

  for (const keepsRunsAlive of [false, true]) {
    const how = keepsRunsAlive ? "of runs that outlive their window" : "of runs that end with their connection";
    it(`each get their own, whole, and nothing of another one, ${how}`, async () => {
      const window = await stack.opened("first", undefined, { keepsRunsAlive }).show();
      const { bench } = window;
      const { conversations, navigator } = bench.session;
      stack.server.pauseAnswersAt(100);
      const asking: Promise<void>[] = [];
      for (let number = 0; number < THREADS; number += 1) {
        navigator.newThread();
        await bench.settle();
        asking.push(bench.send(`How warm is it in ${number % 2 === 0 ? "Oslo" : "Rome"} in June? (${String(number)})`));
        await until(() => bench.shown.busy);
      }
      const all = (): typeof conversations.all => conversations.all.filter(({ turns }) => turns.length > 0);
      const begun = (): boolean => all().every(({ lastTurn }) => lastTurn && textOf(lastTurn).length > 50);
      await until(() => all().length === THREADS && begun());
      ok(all().every(({ busy }) => busy));
      stack.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
      const threads = all();
      await Promise.all(asking);
      for (const { turns, busy } of threads) {
        deepStrictEqual([turns.length, turns[1]?.state, busy], [2, "complete", false]);
        match(textOf(turns[1]!), /Oslo/.test(textOf(turns[0]!)) ? /Oslo/ : /Rome/);
      }
      strictEqual(new Set(threads.map(({ turns }) => textOf(turns[0]!))).size, THREADS);
      deepStrictEqual(bench.errors, ["reading the thread"]);
      strictEqual(bench.state.busy, false);
    });
  }
});
