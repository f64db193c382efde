import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { Conversation } from "../../../../src/chat/conversation";
import { describeRun, type RunTimes, TurnTimes } from "../../../../src/chat/turn/turnTimes";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { ScriptedAgents, ScriptedRun } from "../scriptedAgents";
import { finish, question, text } from "../turns";

describe("TurnTimes", () => {
  it("counts from the request to the first words, and what each stage took", () => {
    let now = 1_000;
    const takes = (milliseconds: number) => () => void (now += milliseconds);
    const times = new TurnTimes(() => now);
    now += 100;
    times.apply({ type: "accepted" }, takes(1));
    times.read(40, 0.5);
    times.apply({ type: "start", runId: "r" }, takes(2));
    now += 300;
    times.read(60, 0.25);
    times.apply(text("Sunny"), takes(4));
    times.apply(text(" all day"), takes(8));
    times.apply(finish(), takes(16));
    deepStrictEqual(times.sum, {
      acceptedMs: 100,
      firstWordsMs: 407,
      totalMs: 431,
      chunks: 4,
      bytes: 100,
      parseMs: 0.75,
      applyMs: 31,
    } satisfies RunTimes);
  });

  it("says so when there were no words", () => {
    const times = new TurnTimes(() => 0);
    times.apply({ type: "tool-call-start", toolCallId: "c", toolName: "getWeather" }, () => undefined);
    deepStrictEqual([times.sum.acceptedMs, times.sum.firstWordsMs, times.sum.chunks], [undefined, undefined, 1]);
  });
});

describe("describeRun", () => {
  const times: RunTimes = { acceptedMs: 12.34, firstWordsMs: 812.4, totalMs: 3400, chunks: 1250, bytes: 270_726, parseMs: 9.96, applyMs: 4 };

  it("is one line of numbers", () => {
    strictEqual(
      describeRun(times),
      "Run: first words after 812 ms (the server answered after 12 ms); 1250 chunks, 270726 bytes in 3400 ms; parsing 10.0 ms, applying 4.0 ms.",
    );
  });

  it("leaves out what did not happen", () => {
    strictEqual(
      describeRun({ ...times, acceptedMs: undefined, firstWordsMs: undefined }),
      "Run: no words; 1250 chunks, 270726 bytes in 3400 ms; parsing 10.0 ms, applying 4.0 ms.",
    );
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
    agents.run.push({ type: "accepted" }, text("Sun"), text("ny"), finish()).end();
    await timed.send(question("Weather?"), agent, "user_1");
    deepStrictEqual(seen.map(({ chunks }) => chunks), [3]);
    ok(seen[0]!.firstWordsMs !== undefined && seen[0]!.totalMs >= seen[0]!.firstWordsMs);
    agents.run = new ScriptedRun().fail(new UserFacingError("network", "Offline."));
    await rejects(timed.send(question("Weather?"), agent, "user_1"), /Offline/);
    strictEqual(seen.length, 1, "nothing was taken, so nothing was timed");
  });
});
