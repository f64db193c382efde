import { longestOf, recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { atMost, atMostTimes } from "../measure/goal";
import { interleaved } from "../measure/interleaved";
import { type BenchSuite, type Findings, judged, type Line, type Row } from "../measure/row";
import { growths } from "../measure/statistics";
import { type OneBlock, oneBlockKinds, oneBlockText } from "../texts/oneBlock";
import { cut, playInParts } from "./inParts";
import { LIMIT, PanelPage, type PanelStage, withPanels } from "./panelPage";
import { beforeAnswer, streamed } from "./streamed";

/** Kilobytes; the last one is 600 lines and more: what an agent writes when it gives a whole file, or a whole list. */
const SIZES = [3, 6, 12, 24, 48] as const;
const LARGEST = 48;

const RUNS = 5;

const NAMES: Readonly<Record<OneBlock, string>> = {
  code: "one block of code",
  list: "one list",
  table: "one table",
  paragraph: "one paragraph",
};

/** What an answer costs the page. */
interface Cost {
  /** Milliseconds of the main thread, by the processor, until so much of the answer was there: one for each size. */
  readonly work: readonly number[];
  /** Milliseconds from one frame to the next, the longest. */
  readonly longest: number;
}

export const suite: BenchSuite = {
  name: "oneBlock",
  what: "a response that is a single long block, at 1,000 tokens a second in the panel",
  run: () => withPanels(measure),
};

async function measure({ browser, panels }: PanelStage): Promise<Findings> {
  const side = (open: () => Promise<PanelPage>, kind: OneBlock) => ({
    times: RUNS,
    sample: async () => cost(await open(), oneBlockText(kind, LARGEST * 1000)),
  });
  const ours = (kind: OneBlock) => side(() => PanelPage.open(browser, panels), kind);
  const costs = await interleaved<OneBlock | "empty", Cost>({
    code: ours("code"),
    list: ours("list"),
    table: ours("table"),
    paragraph: ours("paragraph"),
    // It draws the same whatever it is told.
    empty: side(() => PanelPage.empty(browser), "table"),
  });
  const empty = costs.empty.map(({ longest }) => longest);
  const lines = oneBlockKinds.map((kind): Line => ({
    name: NAMES[kind],
    points: SIZES.map((x, index) => ({ x, values: costs[kind].map(({ work }) => work[index] ?? 0) })),
  }));
  return {
    rows: oneBlockKinds.flatMap((kind, index) => judge(kind, lines[index]?.points ?? [], costs[kind], empty)),
    curves: [
      {
        id: "oneBlock",
        what: "Main thread of the panel for a response that is a single block",
        x: { name: "length of the response", unit: "KB" },
        y: { name: "main thread", unit: "ms" },
        lines,
      },
    ],
  };
}

function judge(
  kind: OneBlock,
  points: Line["points"],
  costs: readonly Cost[],
  empty: readonly number[],
): readonly Row[] {
  const what = `a response that is ${NAMES[kind]}`;
  return [
    judged({
      id: `oneBlock.${kind}.growth`,
      what: `power of its length with which ${what} costs the panel`,
      unit: "count",
      ours: growths(points),
      goals: [atMost(1.1)],
    }),
    judged({
      id: `oneBlock.${kind}.longest`,
      what: `longest frame; ${what}, 48 KB at 1,000 tokens a second`,
      unit: "ms",
      ours: costs.map(({ longest }) => longest),
      against: { name: LIMIT, values: empty },
      goals: [atMostTimes(3)],
    }),
  ];
}

async function cost(panel: PanelPage, text: string): Promise<Cost> {
  try {
    await panel.tell(beforeAnswer("All of it, please"));
    const parts = cut(
      streamed(text),
      SIZES.map((size) => size / LARGEST),
    );
    const main = await MainThread.of(panel.page, "threadTicks");
    await recordFrames(panel.page);
    const work = await playInParts(panel, main, parts);
    return { work, longest: longestOf(await recordedFrames(panel.page)) };
  } finally {
    await panel.close();
  }
}
