import { longestOf, recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { atMost, exactly, FRAME_MS, type Goal, type Unit } from "../measure/goal";
import { type BenchSuite, type Findings, judged, type Row } from "../measure/row";
import { median } from "../measure/statistics";
import { answerText } from "../texts/answer";
import { cut } from "./inParts";
import { PanelPage, type PanelStage, type Timed, withPanels } from "./panelPage";
import { beforeAnswer, streamed, THOUSAND_TOKENS } from "./streamed";

/** How long it goes on; fewer while one works on the panel. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 60);

/** Parts of that time, each of which is a sample. */
const WINDOWS = 5;

/** Of a core, in percent: half of it is left for everything else that VS Code draws. */
const HALF = 50;

const WHAT = `1,000 tokens a second for ${SECONDS} s, each fifth of it`;

const TEXT = answerText(SECONDS * THOUSAND_TOKENS);

/** What a part of it costs the page. */
interface Cost {
  /** Frames over 50 ms. */
  readonly slow: number;
  /** Milliseconds from one frame to the next. */
  readonly frame: number;
  readonly longest: number;
  /** Percent of a core that the main thread is busy, by the processor. */
  readonly share: number;
}

export const suite: BenchSuite = {
  name: "rate",
  what: `1,000 tokens a second for ${SECONDS} s in the panel`,
  run: () => withPanels(measure),
};

async function measure({ browser, panels }: PanelStage): Promise<Findings> {
  const panel = await PanelPage.open(browser, panels);
  const main = await MainThread.of(panel.page, "threadTicks");
  await panel.tell(beforeAnswer("What do all the stations say?"));
  const shares = Array.from({ length: WINDOWS }, (_, index) => (index + 1) / WINDOWS);
  const costs: Cost[] = [];
  for (const part of cut(streamed(TEXT), shares)) {
    costs.push(await cost(panel, main, part));
  }
  const row = (id: keyof Cost, unit: Unit, what: string, goals: readonly Goal[]): Row =>
    judged({ id: `rate.${id}`, what: `${what}; ${WHAT}`, unit, ours: costs.map((each) => each[id]), goals });
  return {
    rows: [
      row("slow", "count", "frames over 50 ms", [exactly(0)]),
      row("frame", "ms", "median frame", [atMost(FRAME_MS)]),
      row("longest", "ms", "longest frame", []),
      row("share", "%", "share of a core that the page's main thread is busy", [atMost(HALF)]),
      judged({
        id: "rate.heap",
        what: `panel's heap after a response of ${TEXT.length / 1000} KB`,
        unit: "MB",
        ours: [await main.heap()],
        goals: [],
      }),
    ],
    curves: [],
  };
}

/** What the next part of the response costs, which goes on where the one before has ended. */
async function cost(panel: PanelPage, main: MainThread, part: readonly Timed[]): Promise<Cost> {
  await panel.hold(part);
  await recordFrames(panel.page);
  const { tasks } = await main.during(() => panel.play());
  // By the time that it is to take: a machine that is late would divide the work by more.
  const share = (tasks / ((SECONDS * 1000) / WINDOWS)) * 100;
  const frames = await recordedFrames(panel.page);
  return {
    slow: frames.filter((time) => time > 50).length,
    frame: Math.round(median(frames) * 10) / 10,
    longest: longestOf(frames),
    share,
  };
}
