import { inChild } from "../measure/inChild";
import { interleaved } from "../measure/interleaved";
import { atMost, atMostTimes } from "../measure/goal";
import { type BenchSuite, type Curve, type Findings, judged } from "../measure/row";
import { shown } from "../measure/statistics";
import { withAnswerServer } from "./server/answerServer";
import { answerSpec } from "./server/answerSpec";
import { seedThread } from "./server/seedThread";
import type { ThreadCost, ThreadSampleOf } from "./thread/sample";

/** Turns of the thread. */
const LENGTHS = [10, 100, 500, 1_000, 2_000] as const;

/** So often each length is measured, by turns; those that are held against one another more often. */
const RUNS: { readonly [turns in (typeof LENGTHS)[number]]: number } = { 10: 9, 100: 5, 500: 5, 1_000: 5, 2_000: 9 };

/** As a fast model writes, so that the panel is told in as many batches as it would be. */
const SPEC = answerSpec({ chunks: 1_250, perSecond: 1_000 });

/** How long 1,000 tokens a second go on; fewer while one works on the chat. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 60);
const MINUTE = answerSpec({ chunks: SECONDS * 1_000, perSecond: 1_000 });

/** Parts of that minute, each of which is a sample. */
const WINDOWS = 5;

/** Words that come as late as this are seen to stand still. */
const THREE_FRAMES_MS = 50;

/** Of a core, in percent: half of it is left for everything else that the extension host does. */
const HALF = 50;

export const suite: BenchSuite = {
  name: "thread",
  what: "what a chunk costs the host in threads of several lengths, and a minute at 1,000 tokens a second",
  run: () => withAnswerServer(measure),
};

async function measure(origin: string): Promise<Findings> {
  const threads = await Promise.all(
    LENGTHS.map(async (turns) => ({ turns, threadId: await seedThread(origin, turns) })),
  );
  const sample = (thread: (typeof threads)[number], spec = SPEC, windows = 0): Promise<ThreadCost> =>
    inChild<ThreadCost>("host/thread/sample", "threadSample", {
      ...thread,
      origin,
      spec,
      windows,
    } satisfies ThreadSampleOf);
  const costs = await interleaved(
    Object.fromEntries(
      threads.map((thread) => [thread.turns, { times: RUNS[thread.turns], sample: () => sample(thread) }]),
    ),
  );
  const perChunk = (turns: number): readonly number[] =>
    costs[turns]?.map(({ cpuMs }) => (cpuMs * 1_000) / SPEC.chunks) ?? [];
  const curve: Curve = {
    id: "thread",
    what: "What a chunk costs the extension host",
    x: { name: "turns in the thread", unit: "" },
    y: { name: "CPU a chunk", unit: "µs" },
    lines: [
      {
        name: "the whole chat, with its messages to the panel",
        points: LENGTHS.map((x) => ({ x, values: perChunk(x) })),
      },
    ],
  };
  const longest = threads.at(-1);
  const minute = longest && (await sample(longest, MINUTE, WINDOWS));
  const windows = minute?.windows ?? [];
  const rows = [
    judged({
      id: "thread.growth",
      what: "CPU a chunk in a thread of 2,000 turns",
      unit: "µs",
      ours: perChunk(2_000),
      against: { name: "the same in a thread of 10 turns", values: perChunk(10) },
      // Not at all, within what two runs of the same differ by.
      goals: [atMostTimes(1.15)],
    }),
    judged({
      id: "thread.minute",
      what: `1,000 tokens a second for ${SECONDS} s in that thread: share of a core that the host is busy, in each fifth of it`,
      unit: "%",
      ours: windows.map(({ share }) => share),
      goals: [atMost(HALF)],
    }),
    judged({
      id: "thread.minute.stall",
      what: "longest work at a stretch on the host's event loop in each fifth of that time",
      unit: "ms",
      ours: windows.map(({ longestMs }) => longestMs),
      goals: [atMost(THREE_FRAMES_MS)],
      note: `processor time, so that other programs are not in it; by the clock the loop stood still for at most ${shown(minute?.stallMs ?? 0)} ms`,
    }),
  ];
  return { rows, curves: [curve] };
}
