import { recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { atMost, type BenchSuite, type Findings, judged, type Line, type Row } from "../measure/row";
import { growth } from "../measure/statistics";
import { type OneBlock, oneBlockKinds, oneBlockText } from "../texts/oneBlock";
import { PanelPage, type PanelStage, withPanels } from "./panelPage";
import { beforeAnswer, streamed } from "./streamed";

/** Kilobytes; the last one is 600 lines and more: what an agent writes when it gives a whole file, or a whole list. */
const SIZES = [3, 6, 12, 24, 48] as const;

const NAMES: Readonly<Record<OneBlock, string>> = {
  code: "one block of code",
  list: "one list",
  table: "one table",
  paragraph: "one paragraph",
};

/** What an answer costs the page. */
interface Cost {
  /** Milliseconds of the main thread. */
  readonly work: number;
  /** Milliseconds from one frame to the next, the longest. */
  readonly longest: number;
}

export const suite: BenchSuite = {
  name: "oneBlock",
  what: "an answer that is a single long block, at 1,000 tokens a second in the panel",
  run: () => withPanels(measure),
};

async function measure(stage: PanelStage): Promise<Findings> {
  const rows: Row[] = [];
  const lines: Line[] = [];
  for (const kind of oneBlockKinds) {
    const costs: Cost[] = [];
    for (const size of SIZES) {
      costs.push(await cost(stage, oneBlockText(kind, size * 1000)));
    }
    const points = costs.map(({ work }, index) => ({ x: SIZES[index] ?? 0, values: [work] }));
    lines.push({ name: NAMES[kind], points });
    rows.push(...judge(kind, points, costs.at(-1)?.longest ?? 0));
  }
  return {
    rows,
    curves: [
      {
        id: "oneBlock",
        what: "Main thread of the panel for an answer that is a single block",
        x: { name: "length of the answer", unit: "KB" },
        y: { name: "main thread", unit: "ms" },
        lines,
      },
    ],
  };
}

function judge(kind: OneBlock, points: Line["points"], longest: number): readonly Row[] {
  const what = `an answer that is ${NAMES[kind]}`;
  return [
    judged({
      id: `oneBlock.${kind}.growth`,
      what: `power of its length with which ${what} costs the panel`,
      unit: "count",
      ours: [growth(points)],
      goals: [atMost(1.1)],
    }),
    judged({
      id: `oneBlock.${kind}.longest`,
      what: `longest frame; ${what}, 48 KB at 1,000 tokens a second`,
      unit: "ms",
      ours: [longest],
      goals: [atMost(50)],
    }),
  ];
}

async function cost({ browser, panels }: PanelStage, text: string): Promise<Cost> {
  const panel = await PanelPage.open(browser, panels);
  try {
    await panel.tell(beforeAnswer("All of it, please"));
    await panel.hold(streamed(text));
    const main = await MainThread.of(panel.page);
    await recordFrames(panel.page);
    const { tasks } = await main.during(() => panel.play());
    return { work: tasks, longest: Math.max(...(await recordedFrames(panel.page))) };
  } finally {
    await panel.close();
  }
}
