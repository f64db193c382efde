import { longestOf, recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { within } from "../browser/within";
import { atMost, atMostOver, atMostTimes } from "../measure/goal";
import { interleaved } from "../measure/interleaved";
import { type BenchSuite, type Findings, judged, type Row } from "../measure/row";
import { growths } from "../measure/statistics";
import { longText, type Shape, shapesOfAnswers } from "../texts/longBlock";
import { cut, playInParts } from "./inParts";
import { LIMIT, PanelPage, type PanelStage, withPanels } from "./panelPage";
import { beforeAnswer, streamed, THOUSAND_TOKENS } from "./streamed";

/** Kilobytes. */
const SIZES = [100, 200, 400] as const;
const LARGEST = 400;

const RUNS = 5;

/** Milliseconds after which somebody who reads along wonders. */
const PATIENCE_MS = 1000;

/** Tokens a second: 400 KB in four seconds. */
const RATE = 25_000;

/** Shapes of which one works; all of them when nothing is said. */
const CHOSEN = process.env["BENCH_SHAPES"]?.split(",");

/** The last words of an answer, which stand nowhere else in it. */
const END = "Nothing follows.";

/** What the empty page draws. */
const EMPTY_WORD = "Word";

declare global {
  /** When the last message was posted, and when the page changed last. */
  var benchTimes: { ended: number; changed: number } | undefined;
}

interface Cost {
  /** Milliseconds of the main thread, by the processor, until so much of the answer was there: one for each size. */
  readonly work: readonly number[];
  /** Milliseconds from one frame to the next, the longest. */
  readonly longest: number;
  /** Milliseconds from the end of the response until all of it is drawn. */
  readonly late: number;
}

export const suite: BenchSuite = {
  name: "longBlock",
  what: `responses of 400 KB and of every shape, at ${RATE} tokens a second in the panel`,
  run: () => withPanels(measure),
};

async function measure({ browser, panels }: PanelStage): Promise<Findings> {
  const shapes = shapesOfAnswers.filter((name) => CHOSEN?.includes(name) ?? true);
  const side = (shape: Shape, open: () => Promise<PanelPage>, end = END) => ({
    times: RUNS,
    sample: async () => cost(await open(), shape, end),
  });
  const { empty, ...ours } = await interleaved<string, Cost>({
    ...Object.fromEntries(shapes.map((shape) => [shape, side(shape, () => PanelPage.open(browser, panels))])),
    // It draws the same whatever it is told.
    empty: side("a mixed answer", () => PanelPage.empty(browser), EMPTY_WORD),
  });
  return { rows: shapes.flatMap((shape) => judge(shape, ours[shape] ?? [], empty ?? [])), curves: [] };
}

function judge(shape: Shape, costs: readonly Cost[], empty: readonly Cost[]): readonly Row[] {
  const what = `${shape} of 400 KB in 4 s`;
  const id = `longBlock.${shape.replaceAll(" ", "-")}`;
  const points = SIZES.map((x, index) => ({ x, values: costs.map(({ work }) => work[index] ?? 0) }));
  const compared = (name: "late" | "longest") => ({
    id: `${id}.${name}`,
    unit: "ms" as const,
    ours: costs.map((each) => each[name]),
    against: { name: LIMIT, values: empty.map((each) => each[name]) },
  });
  return [
    judged({
      ...compared("late"),
      what: `from the end of the response until all of it is drawn; ${what}`,
      goals: [atMostOver(PATIENCE_MS)],
    }),
    judged({ ...compared("longest"), what: `longest frame; ${what}`, goals: [atMostTimes(3)] }),
    judged({
      id: `${id}.growth`,
      what: `power of its length with which ${shape} costs the panel, from 100 to 400 KB`,
      unit: "count",
      ours: growths(points),
      goals: [atMost(1.2)],
    }),
  ];
}

/** @param end words that are drawn last */
async function cost(panel: PanelPage, shape: Shape, end: string): Promise<Cost> {
  try {
    await panel.tell(beforeAnswer("All of it, please"));
    const messages = streamed(`${longText(shape, LARGEST * 1000)} ${END}`, RATE * (THOUSAND_TOKENS / 1000));
    const parts = cut(
      messages,
      SIZES.map((size) => size / LARGEST),
    );
    const main = await MainThread.of(panel.page, "threadTicks");
    await recordFrames(panel.page);
    await watchEnd(panel, end);
    const work = await playInParts(panel, main, parts, async () => {
      await panel.play();
      const ended = panel.page.waitForFunction(() => (globalThis.benchTimes?.changed ?? 0) > 0, undefined, {
        polling: 100,
        timeout: 0,
      });
      await within(`the end of ${shape}`, ended, 180_000);
    });
    const times = await panel.page.evaluate(() => globalThis.benchTimes);
    const longest = longestOf(await recordedFrames(panel.page));
    return { work, longest, late: Math.max(0, (times?.changed ?? 0) - (times?.ended ?? 0)) };
  } finally {
    await panel.close();
  }
}

/**
 * Notes when the last message has come, and when the last words of the response stand in it: not those that a screen
 * reader is told, and in however many nodes. The empty page has no response, and draws its word again and again.
 */
async function watchEnd({ page }: PanelPage, words: string): Promise<void> {
  await page.evaluate((end) => {
    const times = { ended: 0, changed: 0 };
    globalThis.benchTimes = times;
    addEventListener("message", () => (times.ended = performance.now()));
    const response = (): Element | undefined => [...document.querySelectorAll(".markdown")].at(-1);
    // Only its last letters, with room for a table's tools: to read all of it each time would be what is measured.
    const tail = (whole: Node): string => {
      const all = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
      let last = whole;
      while (last.lastChild) {
        last = last.lastChild;
      }
      let text = last.nodeType === Node.TEXT_NODE ? (last.nodeValue ?? "") : "";
      for (all.currentNode = last; text.length < 400 && all.previousNode();) {
        text = (all.currentNode.nodeValue ?? "") + text;
      }
      return text;
    };
    new MutationObserver(() => {
      const drawn = response();
      const isFirst = times.changed === 0 || drawn === undefined;
      if (isFirst && tail(drawn ?? document.body).includes(end)) {
        times.changed = performance.now();
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, words);
}
