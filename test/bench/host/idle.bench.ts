import { inChild } from "../measure/inChild";
import { atMost, exactly } from "../measure/goal";
import { type BenchSuite, type Findings, judged } from "../measure/row";
import type { Idle, IdleOf } from "./idle/sample";
import { withAnswerServer } from "./server/answerServer";

/** Answers that are asked for; with the questions it is twice as many turns. */
const QUESTIONS = 1_000;

const IDLE_MS = 5_000;

const RUNS = 5;

export const suite: BenchSuite = {
  name: "idle",
  what: "what is left in the host after 1,000 responses, and what happens while nothing is to be done",
  run: () => withAnswerServer(measure),
};

async function measure(origin: string): Promise<Findings> {
  const argument: IdleOf = { origin, questions: QUESTIONS, idleMs: IDLE_MS };
  const all: Idle[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    all.push(await inChild<Idle>("host/idle/sample", "idleSample", argument));
  }
  const count = (id: string, what: string, pick: (idle: Idle) => number) =>
    judged({ id, what, unit: "count", ours: all.map(pick), goals: [exactly(0)] });
  return {
    rows: [
      judged({
        id: "idle.heap",
        what: "host heap after 1,000 responses in one thread, over the beginning",
        unit: "MB",
        ours: all.map(({ heapMb }) => heapMb),
        goals: [atMost(20)],
      }),
      count("idle.timers", "timers that wait or are set in 5 s, hidden and idle", ({ waiting, set }) => waiting + set),
      count("idle.requests", "requests in 5 s, hidden and idle", ({ requests }) => requests),
    ],
    curves: [],
  };
}
