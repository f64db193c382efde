import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Bench } from "../chatBench";
import { ScriptedRun } from "../scriptedAgents";
import { finish, text } from "../turns";
import { until } from "./liveWindow";

describe("the threads that are followed", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    bench.agents.canFollow = true;
    await bench.open();
  });

  const followed = (): readonly string[] => [...bench.agents.followed];

  async function ask(words: string): Promise<void> {
    bench.agents.run = new ScriptedRun().push(text("Mild."), finish()).end();
    await bench.send(words);
  }

  it("are those that a person sees, once something was asked in them, with one request each", async () => {
    deepStrictEqual([followed(), bench.agents.subscriptions.length], [[], 0]);
    const first = bench.shown.threadId;
    await ask("1");
    await until(() => followed().length === 1);
    await ask("2");
    bench.chat.controller.lookAgain();
    await bench.settle();
    deepStrictEqual([followed(), bench.agents.subscriptions.length], [[first], 1]);
    bench.session.navigator.newThread();
    await until(() => followed().length === 0);
    await bench.session.navigator.open(first);
    await until(() => followed().length === 1);
    bench.controller.panelGone();
    await until(() => followed().length === 0);
    await bench.controller.panelReady();
    await until(() => followed().length === 1);
    strictEqual(bench.agents.subscriptions.length, 3);
  });

  it("are nobody's after a sign-out, and not asked for again at a server that cannot tell", async () => {
    await ask("1");
    await until(() => followed().length === 1);
    await bench.become(undefined);
    await until(() => followed().length === 0);
    const old = new Bench();
    await old.open();
    for (const words of ["1", "2"]) {
      old.agents.run = new ScriptedRun().push(text("Mild."), finish()).end();
      await old.send(words);
      await old.settle();
    }
    strictEqual(old.agents.subscriptions.length, 1);
  });
});
