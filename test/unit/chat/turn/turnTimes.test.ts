import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { Conversation } from "../../../../src/chat/conversation";
import { describeRun, type RunTimes, TurnTimes } from "../../../../src/chat/turn/turnTimes";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { Bench } from "../chatBench";
import { ScriptedAgents, ScriptedRun, until } from "../scriptedAgents";
import { finish, question, text } from "../turns";

describe("TurnTimes", () => {
  it("counts from the request to each stage, and what the work of each took", () => {
    let now = 1_000;
    const times = new TurnTimes(() => now);
    const takes = (milliseconds: number) => () => void (now += milliseconds);
    const arrives = (bytes: number, parseMs: number): void => {
      now += parseMs;
      times.read(bytes, parseMs);
    };
    now += 100;
    times.apply([{ type: "accepted" }], takes(1));
    now += 50;
    arrives(40, 0.5);
    times.apply([{ type: "start", runId: "r" }], takes(2));
    now += 300;
    arrives(60, 0.25);
    times.apply([text("Sunny"), text(" all day")], takes(12));
    times.apply([finish()], takes(16));
    deepStrictEqual(times.sum, {
      acceptedMs: 100,
      firstDataMs: 151,
      firstWordsMs: 465.75,
      lastDataMs: 453.5,
      totalMs: 481.75,
      chunks: 4,
      bytes: 100,
      readMs: 0.75,
      applyMs: 31,
      panelMs: 0,
    } satisfies RunTimes);
  });

  it("takes the time of the panel for the panel's, within a change and after it", () => {
    let now = 0;
    const times = new TurnTimes(() => now);
    times.apply([text("Sunny")], () => {
      now += 5;
      times.told(2);
    });
    times.told(8);
    deepStrictEqual([times.sum.applyMs, times.sum.panelMs], [3, 10]);
  });

  it("gives back what the change gives", () => {
    strictEqual(
      new TurnTimes(() => 0).apply([finish()], () => "done"),
      "done",
    );
  });

  it("says so when there were no words", () => {
    const times = new TurnTimes(() => 0);
    times.apply([{ type: "tool-call-start", toolCallId: "c", toolName: "getWeather" }], () => undefined);
    const { acceptedMs, firstDataMs, firstWordsMs, lastDataMs, chunks } = times.sum;
    deepStrictEqual(
      [acceptedMs, firstDataMs, firstWordsMs, lastDataMs, chunks],
      [undefined, undefined, undefined, undefined, 1],
    );
  });
});

describe("describeRun", () => {
  const times: RunTimes = {
    acceptedMs: 12.34,
    firstDataMs: 640,
    firstWordsMs: 812.4,
    lastDataMs: 3390,
    totalMs: 3400,
    chunks: 1250,
    bytes: 270_726,
    readMs: 9.96,
    applyMs: 4,
    panelMs: 2.5,
  };

  it("is one line of stages in plain words", () => {
    strictEqual(
      describeRun(times),
      "Answer: time to first token 812 ms; the server accepted the request after 12 ms, first data after 640 ms, " +
        "last data after 3390 ms, ended after 3400 ms; 1250 chunks, 270726 bytes; " +
        "work here: reading 10.0 ms, adding to the conversation 4.0 ms, telling the panel 2.5 ms.",
    );
  });

  it("leaves out what did not happen", () => {
    const nothing = { acceptedMs: undefined, firstDataMs: undefined, firstWordsMs: undefined, lastDataMs: undefined };
    match(describeRun({ ...times, ...nothing }), /^Answer: no words came; ended after 3400 ms; 1250 chunks/);
  });
});

describe("a conversation", () => {
  it("says what a run took, once it was taken", async () => {
    const agents = new ScriptedAgents();
    const agent = { id: "weatherAgent", name: "Weather", description: "" };
    const seen: RunTimes[] = [];
    const timed = new Conversation("thread-1", {
      agents,
      onChange: () => undefined,
      logError: () => undefined,
      logTimes: (times) => seen.push(times),
    });
    agents.run.push({ type: "accepted" }).pushTogether(text("Sun"), text("ny"), finish()).end();
    await timed.send(question("Weather?"), agent, "user_1");
    deepStrictEqual(
      seen.map(({ chunks }) => chunks),
      [3],
    );
    ok(seen[0]!.firstWordsMs !== undefined && seen[0]!.totalMs >= seen[0]!.firstWordsMs);
    timed.told(5);
    agents.run = new ScriptedRun().fail(new UserFacingError("network", "Offline."));
    await rejects(timed.send(question("Weather?"), agent, "user_1"), /Offline/);
    strictEqual(seen.length, 1, "nothing was taken, so nothing was timed");
  });
});

describe("the log of a chat", () => {
  it("has one line for each answer, with what telling the panel took", async () => {
    const bench = new Bench();
    await bench.open();
    const sending = bench.send("Weather?");
    bench.agents.run.push({ type: "accepted" }, text("Sunny"));
    await until(() => bench.drawn.at(-1) === "Sunny");
    bench.agents.run.push(finish()).end();
    await sending;
    strictEqual(bench.logged.length, 1);
    match(bench.logged[0]!, /^Answer: time to first token .*; 2 chunks, .*telling the panel \d/);
    ok(!/telling the panel 0\.0 ms/.test(bench.logged[0]!), bench.logged[0]);
    ok(!bench.logged[0]!.includes("Sunny"));
  });
});
