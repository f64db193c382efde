import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { describeRun, type RunTimes, TurnTimes } from "../../../../src/chat/turn/turnTimes";
import { finish, text } from "../turns";

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
