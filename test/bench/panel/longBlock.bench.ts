import { recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { within } from "../browser/within";
import { atMost, type BenchSuite, type Findings, judged, type Row } from "../measure/row";
import { growth } from "../measure/statistics";
import { longText, type Shape, shapesOfAnswers } from "../texts/longBlock";
import { PanelPage, type PanelStage, withPanels } from "./panelPage";
import { beforeAnswer, streamed, THOUSAND_TOKENS } from "./streamed";

/** Kilobytes. */
const SIZES = [100, 200, 400] as const;

/** Tokens a second: 400 KB in four seconds. */
const RATE = 25_000;

/** Shapes of which one works; all of them when nothing is said. */
const CHOSEN = process.env["BENCH_SHAPES"]?.split(",");

/** The last words of an answer, which stand nowhere else in it. */
const END = "Nothing follows.";

declare global {
  /** When the last message was posted, and when the page changed last. */
  var benchTimes: { ended: number; changed: number } | undefined;
}

interface Cost {
  /** Milliseconds of the main thread, by the processor. */
  readonly work: number;
  readonly frames: readonly number[];
  /** Milliseconds from the end of the answer until all of it is drawn. */
  readonly late: number;
}

export const suite: BenchSuite = {
  name: "longBlock",
  what: `answers of 400 KB and of every shape, at ${RATE} tokens a second in the panel`,
  run: () => withPanels(measure),
};

async function measure(stage: PanelStage): Promise<Findings> {
  const rows: Row[] = [];
  for (const shape of shapesOfAnswers.filter((name) => CHOSEN?.includes(name) ?? true)) {
    const costs: Cost[] = [];
    for (const size of SIZES) {
      costs.push(await cost(stage, shape, size * 1000));
    }
    const points = costs.map(({ work }, index) => ({ x: SIZES[index] ?? 0, values: [work] }));
    rows.push(...judge(shape, growth(points), costs.at(-1)));
    console.log(
      shape,
      costs.map(({ work, late, frames }) => [work, late, Math.max(...frames)].map(Math.round)),
    );
  }
  return { rows, curves: [] };
}

function judge(shape: Shape, power: number, longest: Cost | undefined): readonly Row[] {
  const what = `${shape} of 400 KB in 4 s`;
  const id = `longBlock.${shape.replaceAll(" ", "-")}`;
  return [
    judged({
      id: `${id}.late`,
      what: `from the end of the answer until all of it is drawn; ${what}`,
      unit: "ms",
      ours: [longest?.late ?? 0],
      goals: [atMost(1000)],
    }),
    judged({
      id: `${id}.longest`,
      what: `longest frame; ${what}`,
      unit: "ms",
      ours: [Math.max(...(longest?.frames ?? []))],
      goals: [atMost(50)],
    }),
    judged({
      id: `${id}.growth`,
      what: `power of its length with which ${shape} costs the panel, from 100 to 400 KB`,
      unit: "count",
      ours: [power],
      goals: [atMost(1.2)],
    }),
  ];
}

async function cost({ browser, panels }: PanelStage, shape: Shape, length: number): Promise<Cost> {
  const panel = await PanelPage.open(browser, panels);
  try {
    await panel.tell(beforeAnswer("All of it, please"));
    const messages = streamed(`${longText(shape, length)} ${END}`);
    const faster = RATE / (1000 * (THOUSAND_TOKENS / 4000));
    await panel.hold(messages.map(({ at, message }) => ({ at: at / faster, message })));
    const main = await MainThread.of(panel.page, "threadTicks");
    await recordFrames(panel.page);
    await panel.page.evaluate((end) => {
      const times = { ended: 0, changed: 0 };
      globalThis.benchTimes = times;
      addEventListener("message", () => (times.ended = performance.now()));
      // Only what is new: to read all of the page at each change would be what is measured.
      new MutationObserver((records) => {
        const isEnd = ({ type, target, addedNodes }: MutationRecord): boolean =>
          (type === "characterData" ? [target] : [...addedNodes]).some((node) => node.textContent?.includes(end));
        if (records.some(isEnd)) {
          times.changed = performance.now();
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, END);
    const { tasks } = await main.during(async () => {
      await panel.play();
      await within(
        `the end of ${shape}`,
        panel.page.waitForFunction(() => (globalThis.benchTimes?.changed ?? 0) > 0, undefined, {
          polling: 100,
          timeout: 0,
        }),
        180_000,
      );
    });
    const times = await panel.page.evaluate(() => globalThis.benchTimes);
    const frames = await recordedFrames(panel.page);
    return { work: tasks, frames, late: Math.max(0, (times?.changed ?? 0) - (times?.ended ?? 0)) };
  } finally {
    await panel.close();
  }
}
