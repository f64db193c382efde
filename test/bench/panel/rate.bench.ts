import { recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { atMost, type BenchSuite, exactly, type Findings, judged } from "../measure/row";
import { median } from "../measure/statistics";
import { answerText } from "../texts/answer";
import { PanelPage, withPanels } from "./panelPage";
import { beforeAnswer, streamed, THOUSAND_TOKENS } from "./streamed";

/** How long it goes on; fewer while one works on the panel. */
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 60);

export const suite: BenchSuite = {
  name: "rate",
  what: `1,000 tokens a second for ${SECONDS} s in the panel`,
  run: () =>
    withPanels(async ({ browser, panels }) => {
      const panel = await PanelPage.open(browser, panels);
      return await measure(panel);
    }),
};

async function measure(panel: PanelPage): Promise<Findings> {
  const text = answerText(SECONDS * THOUSAND_TOKENS);
  await panel.tell(beforeAnswer("What do all the stations say?"));
  await panel.hold(streamed(text));
  const main = await MainThread.of(panel.page);
  await recordFrames(panel.page);
  const began = performance.now();
  const { tasks } = await main.during(() => panel.play());
  const share = (tasks / (performance.now() - began)) * 100;
  const frames = await recordedFrames(panel.page);
  const row = { ours: [] as readonly number[], unit: "ms", goals: [] } as const;
  const what = `1,000 tokens a second for ${SECONDS} s`;
  return {
    rows: [
      judged({
        ...row,
        id: "rate.slow",
        what: `frames over 50 ms; ${what}`,
        unit: "count",
        ours: [frames.filter((time) => time > 50).length],
        goals: [exactly(0)],
      }),
      // A screen of 60 Hz has a frame every 16.67 ms.
      judged({
        ...row,
        id: "rate.frame",
        what: `median frame; ${what}`,
        ours: [Math.round(median(frames) * 10) / 10],
        goals: [atMost(16.7)],
      }),
      judged({ ...row, id: "rate.longest", what: `longest frame; ${what}`, ours: [Math.max(...frames)] }),
      judged({ ...row, id: "rate.share", what: `main thread of the page; ${what}`, unit: "%", ours: [share] }),
      judged({
        ...row,
        id: "rate.heap",
        what: `panel's heap after an answer of ${text.length / 1000} KB`,
        unit: "MB",
        ours: [await main.heap()],
      }),
    ],
    curves: [],
  };
}
